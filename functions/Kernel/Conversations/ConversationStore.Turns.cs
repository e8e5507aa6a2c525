using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Kernel.Conversations;

public sealed partial class ConversationStore
{
    // Longer than a letter may take to be handed over; only who died holds it so long.
    static readonly TimeSpan claim = TimeSpan.FromSeconds(60);

    /// <summary>Handles a message of the queue: takes what lies in the inbox and sends what waits. A text that is not ours is refused.</summary>
    /// <exception cref="Refusal"><c>CASE-007</c>: no message of ours.</exception>
    public async Task Handle(string text, IConversing by, bool lastTry, CancellationToken stop)
    {
        var message = MailMessage.Read(text) ?? throw CaseRefusals.NoMessage();
        if (message is { Message: { } late, Body: { } body })
        {
            // The conversation has ended since, or was erased: nothing of ours begins it anew.
            if ((await Read(message.Conversation, stop)).Tag == default) return;
            await Keep(message.Conversation, new(late, body, clock.GetUtcNow()), stop);
        }
        try
        {
            // Whoever sends looks into the inbox once more when done; only where they died is it for us.
            if (!await Drain(message.Conversation, by, lastTry, stop)) await SayMail(message.Conversation, claim, stop, message.Tries);
        }
        catch (Later later) when (Later.Pause(message.Tries, options.Pause) is { } pause)
        {
            PutOff(log, message.Conversation, pause, later.Message);
            await SayMail(message.Conversation, pause, stop, message.Tries + 1);
        }
    }

    /// <summary>
    /// Takes all arrivals in their order, then sends all letters in theirs. False where somebody else is sending just now, who will look again.
    /// </summary>
    internal async Task<bool> Drain(string conversation, IConversing by, bool lastTry, CancellationToken stop)
    {
        var me = Worker();
        for (var race = 0; race < MostRaces; race++)
        {
            var now = await Read(conversation, stop);
            if (now.IsClaimed(me, clock.GetUtcNow())) return false;
            if (now.Inbox.Count == 0 && now.Outbox.Count == 0)
            {
                recent.Keep(now);
                return true;
            }
            var taken = await TakeAll(now, me, by, lastTry, stop);
            if (taken is null) continue;
            if (taken.Outbox.Count == 0) return true;
            if (!await SendAll(taken, me, by, stop)) continue;
            // What came in while others were kept out by our claim is seen now.
        }
        throw CaseRefusals.Busy();
    }

    // Null where somebody else was faster.
    async Task<TurnState?> TakeAll(TurnState now, string me, IConversing by, bool lastTry, CancellationToken stop)
    {
        foreach (var (key, arrival) in now.Inbox)
        {
            var taken = await by.Take(now.Held, arrival, lastTry, stop);
            if (await Commit(now, taken, me, [ConversationRows.Delete(now.Conversation, key)], stop) is not { } next) return null;
            now = next;
        }
        return now;
    }

