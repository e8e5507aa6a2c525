using System.Text.Json;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using static CasaServerless.Common.Referentiels.ReferentielChangeEvent;

namespace CasaServerless.Common.Referentiels;

/// <summary>
/// The way every change of the référentiels takes: proposed as a case, approved at once or by a second manager, then applied to its row if that
/// is still as the proposer saw it.
/// </summary>
public sealed class ReferentielChanges(
    CaseStore cases, ReferentielChangeKind kind, ReferenceTable table, ReferentielStore store, Lists lists, TimeProvider clock)
{
    const int PageSize = 50;
    const string Function = "ReferentielApply";

    /// <summary>The entries of a kind with their versions, read at this moment.</summary>
    /// <exception cref="Refusal"><c>REF-001</c>.</exception>
    public async Task<IReadOnlyList<ReferenceRow>> Rows(string of, CancellationToken stop) =>
        [.. (await table.Rows(Known(of), stop)).Where(row => row.Json is not null)];

    /// <summary>One entry, read at this moment, removed or not; null where there never was one.</summary>
    public async Task<ReferenceRow?> Row(string of, string entry, CancellationToken stop) =>
        // A delegation's key begins with its officer, whom the address does not name.
        Known(of) != "delegations" ? await table.Find(of, entry, stop) : await Delegations(entry, stop) is [var first, ..] ? first : null;

    /// <summary>Proposes a value for an entry, or its removal; what needs no second manager is applied at once.</summary>
    /// <param name="seen">The version that the manager saw; 0 where they saw none.</param>
    /// <param name="value">The new value; null removes the entry.</param>
    /// <param name="from">The day on which it is applied; null for at once.</param>
    public async Task<Case<ReferentielChange>> Propose(
        string of, string entry, int seen, JsonElement? value, Caller caller, string function, CancellationToken stop, DateOnly? from = null)
    {
        if (from is { } day)
        {
            if (of is not ("bureaus" or "officers")) throw ReferentielRefusals.DatedItself();
            var today = Today(default);
            if (day <= today || day > today.AddYears(2)) throw ReferentielRefusals.NoSuchDay();
        }
        var row = await Row(of, entry, stop);
        if ((row?.Json is null ? 0 : row.Version) != seen) throw ReferentielRefusals.ChangedSince();
        string key;
        string? json = null;
        if (value is { } given) (key, json) = (await store.Form(stop)).Read(of, entry, given, row?.Json);
        else if (of is "delegations" or "bureaus" or "services" or "operators") throw ReferentielRefusals.NeverRemoved();
        else key = row?.Json is null ? throw ReferentielRefusals.UnknownEntry() : row.Key;
        var before = row?.Json;
        if (of == "officers" && json is not null && row is { Json: null }) before = await Removed(row, json, stop);
        return await Open(new(of, entry, key, row?.Version ?? 0, before, json, NeedsSecond(of, row, json), From: from), caller, function, stop);
    }

    /// <summary>Takes a delegation back. One manager is enough and it holds at once: a power may need two to give, never to end.</summary>
    public async Task<Case<ReferentielChange>> Revoke(string entry, string reason, Caller caller, string function, CancellationToken stop)
    {
        const int most = 5;
        Case<ReferentielChange>? done = null;
        for (var race = 1; ; race++)
        {
            var acts = (await Delegations(entry, stop)).Select(row => (Row: row, Act: JsonSerializer.Deserialize(row.Json!, ReferentielJson.Default.Delegation)!)).ToList();
            if (acts.Count == 0) throw ReferentielRefusals.UnknownEntry();
            // Two officers may hold acts of one id, written before that was ruled out: no power that goes by this name survives.
            var left = acts.Where(one => one.Act.RevokedAt is null).ToList();
            if (left.Count == 0) return done ?? throw ReferentielRefusals.Revoked();
            foreach (var (row, act) in left)
            {
                var (key, json) = ReferentielForm.Delegated(act with { RevokedAt = CityTime.In(clock.GetUtcNow()) });
                done = await Open(new("delegations", entry, key, row.Version, row.Json, json, Second: false, reason), caller, function, stop);
                if (done.State.Status != ReferentielChangeStatus.Applied) break;
            }
            // Whatever was changed in between, it must still be taken back.
            if (done!.State.Status == ReferentielChangeStatus.Applied || race == most) return done;
        }
    }

    public async Task<Case<ReferentielChange>> Approve(string reference, Caller caller, string function, CancellationToken stop)
    {
        var its = await Find(reference, stop);
        await store.Remember(caller, stop);
        await cases.Change(kind, its.Reference, By(caller), function, now => now.State.Approve(caller.Id, Concerned(now.State)), stop);
        return await Apply(its.Reference, stop);
    }

    public async Task<Case<ReferentielChange>> Reject(string reference, string reason, Caller caller, string function, CancellationToken stop)
    {
        var its = await Find(reference, stop);
        await store.Remember(caller, stop);
        return await cases.Change(kind, its.Reference, By(caller), function, now => now.State.Reject(reason, Today(TimeSpan.FromMinutes(2))), stop);
    }

    /// <summary>
    /// Applies an approved change to its row: at once by whoever approved it, and by a queue's message, should they have died. Each finds what the
    /// other has done.
    /// </summary>
    public async Task<Case<ReferentielChange>> Apply(string reference, CancellationToken stop)
    {
        var its = await Find(reference, stop);
        var state = its.State;
        if (state.Status != ReferentielChangeStatus.Approved || state.From > Today(default)) return its;
        var written = await Written();
        if (!written) written = await Written();
        store.Forget();
        return await cases.Change(kind, its.Reference, Actor.City, Function, now => now.State.Finish(written), stop);

        async Task<bool> Written()
        {
            var row = await table.Find(state.Kind, state.Key, stop);
            if (row?.Wrote(its.Reference) == true) return true;
            if ((row?.Version ?? 0) != state.Seen) return false;
            if (Contradictions.SharedRow(state) is not { } shared) return await table.Write(state.Kind, row, state.Key, state.Value, its.Reference, stop);
            // The shared row is read first: whoever writes a neighbour after it was looked at lets this write fail.
            var guard = (shared, await table.Find(state.Kind, shared, stop));
            return !Contradictions.Among(await table.Rows(state.Kind, stop), state)
                && await table.Write(state.Kind, row, state.Key, state.Value, its.Reference, stop, guard);
        }
    }

    /// <exception cref="Refusal"><c>REF-011</c>.</exception>
    public async Task<Case<ReferentielChange>> Find(string reference, CancellationToken stop) =>
        Reference.Read(reference) is { } its && await cases.Find(kind, its, stop) is { } found
            ? found : throw ReferentielRefusals.UnknownChange();

    public Task<IReadOnlyList<Recorded<ReferentielChangeEvent>>> History(string reference, CancellationToken stop) => cases.History(kind, reference, stop);

    /// <summary>A page of one of the lists of <see cref="ReferentielChangeKind"/>, last proposed first.</summary>
    public async Task<(IReadOnlyList<ChangeTold> Items, string? Continuation)> Page(string list, string? continuation, CancellationToken stop)
    {
        var page = await lists.Page(list, PageSize, continuation, stop);
        return ([.. page.Items.Select(item => JsonSerializer.Deserialize(item.Shows, ReferentielJson.Default.ChangeTold)!)], page.Continuation);
    }

    async Task<Case<ReferentielChange>> Open(Proposed proposed, Caller caller, string function, CancellationToken stop)
    {
        await store.Remember(caller, stop);
        ReferentielChangeEvent[] events = proposed.Second ? [proposed] : [proposed, new Approved()];
        var opened = await cases.Create(kind, null, By(caller), function, new Decision<ReferentielChangeEvent>(events), stop);
        return proposed.Second ? opened : await Apply(opened.Reference, stop);
    }

    // Old acts and delegations name an officer by their id: once given to one person it is never given to another, and whoever comes back comes
    // back by the name that was taken away. Answers what that was, for the second manager to see.
    async Task<string> Removed(ReferenceRow row, string json, CancellationToken stop)
    {
        var last = row.Trail?.Split(' ')[0] is { Length: > 0 } change ? (await History(change, stop)).Select(one => one.Event).OfType<Proposed>().FirstOrDefault()?.Before : null;
        return last is not null && Name(last) == Name(json) ? last : throw ReferentielRefusals.IdentifierUsed();

        static Bilingual Name(string json) => JsonSerializer.Deserialize(json, ReferentielJson.Default.Officer)!.Name;
    }

    // The empty row that acts of one id share ends like theirs.
    async Task<IReadOnlyList<ReferenceRow>> Delegations(string entry, CancellationToken stop) =>
        [.. (await table.Rows("delegations", stop)).Where(row => row.Json is not null && row.Key.EndsWith("|" + entry, StringComparison.Ordinal))];

    DateOnly Today(TimeSpan ahead) => CityTime.Day(clock.GetUtcNow() + ahead);

    // A delegation was agreed to for a person whose name was read with it. So whoever is known under an id changes name, function or bureau by two
    // hands only, whether they hold a delegation or not: one that arrives between proposal and application finds no other person behind the id.
    // A name comes back under two hands as well; taking one away ends a power and needs one. So does what an operator's id means, and who gets whose
    // tickets, with what reporters say of themselves.
    static bool NeedsSecond(string of, ReferenceRow? row, string? json) => of is "delegations" or "retention" or "operator-rules"
        || of is "officers" or "operators" && row is not null && json is not null || of is "bureaus" && row?.Json is { } before && Said(before) != Said(json!);

    // What papers say of a bureau; when and where it opens, and for how many, is one manager's.
    static (string, Bilingual, bool) Said(string bureau)
    {
        var its = JsonSerializer.Deserialize(bureau, ReferentielJson.Default.Bureau)!;
        return (its.Arrondissement, its.Name, its.Demonstration);
    }

    // The officer whom the change concerns, if any.
    static string? Concerned(ReferentielChange its) => its switch
    {
        { Kind: "delegations", Value: { } value } => JsonSerializer.Deserialize(value, ReferentielJson.Default.Delegation)!.Officer,
        { Kind: "officers" } => its.Entry,
        _ => null,
    };

    static Actor By(Caller caller) => new("manager", caller.Id);

    static string Known(string of) => ReferentielForm.Kinds.Contains(of) ? of : throw ReferentielRefusals.UnknownKind();
}
