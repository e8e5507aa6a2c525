using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Registers;

/// <summary>
/// Numbered registers: table <c>registers</c>, a partition a book (a bureau's year, say). Rows: <c>H</c> head (last number, length and hash
/// of the chain) · <c>N{number}</c> a number taken · <c>K{key}</c> the number of an act, or void · <c>O{number}</c> how the number ended.
/// Each transaction writes the head under its ETag, so numbers have no gap and every link holds the one before. A fact that names a person
/// has no place here: no row is ever removed.
/// </summary>
public sealed class Register(CityStorage storage, CaseOptions options, TimeProvider clock)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "registers";

    const string Head = "H";
    const int MostRaces = 200;
    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));
    readonly Lazy<TableClient> commits = new(() => storage.TableWithoutRetry(TableName));

    /// <summary>
    /// The number of an act: the next one, or the one that an earlier call took. Null where the act was given up before it had one.
    /// </summary>
    /// <param name="book">Which register, such as <c>maarif-1:2026</c>.</param>
    /// <param name="key">Of the act; one number each, whatever is repeated.</param>
    /// <param name="facts">What the register says of it: JSON of the counter's.</param>
    /// <param name="stop">Ends the attempt; whether it took a number, the next call finds out.</param>
    public Task<int?> Take(string book, string key, string facts, CancellationToken stop) => Race<int?>(async () =>
    {
        if (await Row(book, Keyed(key), stop) is { } known) return (true, known.GetInt32("Number"));
        var (head, tag) = await ReadHead(book, stop);
        var number = head.Last + 1;
        var rows = Link(book, head, Numbered("N", number), key, facts, number);
        rows.Add(CaseRows.Add(new(book, Keyed(key)) { ["Number"] = number }));
        return await Commit(rows, tag, stop) ? (true, number) : (false, null);
    }, stop);

    /// <summary>How a number ended, written once: the first outcome stands, and is answered whatever a repeat brings.</summary>
    public Task<RegisterOutcome> Record(string book, int number, RegisterOutcome outcome, CancellationToken stop) => Race(async () =>
    {
        if (await Outcome(book, number, stop) is { } known) return (true, known);
        var (head, tag) = await ReadHead(book, stop);
        if (number > head.Last) throw new InvalidOperationException($"Register {book} has no number {number}.");
        var facts = JsonSerializer.Serialize(outcome, RegisterJson.Default.RegisterOutcome);
        return (await Commit(Link(book, head, Numbered("O", number), "", facts, head.Last), tag, stop), outcome);
    }, stop);

    /// <summary>How a number ended; null while it is open.</summary>
    public async Task<RegisterOutcome?> Outcome(string book, int number, CancellationToken stop) =>
        await Row(book, Numbered("O", number), stop) is { } row
            ? JsonSerializer.Deserialize(row.GetString("Facts"), RegisterJson.Default.RegisterOutcome) : null;

    /// <summary>
    /// Ends an act that cannot be sealed: its number is annulled, or none will ever be taken. Answers what stands now, which is "sealed" if
    /// that came first.
    /// </summary>
    public async Task<(int? Number, RegisterOutcome Outcome)> GiveUp(string book, string key, CancellationToken stop)
    {
        var number = await Race<int?>(async () =>
        {
            if (await Row(book, Keyed(key), stop) is { } known) return (true, known.GetInt32("Number"));
            return (await Commit([CaseRows.Add(new(book, Keyed(key)))], null, stop), null);
        }, stop);
        return (number, number is null ? RegisterOutcome.Annulled : await Record(book, number.Value, RegisterOutcome.Annulled, stop));
    }

    /// <summary>All links of a register in the chain's order, and its head, for those who read or verify it.</summary>
    public async Task<RegisterPages> Read(string book, CancellationToken stop)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>($"PartitionKey eq '{book}'", cancellationToken: stop)) rows.Add(row);
        return RegisterPages.From(book, rows);
    }

    /// <summary>The hash of a link: what a verification recomputes.</summary>
    internal static string HashOf(string before, string book, int position, string row, string at, string key, string facts) =>
        Chain.Next(before, book, position.ToString(CultureInfo.InvariantCulture), row, at, key, facts);

    static string Keyed(string key) => "K" + key;

    static string Numbered(string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number:D6}");

    List<TableTransactionAction> Link(string book, HeadState head, string row, string key, string facts, int last)
    {
        var (position, at) = (head.Length + 1, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        var hash = HashOf(head.Hash, book, position, row, at, key, facts);
        return
        [
            CaseRows.Add(new(book, row) { ["Position"] = position, ["At"] = at, ["Key"] = key, ["Facts"] = facts, ["Hash"] = hash }),
            CaseRows.Replace(new(book, Head) { ["Last"] = last, ["Length"] = position, ["Hash"] = hash }),
        ];
    }

    async Task<(HeadState, ETag?)> ReadHead(string book, CancellationToken stop) => await Row(book, Head, stop) is { } row
        ? (new(row.GetInt32("Last")!.Value, row.GetInt32("Length")!.Value, row.GetString("Hash")), row.ETag) : (new(0, 0, Chain.Start), null);

    async Task<TableEntity?> Row(string book, string row, CancellationToken stop)
    {
        var answer = await table.Value.GetEntityIfExistsAsync<TableEntity>(book, row, cancellationToken: stop);
        return answer.HasValue ? answer.Value : null;
    }

    // False when somebody else came first or nobody can say: either way the rows K and O tell at the next look, and a commit that is only
    // slow then fails on them or on the head's ETag.
    async Task<bool> Commit(List<TableTransactionAction> rows, ETag? head, CancellationToken stop)
    {
        var seen = rows.Select(row => row.Entity.RowKey != Head ? row
            : head is null ? CaseRows.Add((TableEntity)row.Entity) : CaseRows.Update((TableEntity)row.Entity, head.Value));
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
            deadline.CancelAfter(options.Deadline);
            await commits.Value.SubmitTransactionAsync(seen, deadline.Token);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412)
        {
            return false;
        }
        catch (Exception unclear) when (CaseStore.Passing(unclear))
        {
            stop.ThrowIfCancellationRequested();
            return false;
        }
    }

    static async Task<T> Race<T>(Func<Task<(bool Done, T Result)>> run, CancellationToken stop)
    {
        for (var race = 1; ; race++)
        {
            var (done, result) = await run();
            if (done) return result;
            if (race == MostRaces) throw CaseRefusals.Busy();
            await Task.Delay(RandomNumberGenerator.GetInt32(5, 20 + 5 * Math.Min(race, 20)), stop);
        }
    }

    sealed record HeadState(int Last, int Length, string Hash);
}
