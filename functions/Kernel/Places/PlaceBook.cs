using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Places;

/// <summary>
/// Places of which there are few, such as those in the half-hours of a bureau: table <c>places</c>, a partition a book. Rows:
/// <c>S{slot}</c> how many are taken · <c>K{key}</c> what became of one who asked. Every change writes both in one transaction, so that a
/// repeat finds its key, and a commit that was only slow fails on it.
/// </summary>
public sealed class PlaceBook(CityStorage storage, CaseOptions options)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "places";

    readonly BookTable table = new(storage, options, TableName);

    /// <summary>
    /// Takes a place, or tells what became of the same key before: its first fate stands, whatever is repeated. In a full slot it is
    /// <see cref="PlaceFate.Full"/> for good: its asker is told so, and may come with another key.
    /// </summary>
    /// <param name="book">Which book, such as a bureau's id.</param>
    /// <param name="slot">Sorts as time does.</param>
    /// <param name="key">Of the asker: one place each.</param>
    /// <param name="places">How many there are in the slot.</param>
    public Task<PlaceFate> Take(string book, string slot, string key, int places, CancellationToken stop) => Race(async () =>
    {
        var (asking, counting) = (table.Row(book, Keyed(key), stop), table.Row(book, Slotted(slot), stop));
        if (await asking is { } known) return Fate(known);
        var count = await counting;
        var taken = count?.GetInt32("Taken") ?? 0;
        if (taken >= places) return await table.Commit([CaseRows.Add(Asked(book, key, slot, PlaceFate.Full))], stop) == Written.Done ? PlaceFate.Full : null;
        var row = new TableEntity(book, Slotted(slot)) { ["Taken"] = taken + 1 };
        return await table.Commit(
            [count is null ? CaseRows.Add(row) : CaseRows.Update(row, count.ETag), CaseRows.Add(Asked(book, key, slot, PlaceFate.Held))], stop)
            == Written.Done ? PlaceFate.Held : null;
    }, stop);

    /// <summary>Frees the place of a key, or sees to it that it never gets one. Repeatable.</summary>
    public Task Leave(string book, string slot, string key, CancellationToken stop) => Race(async () =>
    {
        var (asking, counting) = (table.Row(book, Keyed(key), stop), table.Row(book, Slotted(slot), stop));
        var left = Asked(book, key, slot, PlaceFate.Left);
        if (await asking is not { } known) return await table.Commit([CaseRows.Add(left)], stop) == Written.Done ? PlaceFate.Left : null;
        if (Fate(known) is not PlaceFate.Held and var fate) return fate;
        var count = await counting ?? throw new InvalidOperationException($"Book {book} holds a place in {slot}, and no count of it.");
        var row = new TableEntity(book, Slotted(slot)) { ["Taken"] = count.GetInt32("Taken")!.Value - 1 };
        return await table.Commit([CaseRows.Update(row, count.ETag), CaseRows.Update(left, known.ETag)], stop) == Written.Done ? PlaceFate.Left : null;
    }, stop);

    /// <summary>How many places are taken, by slot, from one slot to before another; a slot that nobody asked for is not among them.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Taken(string book, string from, string before, CancellationToken stop)
    {
        var filter = $"PartitionKey eq '{book}' and RowKey ge '{Slotted(from)}' and RowKey lt '{Slotted(before)}'";
        var taken = new Dictionary<string, int>();
        await foreach (var row in table.Table.QueryAsync<TableEntity>(filter, cancellationToken: stop))
            taken[row.RowKey[1..]] = row.GetInt32("Taken") ?? 0;
        return taken;
    }

    static string Keyed(string key) => "K" + key;

    static string Slotted(string slot) => "S" + slot;

    static PlaceFate? Fate(TableEntity row) => KebabText.Read<PlaceFate>(row.GetString("Fate"));

    static TableEntity Asked(string book, string key, string slot, PlaceFate fate) =>
        new(book, Keyed(key)) { ["Slot"] = slot, ["Fate"] = fate.Kebab() };

    // Null: somebody else came first or nobody can say; the next look at row K tells.
    static Task<PlaceFate> Race(Func<Task<PlaceFate?>> run, CancellationToken stop) =>
        BookTable.Race(async () => await run() is { } fate ? (true, fate) : (false, default), stop);
}

/// <summary>What became of one who asked for a place.</summary>
public enum PlaceFate
{
    /// <summary>Has it.</summary>
    Held,

    /// <summary>There was none.</summary>
    Full,

    /// <summary>Had it and left it, or left before taking one: never gets one any more.</summary>
    Left,
}
