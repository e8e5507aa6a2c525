using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues.Models;

namespace CasaServerless.Kernel.Cases;

/// <summary>How one attempt to append ended.</summary>
enum Outcome
{
    /// <summary>It is written.</summary>
    Committed,

    /// <summary>It is not and never will be: somebody else's change came first.</summary>
    Lost,

    /// <summary>It is not and never will be: the effect that makes it had made it already.</summary>
    DoneBefore,

    /// <summary>Its answer was unclear, and it has been made impossible: it is not and never will be.</summary>
    RuledOut,

    /// <summary>Nobody can say yet; the insurance will.</summary>
    Unclear,
}

public sealed partial class CaseStore
{
    /// <summary>The queue of insurances and short effects.</summary>
    public const string EffectsQueue = "effects";

    static readonly TimeSpan never = TimeSpan.FromSeconds(-1);

    // Insurance, transaction, announcement. Whoever asked may go away meanwhile: from here on it is brought to its end.
    async Task<Outcome> Commit<TState>(Draft<TState> draft, CancellationToken stop)
        where TState : class
    {
        SendReceipt insurance;
        try
        {
            using var deadline = Deadline();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
            var message = new CaseMessage(draft.After.Reference, Attempt: draft.Attempt).ToJson();
            insurance = await storage.Queue(EffectsQueue).SendMessageAsync(message, options.Insurance, never, either.Token);
        }
        catch (Exception ill) when (Passing(ill) && !stop.IsCancellationRequested)
        {
            // If it lies in the queue all the same, it will rule out an attempt that never was.
            Uninsured(log, ill);
            return Outcome.Unclear;
        }
        var outcome = await Transact(draft);
        // While the outcome is unclear the insurance stays: its consumer will find out.
        if (outcome == Outcome.Unclear) return outcome;
        try
        {
            using var deadline = Deadline();
            if (outcome == Outcome.Committed) await Announce(draft.Announcement, deadline.Token);
            await storage.Queue(EffectsQueue).DeleteMessageAsync(insurance.MessageId, insurance.PopReceipt, deadline.Token);
        }
        catch (RequestFailedException taken) when (taken.Status == 404 || taken.ErrorCode == QueueErrorCode.PopReceiptMismatch)
        {
            // It came up meanwhile and its consumer has it.
        }
        // Whatever goes wrong from here on, the change stands and its caller is told so; the insurance does what was left undone.
#pragma warning disable CA1031
        catch (Exception undone)
#pragma warning restore CA1031
        {
            Unannounced(log, draft.After.Reference, draft.Attempt, undone);
        }
        return outcome;
    }

    async Task<Outcome> Transact<TState>(Draft<TState> draft)
        where TState : class
    {
        var reference = draft.After.Reference;
        try
        {
            using var deadline = Deadline();
            await commits.Value.SubmitTransactionAsync(draft.Rows, deadline.Token);
            return Outcome.Committed;
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412)
        {
            // Refused for good. Yet a connection may have sent the same transaction twice, so the attempt's row has the last word.
            return await Try(async stop =>
            {
                if (await Attempted(reference, draft.Attempt, stop) is { } settled) return settled;
                if (draft.Once is null) return Outcome.Lost;
                var done = await table.Value.GetEntityIfExistsAsync<TableEntity>(reference, CaseRows.Effect(draft.Once), cancellationToken: stop);
                return done.HasValue ? Outcome.DoneBefore : Outcome.Lost;
            });
        }
        catch (Exception unclear) when (Passing(unclear))
        {
            return await Try(stop => RuleOut(reference, draft.Attempt, stop));
        }

        async Task<Outcome> Try(Func<CancellationToken, Task<Outcome>> find)
        {
            try
            {
                using var deadline = Deadline();
                return await find(deadline.Token);
            }
            catch (Exception ill) when (Passing(ill))
            {
                Undecided(log, reference, draft.Attempt, ill);
                return Outcome.Unclear;
            }
        }
    }

    // Inserting the attempt's row as void makes a commit that is only slow fail on that row; if it is there already, it says what happened.
    async Task<Outcome> RuleOut(string reference, string attempt, CancellationToken stop)
    {
        try
        {
            await table.Value.AddEntityAsync(CaseRows.VoidRow(reference, attempt), stop);
            return Outcome.RuledOut;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return await Attempted(reference, attempt, stop) ?? throw new InvalidOperationException("An attempt's row vanished.", there);
        }
    }

    async Task<Outcome?> Attempted(string reference, string attempt, CancellationToken stop)
    {
        var row = await table.Value.GetEntityIfExistsAsync<TableEntity>(reference, CaseRows.Attempt(attempt), cancellationToken: stop);
        return !row.HasValue ? null : row.Value!.GetBoolean("Void") == true ? Outcome.RuledOut : Outcome.Committed;
    }

    CancellationTokenSource Deadline() => new(options.Deadline, clock);

    // Storage that does not answer, or answers that it cannot now. What it refuses for good is a fault of ours and goes up.
    internal static bool Passing(Exception fault) => fault switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        OperationCanceledException or IOException or HttpRequestException or AggregateException => true,
        _ => false,
    };

    [LoggerMessage(1, LogLevel.Warning, "No insurance could be queued; nothing was committed")]
    static partial void Uninsured(ILogger log, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "Case {Reference}, attempt {Attempt}: committed, announcement left to the insurance")]
    static partial void Unannounced(ILogger log, string reference, string attempt, Exception fault);

    [LoggerMessage(3, LogLevel.Warning, "Case {Reference}, attempt {Attempt}: outcome unknown, left to the insurance")]
    static partial void Undecided(ILogger log, string reference, string attempt, Exception fault);
}
