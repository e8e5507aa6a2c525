using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Kernel.Cases;

/// <summary>
/// Cases as event streams, one partition a case in table <c>cases</c>. A change is load, decide, append; it is either committed and
/// announced, or it never was, whatever dies in between (see the room's README).
/// </summary>
public sealed partial class CaseStore(
    CityStorage storage, CityKeys keys, Lists lists, CaseOptions options, TimeProvider clock, ILogger<CaseStore> log)
{
    /// <summary>The table's name.</summary>
    public const string TableName = "cases";

    // A decision is pure and short, so losing a race costs one more round; this many in a row is no race but a fault.
    const int MostRaces = 60;
    const int MostUnclear = 3;

    readonly Lazy<TableClient> table = new(() => storage.Table(TableName));
    readonly Lazy<TableClient> commits = new(() => storage.TableWithoutRetry(TableName));

    /// <summary>The case as it stands, in one transaction; null where there is none of this kind: every counter's cases lie in one table.</summary>
    public async Task<Case<TState>?> Find<TState, TEvent>(CaseKind<TState, TEvent> kind, string reference, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        if (!reference.StartsWith(kind.Prefix + '-', StringComparison.Ordinal)) return null;
        var rows = new List<TableEntity>(4);
        await foreach (var row in table.Value.QueryAsync<TableEntity>(CaseRows.Snapshot(reference), cancellationToken: stop)) rows.Add(row);
        return CaseRows.Case(kind, rows);
    }

    /// <summary>The whole history, oldest first.</summary>
    public Task<IReadOnlyList<Recorded<TEvent>>> History<TState, TEvent>(
        CaseKind<TState, TEvent> kind, string reference, CancellationToken stop)
        where TState : class
        where TEvent : class => Events(kind, reference, 1, int.MaxValue, stop);

    /// <summary>
    /// Loads the case, lets <paramref name="decide"/> say what happens, and appends it. Decided anew when somebody else was faster, so
    /// <paramref name="decide"/> must be pure.
    /// </summary>
    /// <returns>The case after the change, or as it was where the decision is <see cref="Decision{TEvent}.Nothing"/>.</returns>
    /// <exception cref="Refusal">The decision's own, or one of <see cref="CaseRefusals"/>.</exception>
    public async Task<Case<TState>> Change<TState, TEvent>(
        CaseKind<TState, TEvent> kind, string reference, Actor by, string function,
        Func<Case<TState>, Decision<TEvent>> decide, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        for (int races = 0, unclear = 0; ;)
        {
            var current = await Find(kind, reference, stop) ?? throw CaseRefusals.Unknown();
            var decision = decide(current);
            if (decision.Events.Count == 0) return current;
            var draft = Draft(kind, current, decision, by, function);
            if (draft.Forgotten.Count > 0) await Task.WhenAll(draft.Forgotten.Select(row => lists.Write(row, stop)));
            switch (await Commit(draft, CancellationToken.None))
            {
                case Outcome.Committed:
                    return draft.After;
                case Outcome.DoneBefore:
                    return await Find(kind, reference, stop) ?? throw CaseRefusals.Unknown();
                case Outcome.Lost when ++races < MostRaces:
                    await Task.Delay(RandomNumberGenerator.GetInt32(5, 20 + 10 * Math.Min(races, 10)), stop);
                    continue;
                case Outcome.Lost:
                    throw CaseRefusals.Changed();
                case Outcome.RuledOut when ++unclear < MostUnclear:
                    continue;
                default:
                    throw CaseRefusals.Busy();
            }
        }
    }

    /// <summary>Opens a new case. With an idempotency key, the same key and body find the case of the first call.</summary>
    /// <param name="kind">The counter's.</param>
    /// <param name="once">The caller's key, or null: then every call is new.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="function">The function through which it is done.</param>
    /// <param name="decision">The first events.</param>
    /// <param name="stop">Before the commit only: what has begun is brought to its end.</param>
    /// <exception cref="Refusal"><c>CASE-004</c>: the key came with another body. <c>CASE-001</c>: storage is ill; nothing was kept.</exception>
    public async Task<Case<TState>> Create<TState, TEvent>(
        CaseKind<TState, TEvent> kind, IdempotencyKey? once, Actor by, string function, Decision<TEvent> decision, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        for (int number = 0, unclear = 0; ;)
        {
            var reference = Reference.From(kind.Prefix, once is null
                ? RandomNumberGenerator.GetBytes(8) : keys.Mac("reference", kind.Prefix, once.Caller, once.Key, $"{number}"));
            var empty = new Case<TState>(reference, 0, kind.Nothing, Personal.None)
            {
                Head = new(default, Chain.Start, "[]", once?.Seal(keys) ?? ""),
            };
            var draft = Draft(kind, empty, decision, by, function);
            switch (await Commit(draft, stop))
            {
                case Outcome.Committed:
                    return draft.After;
                case Outcome.Lost or Outcome.DoneBefore:
                    var there = await Find(kind, reference, stop);
                    if (there is null) continue;
                    if (once is not null && once.Made(there.Head!.Keys, keys)) return there;
                    number++;
                    continue;
                case Outcome.RuledOut when ++unclear < MostUnclear:
                    continue;
                default:
                    throw CaseRefusals.Busy();
            }
        }
    }

    /// <summary>Where a case's chain of events breaks; empty for a sound one. Holds after an erasure too, since no event names a value.</summary>
    public async Task<IReadOnlyList<string>> FaultsOf(string reference, CancellationToken stop)
    {
        var faults = new List<string>();
        var (hash, version) = (Chain.Start, 0);
        var filter = CaseRows.Events(reference, 1, int.MaxValue);
        await foreach (var row in table.Value.QueryAsync<TableEntity>(filter, cancellationToken: stop))
        {
            if (row.RowKey != CaseRows.Event(++version)) faults.Add($"{row.RowKey}: expected {CaseRows.Event(version)}");
            hash = HashOf(hash, row);
            if (row.GetString("Hash") != hash) faults.Add($"{row.RowKey}: its hash does not follow from what stands before it");
            hash = row.GetString("Hash") ?? "";
        }
        var head = await table.Value.GetEntityIfExistsAsync<TableEntity>(reference, CaseRows.Head, cancellationToken: stop);
        if (!head.HasValue) faults.Add("H: the head is missing");
        else if (head.Value!.GetInt32("Version") != version || head.Value.GetString("Hash") != hash) faults.Add("H: it is not that of the last event");
        return faults;
    }

    async Task<IReadOnlyList<Recorded<TEvent>>> Events<TState, TEvent>(
        CaseKind<TState, TEvent> kind, string reference, int from, int to, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        var events = new List<Recorded<TEvent>>();
        await foreach (var row in table.Value.QueryAsync<TableEntity>(CaseRows.Events(reference, from, to), cancellationToken: stop))
        {
            events.Add(CaseRows.Recorded(kind, row));
        }
        return events;
    }

    Draft<TState> Draft<TState, TEvent>(
        CaseKind<TState, TEvent> kind, Case<TState> before, Decision<TEvent> decision, Actor by, string function)
        where TState : class
        where TEvent : class
    {
        if (before.Erased is not null && (decision.Personal.Count > 0 || decision.Text is not null)) throw CaseRefusals.Erased();
        var attempt = Guid.CreateVersion7().ToString("N");
        var now = clock.GetUtcNow();
        var (personal, digests) = decision.Erases ? (Personal.None, []) : before.Personal.With(decision.Personal);
        var (state, version, hash) = (before.State, before.Version, before.Head!.Hash);
        var rows = new List<TableTransactionAction>
        {
            CaseRows.Add(CaseRows.AttemptRow(before.Reference, attempt, version + 1, version + decision.Events.Count)),
        };
        if (decision.Once is not null) rows.Add(CaseRows.Add(CaseRows.EffectRow(decision.Once, decision.Text is null ? null : version + 1)));
        if (decision.Text is { } text) rows.Add(CaseRows.Add(TextRow(before.Reference, version + 1, text, digests)));
        var effects = new List<EffectKey>();
        foreach (var happened in decision.Events)
        {
            version++;
            var recorded = new Recorded<TEvent>(version, now, by, function, happened, digests);
            var facts = JsonSerializer.Serialize(happened, kind.EventJson);
            var fields = JsonSerializer.Serialize(digests, PersonalJson.Default.SortedDictionaryStringString);
            var row = CaseRows.EventRow(before.Reference, recorded, facts, fields, "");
            hash = HashOf(hash, row);
            row["Hash"] = hash;
            rows.Add(CaseRows.Add(row));
            state = kind.Apply(state, recorded);
            effects.AddRange(kind.After(happened, personal).Select(name => new EffectKey(before.Reference, version, name)));
            digests = [];
        }
        var named = JsonSerializer.Deserialize(before.Head.ListRows, PersonalJson.Default.ListListRow)!;
        var (listRows, forgotten) = Lists.Shortened(
            Lists.Named(kind.Lists(before.Reference, state, personal), before.Reference, named, version), before.Version);
        var listJson = JsonSerializer.Serialize(listRows, PersonalJson.Default.ListListRow);
        var after = new Case<TState>(before.Reference, version, state, personal)
        {
            CodeVersion = before.CodeVersion + (decision.RenewsCode ? 1 : 0),
            Erased = decision.Erases ? now : before.Erased,
            Wrong = before.Wrong,
            Head = before.Head with { Hash = hash, ListRows = listJson, Keys = decision.Erases ? "" : before.Head.Keys },
        };
        var head = CaseRows.HeadRow(kind, after);
        rows.Add(before.Version == 0 ? CaseRows.Add(head) : CaseRows.Update(head, before.Head.ETag));
        if (listJson != before.Head.ListRows) rows.Add(CaseRows.Replace(CaseRows.ListsRow(before.Reference, listRows)));
        if (decision.Erases && !before.Personal.IsEmpty) rows.Add(CaseRows.Delete(new(before.Reference, CaseRows.Personal)));
        else if (decision.Personal.Count > 0) rows.Add(CaseRows.Replace(CaseRows.PersonalRow(before.Reference, personal)));
        return new(attempt, after, rows, decision.Once,
            new(after.Reference, [.. listRows.Where(row => row.Version > before.Version)], effects, name => kind.Effects[name]))
        {
            Forgotten = forgotten,
        };
    }

    /// <summary>The hash of an event row, from the one before: what <c>explain</c> and audits recompute.</summary>
    internal static string HashOf(string before, TableEntity row) => Chain.Next(before, row.PartitionKey, row.RowKey,
        row.GetString("At"), row.GetString("By"), row.GetString("Function"), row.GetString("Facts"), row.GetString("Fields"));
}

/// <summary>A transaction ready to be committed, and what must be announced after it.</summary>
sealed record Draft<TState>(
    string Attempt, Case<TState> After, List<TableTransactionAction> Rows, EffectKey? Once, Announcement Announcement)
    where TState : class
{
    /// <summary>Rows of lists that the case left long ago and will name no longer; written before the commit.</summary>
    public IReadOnlyList<ListRow> Forgotten { get; init; } = [];
}

/// <summary>What follows a commit: list rows to write at once, effects to queue.</summary>
sealed record Announcement(string Reference, IReadOnlyList<ListRow> ListRows, IReadOnlyList<EffectKey> Effects, Func<string, IEffect> EffectOf);
