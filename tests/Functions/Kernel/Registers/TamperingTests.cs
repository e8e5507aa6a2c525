using Azure.Data.Tables;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Publishing;
using CasaServerless.Kernel.Registers;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Functions.Kernel.Registers;

/// <summary>
/// What somebody can do to a register who may write to the storage account, and where it is seen: in the chain itself, or, when the whole chain
/// was made anew, only beside the heads that were published before.
/// </summary>
public sealed class TamperingTests(Azurite azurite) : IAsyncLifetime
{
    const string Book = "maarif-1:2026", Other = "anfa-1:2026", LastYear = "maarif-1:2025";
    static readonly DateOnly yesterday = new(2026, 11, 23), today = new(2026, 11, 24);

    // Where the first fault is told, and how it is done.
    static readonly Dictionary<string, (string Row, Func<Forger, Task> Do)> seen = new()
    {
        ["a number's facts changed"] = ("N000003", rows => rows.Say("N000003", "o-2", of: "o-1")),
        ["a number back-dated"] = ("N000003", async rows => await rows.Change("N000003", "At", (await rows.Row("N000001")).GetString("At"))),
        ["a number given to another act"] = ("N000003", rows => rows.Change("N000003", "Key", "act9")),
        ["a number removed"] = ("O000001", rows => rows.Remove("N000002")),
        ["a number removed with all that names it"] = ("O000001", rows => rows.Remove("N000002", "O000002", "Kact2")),
        ["the last number removed"] = ("O000004", rows => rows.Remove("N000006")),
        ["two numbers swapped"] = ("N000004", rows => rows.Swap("N000003", "N000004")),
        ["the facts of two numbers swapped"] = ("N000003", rows => rows.SwapFacts("N000003", "N000004")),
        ["a number written twice, in another way"] = ("N3", async rows => await rows.Put(await rows.Row("N000003"), "N3")),
        ["a number doubled under the next one's name"] = ("N000007", async rows => await rows.Put(await rows.Row("N000003"), "N000007")),
        ["a number inserted at the end"] = ("H", rows => Insert(rows, "N000007", position: 12)),
        ["a number inserted in the middle"] = ("N000007", rows => Insert(rows, "N000007", position: 5)),
        ["an outcome changed"] = ("O000003", rows => rows.Say("O000003", "ffff", of: "cc03")),
        ["an outcome removed"] = ("N000005", rows => rows.Remove("O000003")),
        ["an outcome added to an open number"] = ("O000005", async rows => await rows.Put(await rows.Row("O000003"), "O000005")),
        ["an annulled number turned sealed"] = ("O000002", async rows => await rows.Change("O000002", "Facts", (await rows.Row("O000001")).GetString("Facts"))),
        ["two outcomes swapped"] = ("O000002", rows => rows.Swap("O000001", "O000002")),
        ["the head lowered"] = ("H", async rows => await rows.Change("H", "Last", 5)),
        ["the head raised"] = ("H", async rows => await rows.Change("H", "Last", 7)),
        ["the head shortened"] = ("H", async rows => await rows.Change("H", "Length", 10)),
        ["the head's hash changed"] = ("H", rows => rows.Change("H", "Hash", new string('0', 64))),
        ["the head removed"] = ("H", rows => rows.Remove("H")),
        ["a row of another bureau"] = ("N000003", async rows => await rows.Put(await rows.Row("N000003", of: Other), "N000003")),
        ["a row of another year"] = ("N000003", async rows => await rows.Put(await rows.Row("N000003", of: LastYear), "N000003")),
        ["one row hashed anew after a change"] = ("N000004", InOrder(
            rows => rows.Say("N000003", "o-2", of: "o-1"),
            rows => rows.HashAnew(only: "N000003"))),
        ["two positions swapped"] = ("O000003", InOrder(
            rows => rows.Change("N000003", "Position", 7),
            rows => rows.Change("O000003", "Position", 5))),
        ["a position written as text"] = ("N000003", async rows => await rows.Change("N000003", "Position", "5")),
        ["a date that is none"] = ("N000003", rows => rows.Change("N000003", "At", "hier")),
        ["facts that are none"] = ("O000003", rows => rows.Change("O000003", "Facts", "sealed")),
        ["a row of no kind"] = ("Z000001", async rows => await rows.Put(await rows.Row("N000003"), "Z000001")),
        ["the row removed that says whose number it is"] = ("N000003", rows => rows.Remove("Kact3")),
        ["that row turned to another number"] = ("N000003", async rows => await rows.Change("Kact3", "Number", 4)),
        ["that row turned void"] = ("N000003", rows => rows.Change("Kact3", "Number", null)),
        ["a row that claims a number for another act"] = ("Kact9", async rows => await rows.Put(await rows.Row("Kact3"), "Kact9")),
        ["back-dated by a day, and the whole chain hashed anew"] = ("N000006", InOrder(
            rows => rows.Change("N000006", "At", "2026-11-23T10:00:00.0000000+00:00"),
            rows => rows.HashAnew())),
        ["one act given two numbers, and the whole chain hashed anew"] = ("N000004", InOrder(
            rows => rows.Change("N000004", "Key", "act3"),
            rows => rows.HashAnew())),
    };

