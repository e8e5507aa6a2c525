using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Cases;

/// <summary>A list row as the case's row <c>L</c> names it, before the row itself is written.</summary>
/// <param name="List">Partition of the list.</param>
/// <param name="Row">Row key: the entry's order, then the reference.</param>
/// <param name="Shows">What the list shows.</param>
/// <param name="Version">The case's version that last changed this row.</param>
/// <param name="Gone">The case left this list.</param>
sealed record ListRow(string List, string Row, string Shows, int Version, bool Gone);

/// <summary>An item of a list.</summary>
/// <param name="Reference">The case.</param>
/// <param name="Order">What it is sorted by.</param>
/// <param name="Shows">What the list shows of it, as written by the counter.</param>
public sealed record ListItem(string Reference, string Order, string Shows);

/// <summary>A page of a list, and where the next one begins (null on the last).</summary>
public sealed record ListPage(IReadOnlyList<ListItem> Items, string? Continuation);

/// <summary>
/// Lists of cases: index rows in table <c>lists</c>, a partition a list. A row carries its case's version and is written only over lower
/// ones, so that late and repeated writers do no harm; leaving a list leaves a tombstone for a day.
/// </summary>
public sealed class Lists(CityStorage storage, TimeProvider clock)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "lists";

    // Characters, of some 32,000 that the row may have.
    const int LongestLeft = 12_000;
    const string Tombstones = "tombstones";
    static readonly TimeSpan TombstoneLife = TimeSpan.FromDays(1);
    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));

    /// <summary>A page in the list's order, at most <paramref name="size"/> items; a constant number of transactions a page.</summary>
    /// <param name="before">Only items whose order is lower than this.</param>
    /// <param name="from">Only items whose order is this or higher.</param>
    public async Task<ListPage> Page(string list, int size, string? continuation, CancellationToken stop, string? before = null, string? from = null)
    {
        var filter = $"PartitionKey eq '{Escape(list)}' and Gone eq false" + (before is null ? "" : $" and RowKey lt '{Escape(before)}'")
            + (from is null ? "" : $" and RowKey ge '{Escape(from)}'");
        await foreach (var page in table.Value.QueryAsync<TableEntity>(filter, size, cancellationToken: stop).AsPages(continuation))
        {
            return new([.. page.Values.Select(Item)], page.ContinuationToken);
        }
        return new([], null);
    }

    /// <summary>All items in the list's order, a page at a time as they are asked for.</summary>
    /// <param name="size">Items a page.</param>
    /// <param name="before">Only items whose order is lower than this.</param>
    public async IAsyncEnumerable<ListItem> All(
        string list, int size, [EnumeratorCancellation] CancellationToken stop, string? before = null)
    {
        for (string? continuation = null; ;)
        {
            var page = await Page(list, size, continuation, stop, before);
            foreach (var item in page.Items) yield return item;
            if (page.Continuation is null) yield break;
            continuation = page.Continuation;
        }
    }

    /// <summary>The one case that a list of one row names, such as a verification code's; null where there is none.</summary>
    public async Task<string?> Single(string list, CancellationToken stop) =>
        (await Page(list, 1, null, stop)).Items is [var item] ? item.Reference : null;

    internal static List<ListRow> Named(IEnumerable<ListEntry> entries, string reference, List<ListRow> before, int version)
    {
        var rows = before.ToDictionary(row => (row.List, row.Row));
        var now = new HashSet<(string, string)>();
        foreach (var entry in entries)
        {
            var key = (entry.List, $"{entry.Order}|{reference}");
            now.Add(key);
            if (rows.TryGetValue(key, out var kept) && !kept.Gone && kept.Shows == entry.Shows) continue;
            rows[key] = new(key.List, key.Item2, entry.Shows, version, false);
        }
        foreach (var (key, row) in rows)
        {
            if (!row.Gone && !now.Contains(key)) rows[key] = row with { Gone = true, Shows = "", Version = version };
        }
        return [.. rows.Values];
    }

    /// <summary>
    /// The rows that a case goes on naming, and the oldest of those that it has left, once they have become many: the row that names them is of limited
    /// length. Their tombstones are written before the case forgets them.
    /// </summary>
    /// <param name="rows">All of them.</param>
    /// <param name="version">The case's last version that is committed: what it left since is not left yet.</param>
    internal static (List<ListRow> Named, IReadOnlyList<ListRow> Forgotten) Shortened(List<ListRow> rows, int version)
    {
        var left = rows.Where(row => row.Gone && row.Version <= version).OrderByDescending(row => row.Version).ToList();
        if (left.Sum(Length) <= LongestLeft) return (rows, []);
        var (kept, length) = (0, 0);
        while ((length += Length(left[kept])) <= LongestLeft / 2) kept++;
        var forgotten = left[kept..];
        return ([.. rows.Except(forgotten)], forgotten);

        // With its names and signs, as JSON.
        static int Length(ListRow row) => row.List.Length + row.Row.Length + 60;
    }

    internal async Task Write(ListRow row, CancellationToken stop)
    {
        var next = new TableEntity(row.List, row.Row) { ["Version"] = row.Version, ["Gone"] = row.Gone, ["Shows"] = row.Shows };
        if (!await Newer(next, row, stop) || !row.Gone) return;
        var due = clock.GetUtcNow() + TombstoneLife;
        await table.Value.UpsertEntityAsync(
            new TableEntity(Tombstones, $"{Stamp(due)}|{row.List}|{row.Row}") { ["List"] = row.List, ["Row"] = row.Row, ["Version"] = row.Version },
            TableUpdateMode.Replace, stop);
    }

    /// <summary>Deletes the tombstones whose day is over; answers how many.</summary>
    public async Task<int> PurgeTombstones(CancellationToken stop)
    {
        var count = 0;
        var filter = $"PartitionKey eq '{Tombstones}' and RowKey lt '{Stamp(clock.GetUtcNow())}'";
        await foreach (var mark in table.Value.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(mark.GetString("List"), mark.GetString("Row"), cancellationToken: stop);
            try
            {
                // A case that came back and left once more has a later tombstone, and a later day.
                if (row.HasValue && row.Value!.GetBoolean("Gone") == true && row.Value.GetInt32("Version") == mark.GetInt32("Version"))
                {
                    await table.Value.DeleteEntityAsync(row.Value, row.Value.ETag, stop);
                    count++;
                }
            }
            catch (RequestFailedException written) when (written.Status == 412)
            {
                // The case came back into the list meanwhile; the row is no tombstone any more.
            }
            await table.Value.DeleteEntityAsync(mark, ETag.All, stop);
        }
        return count;
    }

    // False where the row is already of a later version, and so none of this writer's business.
    async Task<bool> Newer(TableEntity next, ListRow row, CancellationToken stop)
    {
        while (true)
        {
            var known = row.Gone ? await Read() : null;
            if (known is null)
            {
                try
                {
                    await table.Value.AddEntityAsync(next, stop);
                    return true;
                }
                catch (RequestFailedException there) when (there.Status == 409)
                {
                    known = await Read();
                    if (known is null) continue;
                }
            }
            if (known.GetInt32("Version") > row.Version) return false;
            try
            {
                await table.Value.UpdateEntityAsync(next, known.ETag, TableUpdateMode.Replace, stop);
                return true;
            }
            catch (RequestFailedException changed) when (changed.Status is 412 or 404)
            {
                // Somebody wrote or purged it in between: look again.
            }
        }

        async Task<TableEntity?> Read()
        {
            var answer = await table.Value.GetEntityIfExistsAsync<TableEntity>(row.List, row.Row, cancellationToken: stop);
            return answer.HasValue ? answer.Value : null;
        }
    }

    static ListItem Item(TableEntity row)
    {
        var bar = row.RowKey.LastIndexOf('|');
        return new(row.RowKey[(bar + 1)..], row.RowKey[..bar], row.GetString("Shows") ?? "");
    }

    static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    static string Escape(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