    // The short way of a message that comes alone: it is accepted by the same transaction that answers it. Null where the long way is to be gone.
    async Task<bool?> Straight(string conversation, Arrival arrival, IConversing by, CancellationToken stop)
    {
        try
        {
            SendReceipt? insurance = null;
            for (var near = recent.Take(conversation); ; near = null)
            {
                var now = near ?? await Read(conversation, stop);
                if (now.Inbox.Count > 0 || now.Outbox.Count > 0 || now.IsClaimed("", clock.GetUtcNow())) return null;
                var taken = await by.Take(now.Held, arrival, lastTry: false, stop);
                var me = Worker();
                if (taken.Letters.Count > 0) insurance ??= await SayMail(conversation, options.Insurance, stop);
                if (await Commit(now, taken, me, [ConversationRows.Add(ConversationRows.SeenRow(conversation, arrival))], stop) is { } next)
                {
                    if (taken.Letters.Count > 0) await SendNow(next, me, by, insurance!, stop);
                    else recent.Keep(next);
                    return true;
                }
                // Somebody has gone on elsewhere; where that was not what hindered us, the long way it is.
                if (near is null) return null;
            }
        }
        // The long way keeps it first and tries again.
#pragma warning disable CA1031
        catch (Exception ill) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LeftToQueue(log, conversation, ill);
            return null;
        }
    }

    // It is accepted: whatever fails from here on is the insurance's.
    async Task SendNow(TurnState committed, string me, IConversing by, SendReceipt insurance, CancellationToken stop)
    {
        try
        {
            if (await SendAll(committed, me, by, stop) && await Drain(committed.Conversation, by, lastTry: false, stop))
                await storage.Queue(QueueName).DeleteMessageAsync(insurance.MessageId, insurance.PopReceipt, stop);
        }
#pragma warning disable CA1031
        catch (Exception undone)
#pragma warning restore CA1031
        {
            LeftToQueue(log, committed.Conversation, undone);
        }
    }

    static string Worker() => RandomNumberGenerator.GetHexString(16);

    // One transaction: the state under its ETag, what was said, what is to be sent. Null where the state had changed, or the arrival was known.
    async Task<TurnState?> Commit(TurnState now, Taken taken, string me, TableTransactionAction[] arrival, CancellationToken stop)
    {
        var time = clock.GetUtcNow();
        Line[] lines = [.. taken.Lines.Select((body, at) => new Line(now.Lines + 1 + at, time, body))];
        Letter[] letters = [.. taken.Letters.Select((body, at) => new Letter(now.Letters + 1 + at, body))];
        var day = CityTime.Day(time).ToString("O", CultureInfo.InvariantCulture);
        var sends = now.Outbox.Count + letters.Length > 0;
        var next = now with
        {
            Memory = taken.Memory,
            Lines = now.Lines + lines.Length,
            Letters = now.Letters + letters.Length,
            Sender = sends ? me : null,
            SendingUntil = sends ? time + claim : default,
            Day = day,
            Outbox = [.. now.Outbox, .. letters],
        };
        // Before the turn: a conversation that no day names would never end.
        if (now.Day != day) await table.Value.UpsertEntityAsync(new TableEntity(DayOf(day), now.Conversation), TableUpdateMode.Replace, stop);
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
            deadline.CancelAfter(options.Deadline);
            var written = await commits.Value.SubmitTransactionAsync(
                [
                    next.Row(), .. arrival,
                    .. lines.Select(line => ConversationRows.Add(ConversationRows.LineRow(now.Conversation, line))),
                    .. letters.Select(letter => ConversationRows.Add(ConversationRows.LetterRow(now.Conversation, letter))),
                ], deadline.Token);
            bell.Ring(now.Conversation);
            return next with { Tag = written.Value[0].Headers.ETag!.Value };
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    // Under our claim the state is nobody else's; where it changed all the same, the claim had run out, and we stop. False then.
    async Task<bool> SendAll(TurnState now, string me, IConversing by, CancellationToken stop)
    {
        if (now.Sender != me)
        {
            if (await Write(now with { Sender = me, SendingUntil = clock.GetUtcNow() + claim }, [], stop) is not { } claimed) return false;
            now = claimed;
        }
        Later? putOff = null;
        var waiting = new HashSet<int>();
        for (var at = 0; at < now.Outbox.Count; at++)
        {
            var lane = by.LaneOf(now.Outbox[at]);
            if (waiting.Contains(lane)) continue;
            Delivery delivery;
            try
            {
                delivery = await by.Deliver(now.Held, now.Outbox[at], stop);
            }
            catch (Later later)
            {
                putOff ??= later;
                waiting.Add(lane);
                continue;
            }
            List<TableTransactionAction> rows = [ConversationRows.Delete(now.Conversation, ConversationRows.LetterRowKey(now.Outbox[at]))];
            if (delivery.Id is { } id)
                rows.Add(new(TableTransactionActionType.UpsertReplace, new TableEntity(now.Conversation, ConversationRows.Sent(id)) { ["Letter"] = now.Outbox[at].Number, ["Rank"] = 0 }));
            var last = at == now.Outbox.Count - 1;
            var next = now with { Sender = last ? null : me, SendingUntil = clock.GetUtcNow() + claim };
            if (await Write(next, rows, stop) is not { } written) return false;
            now = written;
        }
        if (putOff is null) return true;
        await Write(now with { Sender = null }, [], stop);
        throw putOff;
    }

    // Tried again where storage stumbles, or a letter that its channel has taken would leave once more; a try that was written after all is found by its ETag.
    async Task<TurnState?> Write(TurnState state, IReadOnlyList<TableTransactionAction> rows, CancellationToken stop)
    {
        for (var again = 0; ; again++)
        {
            try
            {
                var written = await commits.Value.SubmitTransactionAsync([state.Row(), .. rows], stop);
                return state with { Tag = written.Value[0].Headers.ETag!.Value };
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
            {
                return null;
            }
            catch (Exception ill) when (again < 3 && CaseStore.Passing(ill) && !stop.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 << again), clock, stop);
            }
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "Conversation {Conversation}: a letter is put off for {Pause}: {Why}")]
    static partial void PutOff(ILogger log, string conversation, TimeSpan pause, string why);
}
