using System.Runtime.CompilerServices;
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
            : kind.RunEffect(this, new(message.Case, message.Version!.Value, message.Effect!), message.Tries, services, stop);
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
        var effects = from happened in await Events(kind, reference, first, last, stop)
                      from name in kind.After(happened.Event, now.Personal)
                      select new EffectKey(reference, happened.Version, name);
        await Announce(
            new(reference, [.. Named(now).Where(list => list.Version >= first)], [.. effects], name => kind.Effects[name]), stop);
        return true;
    }

    internal async Task RunEffect<TState, TEvent>(
        CaseKind<TState, TEvent> kind, EffectKey key, int tries, IServiceProvider services, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        if (!kind.Effects.TryGetValue(key.Name, out var effect)) throw new InvalidOperationException($"{kind.Prefix} has no effect {key.Name}.");
        // The message was sent after its commit, so a case that isn't there was removed with all its rows: nothing is left to do.
        if (await Find(kind, key.Reference, stop) is not { } now) return;
        try
        {
            await effect.Run(new(key, now, services, stop));
        }
        catch (Later later) when (Later.Pause(tries, options.Pause) is { } pause)
        {
            PutOff(log, key.Reference, key.Name, pause, later);
            var message = new CaseMessage(key.Reference, Version: key.Version, Effect: key.Name, Tries: tries + 1).ToJson();
            await storage.Queue(effect.Queue).SendMessageAsync(message, pause, never, stop);
        }
    }

    /// <summary>Whether an effect has made its change already; what reaches outside asks before it does so again.</summary>
    public async Task<bool> Done(EffectKey key, CancellationToken stop) => (await table.Value.GetEntityIfExistsAsync<TableEntity>(
        key.Reference, CaseRows.Effect(key), ["RowKey"], stop)).HasValue;

    /// <summary>The event that an effect follows.</summary>
    public async Task<Recorded<TEvent>> EventOf<TState, TEvent>(CaseKind<TState, TEvent> kind, EffectKey key, CancellationToken stop)
        where TState : class
        where TEvent : class => CaseRows.Recorded(kind, await table.Value.GetEntityAsync<TableEntity>(
            key.Reference, CaseRows.Event(key.Version), cancellationToken: stop));

    /// <summary>Every case of a counter. It walks the whole table: for commands, never for a function.</summary>
    public async IAsyncEnumerable<string> References(ICaseKind kind, [EnumeratorCancellation] CancellationToken stop)
    {
        var filter = $"RowKey eq '{CaseRows.Head}' and PartitionKey gt '{kind.Prefix}-' and PartitionKey lt '{kind.Prefix}.'";
        await foreach (var head in table.Value.QueryAsync<TableEntity>(filter, select: ["PartitionKey"], cancellationToken: stop))
            yield return head.PartitionKey;
    }

    /// <summary>Writes all lists anew, of every case there is: a command, never a function.</summary>
    /// <returns>How many cases were found, and how many list rows were written.</returns>
    public async Task<(int Cases, int Rows)> RebuildLists(IEnumerable<ICaseKind> kinds, CancellationToken stop)
    {
        var (cases, rows) = (0, 0);
        foreach (var kind in kinds)
        {
            await foreach (var reference in References(kind, stop))
            {
                rows += await kind.RebuildLists(this, reference, stop);
                cases++;
            }
        }
        return (cases, rows);
    }

    internal async Task<int> RebuildLists<TState, TEvent>(CaseKind<TState, TEvent> kind, string reference, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        while (await Find(kind, reference, stop) is { } now)
        {
            var state = kind.Nothing;
            foreach (var happened in await Events(kind, reference, 1, now.Version, stop)) state = kind.Apply(state, happened);
            // What the case stood in before is gone at this version, unless it still stands there.
            var before = Named(now).Select(row => row with { Gone = true, Version = now.Version }).ToList();
            var rows = Lists.Named(kind.Lists(reference, state, now.Personal), reference, before, now.Version);
            if (!await Name(now, rows, stop)) continue;
            await Task.WhenAll(rows.Select(row => lists.Write(row, stop)));
            return rows.Count;
        }
        return 0;
    }

    /// <summary>
    /// After an erasure: writes the tombstones of the lists that the case left, then forgets their names, which hold an HMAC of the person.
    /// </summary>
    public async Task ForgetLists<TState, TEvent>(CaseKind<TState, TEvent> kind, string reference, CancellationToken stop)
        where TState : class
        where TEvent : class
    {
        while (await Find(kind, reference, stop) is { } now)
        {
            var left = Named(now).Where(row => row.Gone).ToList();
            await Task.WhenAll(left.Select(row => lists.Write(row, stop)));
            if (await Name(now, [.. Named(now).Where(row => !row.Gone)], stop)) return;
        }
    }

    static List<ListRow> Named<TState>(Case<TState> its)
        where TState : class => JsonSerializer.Deserialize(its.Head!.ListRows, PersonalJson.Default.ListListRow)!;

    // Under the head's ETag, though the head stays as it is: a change at the same moment names lists of its own. False when there was one.
    async Task<bool> Name<TState>(Case<TState> its, List<ListRow> rows, CancellationToken stop)
        where TState : class
    {
        try
        {
            await table.Value.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.UpdateMerge, new TableEntity(its.Reference, CaseRows.Head), its.Head!.ETag),
                CaseRows.Replace(CaseRows.ListsRow(its.Reference, rows)),
            ], stop);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    async Task Announce(Announcement announcement, CancellationToken stop)
    {
        var writes = announcement.ListRows.Select(row => lists.Write(row, stop));
        var sends = announcement.Effects.Select(key =>
        {
            var message = new CaseMessage(key.Reference, Version: key.Version, Effect: key.Name).ToJson();
            var effect = announcement.EffectOf(key.Name);
            return storage.Queue(effect.Queue).SendMessageAsync(message, effect.Delay, never, stop);
        });
        await Task.WhenAll([.. writes, .. sends]);
    }

    [LoggerMessage(4, LogLevel.Warning, "Case {Reference}, effect {Effect}: put off for {Pause}")]
    static partial void PutOff(ILogger log, string reference, string effect, TimeSpan pause, Exception later);
}
