using System.Globalization;
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

    /// <summary>The most numbers taken at once: a transaction holds a hundred rows, the head and two for each.</summary>
    public const int MostAtOnce = 49;

    const string Head = "H";
    readonly BookTable table = new(storage, options, TableName);

    /// <summary>
    /// The number of an act: the next one, or the one that an earlier call took. Null where the act was given up before it had one.
    /// </summary>
    /// <param name="book">Which register, such as <c>maarif-1:2026</c>.</param>
    /// <param name="key">Of the act; one number each, whatever is repeated.</param>
    /// <param name="facts">What the register says of it: JSON of the counter's.</param>
    /// <param name="stop">Ends the attempt; whether it took a number, the next call finds out.</param>
    public async Task<int?> Take(string book, string key, string facts, CancellationToken stop) =>
        (await Take(book, [new(key, facts)], stop))[0];

    /// <summary>
    /// The numbers of several acts, each as above. Those that have none yet get theirs in one transaction, one behind the other.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="MostAtOnce"/>.</exception>
    public async Task<IReadOnlyList<int?>> Take(string book, IReadOnlyList<RegisterClaim> claims, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(claims.Count, MostAtOnce);
        var known = new Dictionary<string, int?>();
        // Nobody looks before the first try: a key that is there already fails the transaction, and then they do.
        var look = false;
        await BookTable.Race(async () =>
        {
            var missing = claims.Where(claim => !known.ContainsKey(claim.Key)).ToList();
            if (look)
            {
                var rows = await Task.WhenAll(missing.Select(claim => table.Row(book, Keyed(claim.Key), stop)));
                foreach (var row in rows.OfType<TableEntity>()) known[row.RowKey[1..]] = row.GetInt32("Number");
                missing.RemoveAll(claim => known.ContainsKey(claim.Key));
            }
            if (missing.Count == 0) return (true, true);
            var page = await Open(book, stop);
            foreach (var claim in missing)
            {
                page.Link(Numbered("N", page.Last + 1), claim.Key, claim.Facts, page.Last + 1);
                page.Rows.Add(CaseRows.Add(new(book, Keyed(claim.Key)) { ["Number"] = page.Last }));
            }
            var written = await table.Commit(page.Signed(), stop, Head);
            look = written == Written.Unsure;
            if (written != Written.Done) return (false, false);
            foreach (var (claim, index) in missing.Select((claim, index) => (claim, index))) known[claim.Key] = page.Last - missing.Count + 1 + index;
            return (true, true);
        }, stop);
        return [.. claims.Select(claim => known[claim.Key])];
    }

    /// <summary>How a number ended, written once: the first outcome stands, and is answered whatever a repeat brings.</summary>
    public Task<RegisterOutcome> Record(string book, int number, RegisterOutcome outcome, CancellationToken stop) =>
        Record(book, [number], outcome, stop);

    /// <summary>The same for the numbers of one paper: they end together, in one transaction.</summary>
    public Task<RegisterOutcome> Record(string book, IReadOnlyList<int> numbers, RegisterOutcome outcome, CancellationToken stop) => BookTable.Race(async () =>
    {
        if (await Outcome(book, numbers[0], stop) is { } known) return (true, known);
        var page = await Open(book, stop);
        if (numbers.Max() > page.Last) throw new InvalidOperationException($"Register {book} has no number {numbers.Max()}.");
        var facts = JsonSerializer.Serialize(outcome, RegisterJson.Default.RegisterOutcome);
        foreach (var number in numbers) page.Link(Numbered("O", number), "", facts, page.Last);
        return (await table.Commit(page.Signed(), stop, Head) == Written.Done, outcome);
    }, stop);

    /// <summary>How a number ended; null while it is open.</summary>
    public async Task<RegisterOutcome?> Outcome(string book, int number, CancellationToken stop) =>
        await table.Row(book, Numbered("O", number), stop) is { } row
            ? JsonSerializer.Deserialize(row.GetString("Facts"), RegisterJson.Default.RegisterOutcome) : null;

    /// <summary>
    /// Ends an act that cannot be sealed: its number is annulled, or none will ever be taken. Answers what stands now, which is "sealed" if
    /// that came first.
    /// </summary>
    public async Task<(int? Number, RegisterOutcome Outcome)> GiveUp(string book, string key, CancellationToken stop)
    {
        var (numbers, outcome) = await GiveUp(book, [key], stop);
        return (numbers.Count == 0 ? null : numbers[0], outcome);
    }

    /// <summary>The same for acts whose numbers are taken together; no numbers where none had been taken.</summary>
    public async Task<(IReadOnlyList<int> Numbers, RegisterOutcome Outcome)> GiveUp(
        string book, IReadOnlyList<string> keys, CancellationToken stop)
    {
        var numbers = await BookTable.Race<IReadOnlyList<int>>(async () =>
        {
            var rows = await Task.WhenAll(keys.Select(key => table.Row(book, Keyed(key), stop)));
            if (rows[0] is not null) return (true, [.. rows.Select(row => row?.GetInt32("Number")).OfType<int>()]);
            return (await table.Commit([.. keys.Select(key => CaseRows.Add(new(book, Keyed(key))))], stop) == Written.Done, []);
        }, stop);
        return (numbers, numbers.Count == 0 ? RegisterOutcome.Annulled : await Record(book, numbers, RegisterOutcome.Annulled, stop));
    }

    /// <summary>All links of a register in the chain's order, and its head, for those who read or verify it.</summary>
    public async Task<RegisterPages> Read(string book, CancellationToken stop)
    {
        var rows = new List<RegisterRow>();
        await foreach (var row in table.Table.QueryAsync<TableEntity>($"PartitionKey eq '{book}'", cancellationToken: stop)) rows.Add(RegisterRow.Of(row));
        return RegisterPages.From(book, rows);
    }

    /// <summary>A register's head as it stands; null while nothing is in it.</summary>
    public async Task<RegisterHead?> HeadOf(string book, CancellationToken stop) =>
        await Open(book, stop) is { Length: > 0 } page ? new(book, page.Last, page.Length, page.Hash) : null;

    /// <summary>The hash of a link: what a verification recomputes.</summary>
    internal static string HashOf(string before, string book, int position, string row, string at, string key, string facts) =>
        Chain.Next(before, book, position.ToString(CultureInfo.InvariantCulture), row, at, key, facts);

    static string Keyed(string key) => "K" + key;

    static string Numbered(string letter, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{number:D6}");

    async Task<OpenPage> Open(string book, CancellationToken stop)
    {
        var row = await table.Row(book, Head, stop);
        return new(book, row?.ETag, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture))
        {
            Last = row?.GetInt32("Last") ?? 0,
            Length = row?.GetInt32("Length") ?? 0,
            Hash = row?.GetString("Hash") ?? Chain.Start,
        };
    }

    // The links that one transaction adds, and the head that it leaves.
    sealed class OpenPage(string book, ETag? seen, string at)
    {
        public List<TableTransactionAction> Rows { get; } = [];

        public required int Last { get; set; }

        public required int Length { get; set; }

        public required string Hash { get; set; }

        public void Link(string row, string key, string facts, int last)
        {
            (Last, Length) = (last, Length + 1);
            Hash = HashOf(Hash, book, Length, row, at, key, facts);
            Rows.Add(CaseRows.Add(new(book, row) { ["Position"] = Length, ["At"] = at, ["Key"] = key, ["Facts"] = facts, ["Hash"] = Hash }));
        }

        public IReadOnlyList<TableTransactionAction> Signed()
        {
            var head = new TableEntity(book, Head) { ["Last"] = Last, ["Length"] = Length, ["Hash"] = Hash };
            return [seen is { } tag ? CaseRows.Update(head, tag) : CaseRows.Add(head), .. Rows];
        }
    }
}
