using System.Globalization;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Cases;

/// <summary>
/// Queue items that have used up their tries, kept in table <c>stuck</c> until a person replays them, so that nothing dies with a poison
/// queue's seven days.
/// </summary>
public sealed class StuckItems(CityStorage storage, TimeProvider clock)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "stuck";

    static readonly TimeSpan never = TimeSpan.FromSeconds(-1);
    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));

    /// <summary>Keeps an item; the same item again changes nothing but the time.</summary>
    /// <param name="error">Kind of error; never its message, which may hold a value.</param>
    public Task Keep(string queue, string text, string error, CancellationToken stop) => table.Value.UpsertEntityAsync(
        new TableEntity(queue, Chain.Next(Chain.Start, text)[..32])
        {
            ["Text"] = text,
            ["Error"] = error,
            ["At"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        }, TableUpdateMode.Replace, stop);

    /// <summary>All that is stuck, or what is stuck of one queue.</summary>
    public async Task<IReadOnlyList<StuckItem>> List(string? queue, CancellationToken stop)
    {
        var items = new List<StuckItem>();
        var filter = queue is null ? null : $"PartitionKey eq '{queue}'";
        await foreach (var row in table.Value.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            items.Add(new(row.PartitionKey, row.RowKey, row.GetString("Text"), row.GetString("Error"),
                DateTimeOffset.Parse(row.GetString("At"), CultureInfo.InvariantCulture)));
        }
        return items;
    }

    /// <summary>
    /// Sends an item to its queue again, with all its tries before it, then forgets it here; a crash in between only doubles it, which consumers bear.
    /// </summary>
    public async Task Replay(StuckItem item, CancellationToken stop)
    {
        var text = CaseMessage.Read(item.Text) is { } message ? (message with { Tries = 0 }).ToJson() : item.Text;
        await storage.Queue(item.Queue).SendMessageAsync(text, null, never, stop);
        await table.Value.DeleteEntityAsync(item.Queue, item.Id, ETag.All, stop);
    }
}

/// <summary>A queue item whose tries are used up.</summary>
/// <param name="Error">Kind of the last error.</param>
public sealed record StuckItem(string Queue, string Id, string Text, string Error, DateTimeOffset At);
