using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Kernel.Registers;

/// <summary>Days are stated once, whatever happens to the one who states them, and each names the one before.</summary>
public sealed class RegisterHeadsTests(Azurite azurite) : IAsyncLifetime
{
    const string Book = "maarif-1:2026";
    static readonly DateOnly monday = new(2026, 11, 23);
    readonly FakeTimeProvider clock = new(new(2026, 11, 24, 0, 10, 0, TimeSpan.Zero));
    FaultyStorage faulty = null!;
    PublishingKeyring keys = null!;
    Register register = null!;
    RegisterHeads ill = null!;
    RegisterHeads well = null!;

    public async ValueTask InitializeAsync()
    {
        var account = azurite.NewAccount();
        faulty = await FaultyStorage.Before(account);
        keys = new(new() { Path = Path.Combine(Path.GetTempPath(), "casa-tests-publishing.pem") }, development: true, clock);
        register = new(Storage(account), new(), clock);
        well = new(Storage(account), register, keys, new() { Deadline = TimeSpan.FromSeconds(3) }, clock);
        ill = new(Storage(faulty.Connection), register, keys, new() { Deadline = TimeSpan.FromSeconds(3) }, clock);
        await Storage(account).Table(Register.TableName).CreateIfNotExistsAsync();
        await Storage(account).Table(RegisterHeads.TableName).CreateIfNotExistsAsync();
        await register.Take(Book, "a", "{}", default);
    }

    public ValueTask DisposeAsync()
    {
        keys.Dispose();
        return faulty.DisposeAsync();
    }

    [Fact]
    public async Task A_day_is_stated_once_and_names_the_day_before_even_if_nights_were_missed()
    {
        Assert.True(await Close(well, monday));
        Assert.False(await Close(well, monday));
        Assert.True(await Close(well, monday.AddDays(4)));
        Assert.False(await Close(well, monday.AddDays(1)));
        var (first, last) = ((await well.On(monday, default))!, (await well.On(monday.AddDays(4), default))!);
        Assert.Null(first.Day.Before);
        Assert.Equal(new ClosedBefore(monday, first.Sha256), last.Day.Before);
        Assert.Equal((await register.HeadOf(Book, default))!, Assert.Single(last.Day.Registers));
        Assert.Equal(new(2026, 11, 24, 1, 10, 0, TimeSpan.FromHours(1)), first.Day.ClosedAt);
        var read = StatedDays.Read([last.Cose, first.Cose], PublishedKeys.Of(await keys.CurrentAsync(default)).Keys);
        Assert.Empty(read.Faults);
        Assert.Equal([monday, monday.AddDays(4)], read.Days.Select(day => day.Date));
    }

    [Fact]
    public async Task Two_who_close_the_same_day_state_it_once()
    {
        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Close(well, monday)));
        Assert.Single(done, did => did);
        Assert.Single(await well.Between(monday, monday, 10, default));
    }

    [Fact]
    public async Task An_earlier_day_that_is_stated_late_keeps_no_later_one_from_being_stated()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(day => Close(well, monday.AddDays(day))));
        Assert.NotNull(await well.On(monday.AddDays(7), default));
        var days = await well.Between(monday, monday.AddDays(7), 10, default);
        Assert.Empty(StatedDays.Read(days.Select(day => day.Cose), PublishedKeys.Of(await keys.CurrentAsync(default)).Keys).Faults);
    }

    [Fact]
    public async Task A_statement_whose_answer_is_swallowed_stands_and_is_not_made_again()
    {
        faulty.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        await Assert.ThrowsAnyAsync<Exception>(() => Close(ill, monday));
        Assert.False(await Close(well, monday));
        Assert.NotNull(await well.On(monday, default));
    }

    [Fact]
    public async Task A_statement_that_arrives_after_the_next_day_is_none()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var commit = faulty.Next(StorageCall.Commit, Faults.Late(gate.Task));
        await Assert.ThrowsAnyAsync<Exception>(() => Close(ill, monday));
        Assert.True(await Close(well, monday.AddDays(1)));
        gate.SetResult();
        Assert.Contains("409", (await commit.Done).Text, StringComparison.Ordinal);
        Assert.Null(await well.On(monday, default));
        Assert.Null((await well.On(monday.AddDays(1), default))!.Day.Before);
    }

    [Fact]
    public async Task A_register_that_nobody_names_any_more_stays_as_long_as_it_should()
    {
        await Close(well, monday);
        await well.Close(monday.AddDays(1), [], book => book == Book, default);
        await well.Close(monday.AddDays(2), [], _ => false, default);
        Assert.Single((await well.On(monday.AddDays(1), default))!.Day.Registers);
        Assert.Empty((await well.On(monday.AddDays(2), default))!.Day.Registers);
    }

    [Fact]
    public async Task A_reader_sees_a_day_that_is_missing_replaced_doubled_or_forged()
    {
        for (var day = monday; day < monday.AddDays(4); day = day.AddDays(1)) Assert.True(await Close(well, day));
        var days = (await well.Between(monday, monday.AddDays(9), 10, default)).Select(day => day.Cose).ToList();
        var trusted = PublishedKeys.Of(await keys.CurrentAsync(default)).Keys;
        Assert.Empty(StatedDays.Read(days, trusted).Faults);
        Assert.Equal("2026-11-25 does not follow 2026-11-23: a day between them is missing, or one was replaced",
            Assert.Single(StatedDays.Read([days[0], .. days[2..]], trusted).Faults));
        // The city itself states a day again, differently: its own signature does not help it.
        var again = await CoseSign1.SignAsync(CoseSign1.Payload(days[1]), CoseSign1.Json, await keys.CurrentAsync(default), default);
        Assert.Equal("2026-11-25 does not follow 2026-11-24: a day between them is missing, or one was replaced",
            Assert.Single(StatedDays.Read([days[0], again, .. days[2..]], trusted).Faults));
        Assert.Contains("2026-11-24 was stated twice, and differently", StatedDays.Read([.. days, again], trusted).Faults);
        using var stranger = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var forged = await CoseSign1.SignAsync(CoseSign1.Payload(days[3]), CoseSign1.Json, FilePublishingKey.Read(stranger.ExportPkcs8PrivateKeyPem()), default);
        Assert.Equal("a statement that none of the city's keys signed", Assert.Single(StatedDays.Read([.. days[..3], forged], trusted).Faults));
    }

    static Task<bool> Close(RegisterHeads heads, DateOnly day) => heads.Close(day, [Book, "anfa-1:2026"], _ => true, default);

    static CityStorage Storage(string connection) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build());
}
