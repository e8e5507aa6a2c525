using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Legalisation.Register;

/// <summary>
/// The bureaus' registers: table <c>registers</c>, a partition a bureau and year. Rows: <c>H</c> head (last number, length and hash of the
/// chain) · <c>N{number}</c> a number taken · <c>K{certification}</c> the number of a certification, or void · <c>O{number}</c> how the
/// number ended. Each transaction writes the head under its ETag, so numbers have no gap and every link holds the one before.
/// </summary>
public sealed class Register(CityStorage storage, CaseOptions options, TimeProvider clock)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "registers";

    const string Head = "H";
    const int MostRaces = 200;
    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));
    readonly Lazy<TableClient> commits = new(() => storage.TableWithoutRetry(TableName));

    /// <summary>A number as it is printed, such as <c>2026-000123</c>.</summary>
    public static string Written(int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{year}-{number:D6}");

    /// <summary>
    /// The number of a certification: the next one, or the one that an earlier call took. Null where the certification was given up before
    /// it had one.
    /// </summary>
    public Task<int?> Take(string bureau, int year, RegisterEntry entry, CancellationToken stop) => Race<int?>(async () =>
    {
        var partition = Partition(bureau, year);
        if (await Row(partition, Key(entry.Certification), stop) is { } known) return (true, known.GetInt32("Number"));
        var (head, tag) = await ReadHead(partition, stop);
        var number = head.Last + 1;
        var rows = Link(partition, head, number, JsonSerializer.Serialize(entry, RegisterJson.Default.RegisterEntry), "N", number);
        rows.Add(CaseRows.Add(new(partition, Key(entry.Certification)) { ["Number"] = number }));
        return await Commit(partition, rows, tag, stop) ? (true, number) : (false, null);
    }, stop);

    /// <summary>How a number ended, written once: the first outcome stands, and is answered whatever a repeat brings.</summary>
    public Task<RegisterOutcome> Record(string bureau, int year, int number, RegisterOutcome outcome, CancellationToken stop) => Race(async () =>
    {
        var partition = Partition(bureau, year);
        if (await Outcome(bureau, year, number, stop) is { } known) return (true, known);
        var (head, tag) = await ReadHead(partition, stop);
        if (number > head.Last) throw new InvalidOperationException($"Register {partition} has no number {number}.");
        var rows = Link(partition, head, number, JsonSerializer.Serialize(outcome, RegisterJson.Default.RegisterOutcome), "O", head.Last);
        return (await Commit(partition, rows, tag, stop), outcome);
    }, stop);

    /// <summary>How a number ended; null while it is open.</summary>
    public async Task<RegisterOutcome?> Outcome(string bureau, int year, int number, CancellationToken stop) =>
        await Row(Partition(bureau, year), Numbered("O", number), stop) is { } row
            ? JsonSerializer.Deserialize(row.GetString("Facts"), RegisterJson.Default.RegisterOutcome) : null;

    /// <summary>
    /// Ends a certification that cannot be sealed: its number is annulled, or none will ever be taken. Answers what stands now, which is
    /// "sealed" if that came first.
    /// </summary>
    public async Task<(int? Number, RegisterOutcome Outcome)> GiveUp(string bureau, int year, string certification, CancellationToken stop)
    {
        var partition = Partition(bureau, year);
        var number = await Race<int?>(async () =>
        {
            if (await Row(partition, Key(certification), stop) is { } known) return (true, known.GetInt32("Number"));
            return (await Commit(partition, [CaseRows.Add(new(partition, Key(certification)))], null, stop), null);
        }, stop);
        return (number, number is null ? RegisterOutcome.Annulled : await Record(bureau, year, number.Value, RegisterOutcome.Annulled, stop));
    }

    /// <summary>All links of a register in the chain's order, and its head, for those who read or verify it.</summary>
    public async Task<RegisterPages> Read(string bureau, int year, CancellationToken stop)
    {
        var partition = Partition(bureau, year);
        var rows = new List<TableEntity>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>($"PartitionKey eq '{partition}'", cancellationToken: stop)) rows.Add(row);
        return RegisterPages.From(partition, rows);
    }

    /// <summary>The hash of a link: what a verification recomputes.</summary>
    internal static string HashOf(string before, string partition, int position, string row, string at, string facts) =>
        Chain.Next(before, partition, position.ToString(CultureInfo.InvariantCulture), row, at, facts);

    static string Partition(string bureau, int year) => string.Create(CultureInfo.InvariantCulture, $"{bureau}:{year}");

    static string Key(string certification) => "K" + certification;

    static string Numbered(string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number:D6}");

    List<TableTransactionAction> Link(string partition, HeadState head, int number, string facts, string letter, int last)
    {
        var (position, row, at) = (head.Length + 1, Numbered(letter, number), clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        var hash = HashOf(head.Hash, partition, position, row, at, facts);
        return
        [
            CaseRows.Add(new(partition, row) { ["Position"] = position, ["At"] = at, ["Facts"] = facts, ["Hash"] = hash }),
            CaseRows.Replace(new(partition, Head) { ["Last"] = last, ["Length"] = position, ["Hash"] = hash }),
        ];
    }

    async Task<(HeadState, ETag?)> ReadHead(string partition, CancellationToken stop) => await Row(partition, Head, stop) is { } row
        ? (new(row.GetInt32("Last")!.Value, row.GetInt32("Length")!.Value, row.GetString("Hash")), row.ETag) : (new(0, 0, Chain.Start), null);

    async Task<TableEntity?> Row(string partition, string row, CancellationToken stop)
    {
        var answer = await table.Value.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: stop);
        return answer.HasValue ? answer.Value : null;
    }

    // False when somebody else came first or nobody can say: either way the rows K and O tell at the next look, and a commit that is only
    // slow then fails on them or on the head's ETag.
    async Task<bool> Commit(string partition, List<TableTransactionAction> rows, ETag? head, CancellationToken stop)
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