    static readonly Dictionary<string, (string Row, DateOnly Day, Func<Forger, Task> Do)> seenBesideHeadsAlone = new()
    {
        ["cut off after the third number"] = ("H", today, InOrder(
            rows => rows.Remove("O000003", "N000004", "N000005", "N000006", "O000004", "O000006", "Kact4", "Kact5", "Kact6"),
            rows => rows.HashAnew())),
        ["its last outcome cut off"] = ("H", today, InOrder(
            rows => rows.Remove("O000006"),
            rows => rows.HashAnew())),
        ["a number's facts changed, and the whole chain hashed anew"] = ("O000002", yesterday, InOrder(
            rows => rows.Say("N000001", "o-2", of: "o-1"),
            rows => rows.HashAnew())),
        ["a later number's facts changed, and the whole chain hashed anew"] = ("O000006", today, InOrder(
            rows => rows.Say("N000006", "o-2", of: "o-1"),
            rows => rows.HashAnew())),
        ["an annulled number turned sealed, and the whole chain hashed anew"] = ("O000002", yesterday, InOrder(
            async rows => await rows.Change("O000002", "Facts", (await rows.Row("O000001")).GetString("Facts")),
            rows => rows.HashAnew())),
        ["the last number replaced"] = ("O000006", today, InOrder(
            rows => rows.Remove("Kact6"),
            rows => rows.Change("N000006", "Key", "act9"),
            rows => rows.Put(new TableEntity(Book, "Kact9") { ["Number"] = 6 }),
            rows => rows.HashAnew())),
        ["an outcome added to an open number, and the whole chain hashed anew"] = ("O000005", today, InOrder(
            async rows => await rows.Put(await rows.Row("O000003"), "O000005"),
            rows => rows.Change("O000005", "Position", 11),
            rows => rows.Change("O000006", "Position", 12),
            rows => rows.HashAnew())),
        ["the whole register gone"] = ("H", yesterday, rows => rows.Remove("H", "N000001", "N000002", "N000003", "N000004", "N000005", "N000006",
            "O000001", "O000002", "O000003", "O000004", "O000006", "Kact1", "Kact2", "Kact3", "Kact4", "Kact5", "Kact6")),
    };

    readonly FakeTimeProvider clock = new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    CityStorage storage = null!;
    Register register = null!;
    RegisterHeads heads = null!;
    PublishingKeyring keys = null!;
    Forger forger = null!;

    public static TheoryData<string> Seen => [.. seen.Keys];

    public static TheoryData<string> SeenBesideHeadsAlone => [.. seenBesideHeadsAlone.Keys];

    public async ValueTask InitializeAsync()
    {
        storage = new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", azurite.NewAccount())]).Build());
        keys = new(new() { Path = Path.Combine(Path.GetTempPath(), "casa-tests-publishing.pem") }, development: true, clock);
        register = new(storage, new(), clock);
        heads = new(storage, register, keys, new(), clock);
        await storage.Table(Register.TableName).CreateIfNotExistsAsync();
        await storage.Table(RegisterHeads.TableName).CreateIfNotExistsAsync();
        forger = new(storage.Table(Register.TableName), Book);
        foreach (var book in new[] { Book, Other, LastYear }) await Yesterday(book);
        clock.SetUtcNow(new(2026, 11, 24, 0, 10, 0, TimeSpan.Zero));
        Assert.True(await heads.Close(yesterday, [Book, Other, LastYear], _ => true, default));
        foreach (var book in new[] { Book, Other, LastYear }) await Today(book);
        clock.SetUtcNow(new(2026, 11, 25, 0, 10, 0, TimeSpan.Zero));
        Assert.True(await heads.Close(today, [Book, Other, LastYear], _ => true, default));
    }

