using Azure.Data.Tables;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Tests.Given.Faults;

/// <summary>
/// Two instances of the toy city on one account: one whose storage fails it, and one that is well and outlives it. What the first has begun,
/// the second must find ended.
/// </summary>
sealed class TroubledToys : IAsyncDisposable
{
    // Long enough for a busy machine to answer in, when nothing is wrong.
    public static readonly CaseOptions Options = new() { Insurance = TimeSpan.FromSeconds(7), Deadline = TimeSpan.FromSeconds(5) };

    /// <summary>For faults that nobody waits out, so that a busy machine has time for what comes after them.</summary>
    public static readonly CaseOptions Patient = new() { Insurance = TimeSpan.FromSeconds(90), Deadline = TimeSpan.FromSeconds(60) };

    TroubledToys(FaultyStorage storage, ToyCity ill, ToyCity well) => (Storage, Ill, Well) = (storage, ill, well);

    public FaultyStorage Storage { get; }

    public ToyCity Ill { get; }

    public ToyCity Well { get; }

    public static async Task<TroubledToys> On(string connection, CaseOptions? options = null)
    {
        var storage = await FaultyStorage.Before(connection);
        return new(storage, await ToyCity.On(storage.Connection, options ?? Options), await ToyCity.On(connection, Patient));
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
