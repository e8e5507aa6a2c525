using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Kernel.Registers;

/// <summary>A register whose commits come late, unanswered or not at all: no number missing, none doubled, the chain whole.</summary>
public sealed class RegisterUnderFaultsTests(Azurite azurite) : IAsyncLifetime
{
    const string Book = "maarif-1:2026";
    static readonly CaseOptions options = new() { Deadline = TimeSpan.FromSeconds(3) };
    readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    FaultyStorage storage = null!;
    Register ill = null!;
    Register well = null!;

    public async ValueTask InitializeAsync()
    {
        var account = azurite.NewAccount();
        storage = await FaultyStorage.Before(account);
        (ill, well) = (On(storage.Connection), On(account));
        await Storage(account).Table(Register.TableName).CreateIfNotExistsAsync();
    }

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    [Fact]
    public async Task A_number_whose_answer_is_swallowed_is_taken_once()
    {
        storage.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        Assert.Equal((1, 2, 1), (await Take(ill, "a"), await Take(ill, "b"), await Take(ill, "a")));
        await Sound(2);
    }

    [Fact]
    public async Task A_number_whose_transaction_a_connection_sends_twice_is_taken_once()
    {
        storage.Next(StorageCall.Commit, Faults.Twice, times: 2);
        Assert.Equal((1, 2), (await Take(ill, "a"), await Take(ill, "b")));
        await Sound(2);
    }

    [Fact]
    public async Task A_number_that_arrives_late_is_taken_once()
    {
        var commit = storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        Assert.Equal(1, await Take(ill, "a"));
        gate.SetResult();
        Assert.NotEqual(0, (await commit.Done).Status);
        Assert.Equal((1, 2), (await Take(ill, "a"), await Take(ill, "b")));
        await Sound(2);
    }

    [Fact]
    public async Task A_number_that_arrives_after_another_has_been_taken_is_none()
    {
        var commit = storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        var taking = Take(ill, "late");
        await commit.Met;
        Assert.Equal(1, await Take(well, "b"));
        gate.SetResult();
        Assert.Equal(2, await taking);
        await Sound(2);
    }

    [Fact]
    public async Task A_taker_that_died_finds_its_number_again()
    {
        storage.Next(StorageCall.Commit, Faults.DeathAfter);
        using var dead = new CancellationTokenSource();
        var taking = ill.Take(Book, "a", "{}", dead.Token);
        await Eventually.True(async () => (await well.Read(Book, default)).Last == 1, "its transaction has arrived");
        Assert.Equal((2, 1), (await Take(well, "b"), await Take(well, "a")));
        await dead.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => taking);
        await Sound(2);
    }

    [Fact]
    public async Task Given_up_before_its_transaction_arrives_an_act_has_no_number()
    {
        var commit = storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        using var dead = new CancellationTokenSource();
        var taking = ill.Take(Book, "a", "{}", dead.Token);
        await commit.Met;
        await dead.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
        Assert.Equal((null, RegisterOutcome.Annulled), await well.GiveUp(Book, "a", default));
        gate.SetResult();
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        Assert.Null(await well.Take(Book, "a", "{}", default));
        Assert.Equal(1, await Take(well, "b"));
        await Sound(1);
    }

    [Fact]
    public async Task Given_up_after_its_transaction_arrived_its_number_is_annulled()
    {
        storage.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        Assert.Equal(1, await Take(ill, "a"));
        storage.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        Assert.Equal((1, RegisterOutcome.Annulled), await ill.GiveUp(Book, "a", default));
        Assert.Equal(RegisterOutcome.Annulled, await ill.Record(Book, 1, RegisterOutcome.Sealed("cd"), default));
        await Sound(1);
    }

    [Fact]
    public async Task A_void_whose_answer_is_swallowed_holds()
    {
        storage.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        Assert.Equal((null, RegisterOutcome.Annulled), await ill.GiveUp(Book, "a", default));
        Assert.Null(await ill.Take(Book, "a", "{}", default));
        await Sound(0);
    }

    [Fact]
    public async Task An_outcome_is_written_once_however_late_the_first_one_is()
    {
        Assert.Equal(1, await Take(well, "a"));
        var commit = storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        var recording = ill.Record(Book, 1, RegisterOutcome.Sealed("ab"), default);
        await commit.Met;
        // The recorder counts as dead, its work is done again, and then its transaction arrives.
        Assert.Equal("cd", (await well.Record(Book, 1, RegisterOutcome.Sealed("cd"), default)).Sha256);
        gate.SetResult();
        Assert.Equal("cd", (await recording).Sha256);
        await Sound(1);
    }

    [Fact]
    public async Task An_outcome_whose_answer_is_swallowed_stands()
    {
        Assert.Equal(1, await Take(well, "a"));
        storage.Next(StorageCall.Commit, Faults.AnswerSwallowed);
        Assert.Equal("ab", (await ill.Record(Book, 1, RegisterOutcome.Sealed("ab"), default)).Sha256);
        Assert.Equal("ab", (await ill.Record(Book, 1, RegisterOutcome.Annulled, default)).Sha256);
        await Sound(1);
    }

    [Fact]
    public async Task Thirty_takers_on_a_bad_day_leave_no_gap()
    {
        storage.Next(StorageCall.Commit, Faults.AnswerSwallowed, times: 5);
        storage.Next(StorageCall.Commit, Faults.Lost, times: 5);
        storage.Next(StorageCall.Commit, Faults.Late(gate.Task), times: 3);
        var taking = Task.WhenAll(Enumerable.Range(0, 30).Select(async number =>
        {
            var taken = await Take(number % 2 == 0 ? ill : well, $"act{number}");
            await (number % 2 == 0 ? ill : well).Record(Book, taken!.Value, RegisterOutcome.Sealed($"{number}"), default);
            return taken.Value;
        }));
        await Task.WhenAny(taking, Task.Delay(options.Deadline * 2));
        gate.SetResult();
        Assert.Equal(Enumerable.Range(1, 30), (await taking).Order());
        await Eventually.True(() => storage.UnderWay == 0, "all that was late has arrived");
        var pages = await Sound(30);
        Assert.Equal(30, pages.Links.Count(link => link.Outcome is not null));
    }

    static Task<int?> Take(Register register, string key) => register.Take(Book, key, "{}", default);

    async Task<RegisterPages> Sound(int last)
    {
        var pages = await well.Read(Book, default);
        Assert.Empty(pages.Faults);
        Assert.Equal(last, pages.Last);
        return pages;
    }

    static Register On(string connection) => new(Storage(connection), options, TimeProvider.System);

    static CityStorage Storage(string connection) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build());
}