    public ValueTask DisposeAsync()
    {
        keys.Dispose();
        return default;
    }

    [Fact]
    public async Task Untouched_it_is_sound_and_what_was_published()
    {
        var pages = await register.Read(Book, default);
        Assert.Empty(pages.Faults);
        Assert.Empty(pages.Against((await Published()).Of(Book)));
        Assert.Equal((6, 11), (pages.Last, pages.Links.Count));
    }

    [Theory, MemberData(nameof(Seen))]
    public async Task The_chain_itself_tells_of(string tampering)
    {
        var (row, forge) = seen[tampering];
        await forge(forger);
        var faults = (await register.Read(Book, default)).Faults;
        Assert.NotEmpty(faults);
        Assert.Equal(row, faults[0].Row);
        Told(faults);
        Assert.Empty((await register.Read(Other, default)).Faults);
    }

    [Theory, MemberData(nameof(SeenBesideHeadsAlone))]
    public async Task Published_heads_alone_tell_of(string tampering)
    {
        var (row, day, forge) = seenBesideHeadsAlone[tampering];
        await forge(forger);
        var pages = await register.Read(Book, default);
        Assert.Empty(pages.Faults);
        var fault = Assert.Single(pages.Against((await Published()).Of(Book)));
        Assert.Equal(row, fault.Row);
        Assert.Contains($"{day:yyyy-MM-dd}", fault.Plain, StringComparison.Ordinal);
        Told([fault]);
    }

    [Fact]
    public async Task The_days_around_a_change_tell_where_it_was_made()
    {
        await forger.Say("N000006", "o-2", of: "o-1");
        await forger.HashAnew();
        var fault = Assert.Single((await register.Read(Book, default)).Against((await Published()).Of(Book)));
        Assert.Equal("O000006: not what was published on 2026-11-24: something was changed between positions 5 and 11", fault.ToString());
        Assert.Equal("Issue du numéro 6 : n’est pas ce qui a été publié le 24/11/2026 : une ligne a changé entre les places 5 et 11.", fault.Sentence.Fr);
        Assert.Equal("مآل الرقم 6: ليس ما نُشر يوم 24/11/2026: تغيّر سطر بين المكانين 5 و11.", fault.Sentence.Ar);
    }

    static void Told(IEnumerable<RegisterFault> faults) => Assert.All(faults, fault =>
    {
        Assert.NotEmpty(fault.Plain);
        Assert.Contains(fault.Sentence.Ar, letter => letter is >= 'ء' and <= 'ي');
        Assert.DoesNotContain(fault.Sentence.Fr, letter => letter is >= 'ء' and <= 'ي');
    });

    async Task<StatedDays> Published()
    {
        var days = await heads.Between(yesterday, today, 10, default);
        var stated = StatedDays.Read(days.Select(day => day.Cose), PublishedKeys.Of(await keys.CurrentAsync(default)).Keys);
        Assert.Empty(stated.Faults);
        return stated;
    }

    // N1 N2 O1 O2 | N3 N4 O3 N5 N6 O4 O6: numbers and their ends as they come, the second annulled, the fifth open.
    async Task Yesterday(string book)
    {
        await Take(book, 1);
        await Take(book, 2);
        await register.Record(book, 1, RegisterOutcome.Sealed("aa01"), default);
        await register.Record(book, 2, RegisterOutcome.Annulled, default);
    }

    async Task Today(string book)
    {
        clock.SetUtcNow(new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        await Take(book, 3);
        await Take(book, 4);
        await register.Record(book, 3, RegisterOutcome.Sealed("cc03"), default);
        await Take(book, 5);
        await Take(book, 6);
        await register.Record(book, 4, RegisterOutcome.Sealed("dd04"), default);
        await register.Record(book, 6, RegisterOutcome.Sealed("ff06"), default);
    }

    Task Take(string book, int number) => register.Take(book, $"act{number}", $$"""{"officer":"o-1","number":{{number}}}""", default);

    static Func<Forger, Task> InOrder(params Func<Forger, Task>[] steps) => async rows =>
    {
        foreach (var step in steps) await step(rows);
    };

    // With a hash that follows, as one can make it who knows how.
    static async Task Insert(Forger rows, string name, int position)
    {
        var row = await rows.Row("N000006");
        row["Position"] = position;
        row["Key"] = "act7";
        row["Hash"] = Register.HashOf((await rows.Row("O000006")).GetString("Hash"), Book, position, name, row.GetString("At"), "act7", row.GetString("Facts"));
        await rows.Put(row, name);
    }
}
