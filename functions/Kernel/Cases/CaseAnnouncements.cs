using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace CasaServerless.Kernel.Cases;

public sealed partial class CaseStore
{
    /// <summary>Handles a message of a case queue: settles an attempt or runs an effect. A text that is not ours is refused.</summary>
    /// <exception cref="Refusal"><c>CASE-007</c>: no message of ours.</exception>
    /// <exception cref="InvalidOperationException">A counter or effect that this program lacks.</exception>
    public Task Handle(string text, IEnumerable<ICaseKind> kinds, IServiceProvider services, CancellationToken stop)
    {
        var message = CaseMessage.Read(text) ?? throw CaseRefusals.NoMessage();
        var prefix = message.Case.Split('-')[0];
        // No refusal, which would be the message's end: while instances are replaced one by one, a newer one may have sent it.
        var kind = kinds.FirstOrDefault(known => known.Prefix == prefix) ?? throw new InvalidOperationException($"There is no counter {prefix}.");
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
        if (!kind.Effects.TryGetValue(key.Name, out var effect)) throw new InvalidOperationException($"{kind.Prefix} has no effect {key.Name}.");
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
        for (var race = 0; ; race++)
        {
            TableEntity? head = null, names = null;
            await foreach (var row in table.Value.QueryAsync<TableEntity>(CaseRows.Snapshot(erased.Reference), cancellationToken: stop))
            {
                if (row.RowKey == CaseRows.Head) head = row;
                if (row.RowKey == CaseRows.Lists) names = row;
            }
            if (head is null || names is null) return;
            var named = JsonSerializer.Deserialize(names.GetString("Rows"), PersonalJson.Default.ListListRow)!;
            if (!named.Any(row => row.Gone)) return;
            await Task.WhenAll(named.Where(row => row.Gone).Select(row => lists.Write(row, stop)));
            try
            {
                // Under the head's ETag: a change on its way would bring the old names back, or lose its own here.
                await commits.Value.SubmitTransactionAsync(
                    [CaseRows.Touch(head), CaseRows.Replace(CaseRows.ListsRow(erased.Reference, [.. named.Where(row => !row.Gone)]))], stop);
                return;
            }
            catch (RequestFailedException changed) when (changed.Status == 412 && race < MostRaces)
            {
            }
        }
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
