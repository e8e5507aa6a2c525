using Azure;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Storage;

/// <summary>
/// Reference data in table <c>referentiels</c>: JSON rows, a partition a kind. Small, seldom changed, read whole or by prefix. A row counts its
/// versions and knows the changes that wrote the last of them; one that was removed stays as an empty version, so that no version comes twice.
/// Rows that must not contradict each other share an empty one, which each of them writes along with itself.
/// </summary>
public sealed class ReferenceTable(CityStorage storage)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "referentiels";

    const int TrailLength = 8;
    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));

    /// <summary>The rows of a kind whose keys begin with <paramref name="prefix"/>, as one JSON array.</summary>
    public async Task<string> Read(string kind, CancellationToken stop, string prefix = "") =>
        $"[{string.Join(',', (await Rows(kind, stop, prefix)).Select(row => row.Json).OfType<string>())}]";

    /// <summary>The same rows with their versions, removed ones too.</summary>
    public async Task<IReadOnlyList<ReferenceRow>> Rows(string kind, CancellationToken stop, string prefix = "")
    {
        var filter = $"PartitionKey eq '{kind}'" + (prefix.Length == 0 ? "" : $" and RowKey ge '{prefix}' and RowKey lt '{prefix}~'");
        var rows = new List<ReferenceRow>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>(filter, cancellationToken: stop)) rows.Add(ReferenceRow.From(row));
        return rows;
    }

    /// <summary>One row; null where there never was one.</summary>
    public async Task<ReferenceRow?> Find(string kind, string key, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(kind, key, cancellationToken: stop);
        return row.HasValue ? ReferenceRow.From(row.Value!) : null;
    }

    /// <summary>Writes a row that is not there yet; false, and no change, where it is.</summary>
    public Task<bool> Add(string kind, string key, string json, CancellationToken stop) => Write(kind, null, key, json, null, stop);

    /// <summary>Writes the next version of a row; false, and no change, where it is no longer as it was seen.</summary>
    /// <param name="seen">The row as it was read; null where there was none.</param>
    /// <param name="json">Its value; null removes it.</param>
    /// <param name="change">The change that writes it, by which a repeat is known.</param>
    /// <param name="shared">The empty row that is written in the same transaction, as it was read before the decision to write.</param>
    public async Task<bool> Write(
        string kind, ReferenceRow? seen, string key, string? json, string? change, CancellationToken stop, (string Key, ReferenceRow? Seen)? shared = null)
    {
        var trail = change is null ? seen?.Trail : string.Join(' ', [change, .. (seen?.Trail ?? "").Split(' ').Take(TrailLength - 1)]);
        var next = new TableEntity(kind, key) { ["Json"] = json, ["Version"] = (seen?.Version ?? 0) + 1, ["Trail"] = trail };
        try
        {
            if (shared is { } with)
            {
                var beside = new TableEntity(kind, with.Key) { ["Version"] = (with.Seen?.Version ?? 0) + 1 };
                await table.Value.SubmitTransactionAsync([Step(next, seen), Step(beside, with.Seen)], stop);
            }
            else if (seen is null) await table.Value.AddEntityAsync(next, stop);
            else await table.Value.UpdateEntityAsync(next, seen.Tag, TableUpdateMode.Replace, stop);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            return false;
        }
    }

    static TableTransactionAction Step(TableEntity next, ReferenceRow? seen) => seen is null
        ? new(TableTransactionActionType.Add, next) : new(TableTransactionActionType.UpdateReplace, next, seen.Tag);
}

/// <summary>A row of reference data.</summary>
/// <param name="Json">Its value; null once it was removed.</param>
/// <param name="Version">From 1.</param>
public sealed record ReferenceRow(string Key, string? Json, int Version)
{
    /// <summary>When it was last written.</summary>
    public DateTimeOffset? At { get; private init; }

    internal ETag Tag { get; private init; }

    // The changes that wrote its last versions: one that died after writing may be followed by another before it is tried again.
    internal string? Trail { get; private init; }

    /// <summary>Whether this change wrote one of its last versions.</summary>
    public bool Wrote(string change) => Trail?.Split(' ').Contains(change) == true;

    internal static ReferenceRow From(TableEntity row) =>
        new(row.RowKey, row.GetString("Json"), row.GetInt32("Version") ?? 1) { At = row.Timestamp, Tag = row.ETag, Trail = row.GetString("Trail") };
}
