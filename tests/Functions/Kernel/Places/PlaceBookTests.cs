using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Places;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Kernel.Places;

/// <summary>Places whose commits come late, twice, unanswered or not at all: none given twice, none lost.</summary>
public sealed class PlaceBookTests(Azurite azurite) : IAsyncLifetime
{
    const string Book = "maarif-1", Slot = "2026-11-30T09:15";
    static readonly CaseOptions options = new() { Deadline = TimeSpan.FromSeconds(3) };
    readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    CityStorage account = null!;
    FaultyStorage storage = null!;
    PlaceBook ill = null!;
    PlaceBook well = null!;

    public async ValueTask InitializeAsync()
    {
        var connection = azurite.NewAccount();
        storage = await FaultyStorage.Before(connection);
        account = On(connection);
        (ill, well) = (new(On(storage.Connection), options), new(account, options));
        await account.Table(PlaceBook.TableName).CreateIfNotExistsAsync();
    }

    public ValueTask DisposeAsync() => storage.DisposeAsync();

    [Fact]
    public async Task There_are_as_many_places_as_there_are()
    {
        var fates = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Take(well, $"k{number}", 3)));
        Assert.Equal((3, 17), (fates.Count(fate => fate == PlaceFate.Held), fates.Count(fate => fate == PlaceFate.Full)));
        await Holds(3);
    }

    [Fact]
    public async Task What_was_said_to_a_key_stands()
    {
        Assert.Equal((PlaceFate.Held, PlaceFate.Full), (await Take(well, "a"), await Take(well, "b")));
        Assert.Equal((PlaceFate.Held, PlaceFate.Full), (await Take(well, "a"), await Take(well, "b")));
        await Leave(well, "a");
        await Leave(well, "a");
        // The place is free; whoever was told that it was not comes with another key.
        Assert.Equal((PlaceFate.Left, PlaceFate.Full), (await Take(well, "a"), await Take(well, "b")));
        Assert.Equal(PlaceFate.Held, await Take(well, "c"));
        await Holds(1);
    }

    [Theory]
    [InlineData("swallowed")]
    [InlineData("lost")]
    [InlineData("twice")]
    [InlineData("refused")]
    public async Task A_place_is_taken_and_left_once_whatever_becomes_of_its_transaction(string what)
    {
        var fault = what switch { "swallowed" => Faults.AnswerSwallowed, "lost" => Faults.Lost, "twice" => Faults.Twice, _ => Faults.Refused() };
        storage.Next(StorageCall.Commit, fault);
        Assert.Equal((PlaceFate.Held, PlaceFate.Full), (await Take(ill, "a"), await Take(ill, "b")));
        await Holds(1);
        storage.Next(StorageCall.Commit, fault);
        await Leave(ill, "a");
        await Holds(0);
    }

    [Fact]
    public async Task Left_before_its_transaction_arrives_a_key_never_gets_a_place()
    {
        var commit = storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        using var dead = new CancellationTokenSource();
        var taking = ill.Take(Book, Slot, "a", 1, dead.Token);
        await commit.Met;
        await dead.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => taking);
        await Leave(well, "a");
        gate.SetResult();
        Assert.Contains("409 Conflict", (await commit.Done).Text);
        await Holds(0);
        Assert.Equal(PlaceFate.Left, await Take(well, "a"));
    }

    [Fact]
    public async Task A_leaving_that_arrives_late_frees_no_other_place()
    {
        Assert.Equal(PlaceFate.Held, await Take(well, "a", 2));
        var commit = storage.Next(StorageCall.Commit, Faults.Late(gate.Task));
        var leaving = Leave(ill, "a");
        await commit.Met;
        await Leave(well, "a");
        Assert.Equal((PlaceFate.Held, PlaceFate.Held), (await Take(well, "b", 2), await Take(well, "c", 2)));
        gate.SetResult();
        await leaving;
        await commit.Done;
        await Holds(2);
    }

    [Fact]
    public async Task The_slots_of_a_period_are_told_and_no_others()
    {
        await well.Take(Book, "2026-11-29T16:00", "a", 1, default);
        await well.Take(Book, "2026-11-30T09:15", "b", 2, default);
        await well.Take(Book, "2026-11-30T09:30", "c", 2, default);
        await well.Take("maarif-2", "2026-11-30T09:30", "d", 2, default);
        var taken = await well.Taken(Book, "2026-11-30T00:00", "2026-11-30T09:30", default);
        Assert.Equal([new("2026-11-30T09:15", 1)], taken);
    }

    static Task<PlaceFate> Take(PlaceBook book, string key, int places = 1) => book.Take(Book, Slot, key, places, default);

    static Task Leave(PlaceBook book, string key) => book.Leave(Book, Slot, key, default);

    // The count, and the keys that it counts.
    async Task Holds(int places)
    {
        await Eventually.True(() => storage.UnderWay == 0, "all that was late has arrived");
        var rows = new List<TableEntity>();
        await foreach (var row in account.Table(PlaceBook.TableName).QueryAsync<TableEntity>()) rows.Add(row);
        Assert.Equal(places, rows.Where(row => row.RowKey[0] == 'S').Sum(row => row.GetInt32("Taken")));
        Assert.Equal(places, rows.Count(row => row.GetString("Fate") == "held"));
    }

    static CityStorage On(string connection) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build());
}
