using Azure.Data.Tables;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using Microsoft.Extensions.Time.Testing;

namespace CasaServerless.Tests.Given.Faults;

/// <summary>
/// Two instances of the toy city on one account: one whose storage fails it, and one that is well and outlives it. What the first has begun,
/// the second must find ended.
/// </summary>
sealed class TroubledToys : IAsyncDisposable
{
    /// <summary>For bad days that come by chance: whoever waits too long gives up by itself.</summary>
    public static readonly CaseOptions Hasty = new() { Insurance = TimeSpan.FromSeconds(7), Deadline = TimeSpan.FromSeconds(5) };

    static readonly CaseOptions patient = new() { Insurance = TimeSpan.FromSeconds(90), Deadline = TimeSpan.FromSeconds(60) };

    // An insurance is not consumed before a test drains the queue, so it need not be long.
    static readonly CaseOptions held = new() { Insurance = TimeSpan.FromSeconds(2) };

    TroubledToys(FaultyStorage storage, ToyCity ill, ToyCity well) => (Storage, Ill, Well) = (storage, ill, well);

    public FaultyStorage Storage { get; }

    public ToyCity Ill { get; }

    public ToyCity Well { get; }

    /// <param name="connection">The account's.</param>
    /// <param name="hasty">
    /// Left out, no deadline of the one that is ill passes but when storage keeps it waiting, and then at once: what is only slow on a busy
    /// machine is not taken for silence.
    /// </param>
    public static async Task<TroubledToys> On(string connection, CaseOptions? hasty = null)
    {
        var storage = await FaultyStorage.Before(connection);
        var well = await ToyCity.On(connection, patient);
        if (hasty is not null) return new(storage, await ToyCity.On(storage.Connection, hasty), well);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        storage.Silent = () => clock.Advance(held.Deadline);
        return new(storage, await ToyCity.On(storage.Connection, held, clock), well);
    }

    /// <summary>A toy, bought on a good day.</summary>
    public async Task<string> Bought() => (await Well.Buy()).Reference;

    /// <summary>The instance that is well works until both queues' worth is done, insurances that are not up yet included.</summary>
    public Task Drain() => Eventually.True(async () =>
    {
        foreach (var message in (await Well.Effects.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(60))).Value)
        {
            await Well.Handle(message.Body.ToString());
            await Well.Effects.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
        return (await Well.Effects.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0;
    }, "the queue is empty");

    /// <summary>
    /// Everything that follows from so many games has followed, once: history, snapshot, the effect of each game, the list.
    /// </summary>
    public async Task Played(string reference, int times)
    {
        await Drain();
        var toy = await Well.Find(reference);
        Assert.Equal((times, times), (toy.State.Times, toy.State.Wear));
        Assert.Equal(1 + 2 * times, (await Well.Cases.History(Well.Kind, reference, default)).Count);
        Assert.Empty(await Well.Cases.FaultsOf(reference, default));
        var listed = (await Well.Lists.Page("toy:low", 10, null, default)).Items.SingleOrDefault(item => item.Reference == reference);
        Assert.Equal(times < 3 ? $"{times}" : null, listed?.Shows);
    }

    /// <summary>References of all toys there are.</summary>
    public async Task<IReadOnlyList<string>> All()
    {
        var references = new List<string>();
        await foreach (var head in Well.Storage.Table(CaseStore.TableName).QueryAsync<TableEntity>("RowKey eq 'H'")) references.Add(head.PartitionKey);
        return references;
    }

    /// <summary>The caller is told that nobody knows, and to come again.</summary>
    public static async Task Busy(Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(act);
        Assert.Equal(("CASE-001", 503, true), (refusal.Code, refusal.Status, refusal.ForNow));
    }

    public ValueTask DisposeAsync() => Storage.DisposeAsync();
}

/// <summary>The kernel's requests by what they are for.</summary>
static class About
{
    public static bool Void(StorageRequest request) => request.Text.Contains("\"Void\":true", StringComparison.Ordinal);

    public static bool Insurance(StorageRequest request) => request.Text.Contains("attempt", StringComparison.Ordinal);

    public static bool Effect(StorageRequest request) => request.Text.Contains("wear", StringComparison.Ordinal);

    public static Func<StorageRequest, bool> Table(string name) => request =>
        request.Target.Contains($"/{name}", StringComparison.Ordinal) || request.Text.Contains($"/{name}", StringComparison.Ordinal);
}
