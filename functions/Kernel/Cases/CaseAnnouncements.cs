using System.Text.Json;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Cases;

public sealed partial class CaseStore
{
    /// <summary>Handles a message of a case queue: settles an attempt or runs an effect. A text that is not ours is refused.</summary>
    /// <exception cref="Refusal"><c>CASE-007</c>: no message of ours, or of a counter that this program lacks.</exception>
    public Task Handle(string text, IEnumerable<ICaseKind> kinds, IServiceProvider services, CancellationToken stop)
    {
        var message = CaseMessage.Read(text) ?? throw CaseRefusals.NoMessage();
        var prefix = message.Case.Split('-')[0];
        var kind = kinds.FirstOrDefault(known => known.Prefix == prefix) ?? throw CaseRefusals.NoMessage();
        return message.Attempt is { } attempt
            ? kind.Settle(this, message.Case, attempt, stop)
            : kind.RunEffect(this, new(message.Case, message.Version!.Value, message.Effect!), services, stop);
    }

    internal async Task<bool> Settle<TState, TEvent>(
        CaseKind<TState, TEvent> kind, string reference, string attempt, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        if (await RuleOut(reference, attempt, stop) == Outcome.RuledOut) return false;
        var row = (await table.Value.GetEntityAsync<TableEntity>(reference, CaseRows.Attempt(attempt), cancellationToken: stop)).Value;
        var (first, last) = (row.GetInt32("From")!.Value, row.GetInt32("To")!.Value);
        var now = await Find(kind, reference, stop) ?? throw new InvalidOperationException($"Case {reference} has an attempt and no head.");
        var named = JsonSerializer.Deserialize(now.Head!.ListRows, PersonalJson.Default.ListListRow)!;
        var effects = from happened in await Events(kind, reference, first, last, stop)
                      from name in kind.After(happened.Event)
                      select new EffectKey(reference, happened.Version, name);
        await Announce(
            new(reference, [.. named.Where(list => list.Version >= first)], [.. effects], name => kind.Effects[name].Queue), stop);
        return true;
    }

    internal async Task RunEffect<TState, TEvent>(
        CaseKind<TState, TEvent> kind, EffectKey key, IServiceProvider services, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        if (!kind.Effects.TryGetValue(key.Name, out var effect)) throw CaseRefusals.NoMessage();
        // The message was sent after its commit, so a case that isn't there was removed with all its rows: nothing is left to do.
        if (await Find(kind, key.Reference, stop) is { } now) await effect.Run(new(key, now, services, stop));
    }

    internal async Task<int> RebuildLists<TState, TEvent>(CaseKind<TState, TEvent> kind, string reference, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        var now = await Find(kind, reference, stop);
        if (now is null) return 0;
        var state = kind.Nothing;
        foreach (var happened in await Events(kind, reference, 1, now.Version, stop)) state = kind.Apply(state, happened);
        var named = Lists.Named(kind.Lists(reference, state, now.Personal), reference, [], now.Version);
        await Task.WhenAll(named.Select(row => lists.Write(row, stop)));
        return named.Count;
    }

    /// <summary>
    /// After an erasure: writes the tombstones of the lists that the case left, then forgets their names, which hold an HMAC of the person.
    /// </summary>
    public async Task ForgetLists<TState>(Case<TState> erased, CancellationToken stop)
        where TState : class
    {
        var named = JsonSerializer.Deserialize(erased.Head!.ListRows, PersonalJson.Default.ListListRow)!;
        await Task.WhenAll(named.Where(row => row.Gone).Select(row => lists.Write(row, stop)));
        await table.Value.UpsertEntityAsync(
            CaseRows.ListsRow(erased.Reference, [.. named.Where(row => !row.Gone)]), TableUpdateMode.Replace, stop);
    }

    async Task Announce(Announcement announcement, CancellationToken stop)
    {
        var writes = announcement.ListRows.Select(row => lists.Write(row, stop));
        var sends = announcement.Effects.Select(key =>
        {
            var message = new CaseMessage(key.Reference, Version: key.Version, Effect: key.Name).ToJson();
            return storage.Queue(announcement.QueueOf(key.Name)).SendMessageAsync(message, null, never, stop);
        });
        await Task.WhenAll([.. writes, .. sends]);
    }
}
