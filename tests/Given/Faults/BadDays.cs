using System.Collections.Concurrent;

namespace CasaServerless.Tests.Given.Faults;

/// <summary>A plan of faults by chance: of a few requests in a hundred something is lost, late or refused, commits before all.</summary>
/// <param name="share">Share of requests that something befalls; of commits, three times as many.</param>
/// <param name="latest">How late a request or an answer comes at the most: past every deadline and insurance.</param>
public sealed class BadDays(Dice dice, double share, TimeSpan latest)
{
    /// <summary>How often each fault has befallen each kind of request.</summary>
    public ConcurrentDictionary<string, int> Befallen { get; } = new();

    public Fault? Befalls(StorageRequest request)
    {
        if (request.Call == StorageCall.Other || !dice.Chance(request.Call == StorageCall.Commit ? 3 * share : share)) return null;
        var (name, fault) = dice.Next(5) switch
        {
            0 => ("lost", Faults.Lost),
            1 => ("answer swallowed", Faults.AnswerSwallowed),
            2 => ("refused", Faults.Refused(dice.Chance(0.5) ? 503 : 500)),
            // A file that arrives when its sender has long been replaced cannot be told from one that was left behind; so files do not.
            3 when request.Call != StorageCall.BlobPut => ("late", Faults.Late(Task.Delay(dice.UpTo(latest)))),
            _ => ("answer late", Faults.AnswerLate(Task.Delay(dice.UpTo(latest)))),
        };
        Befallen.AddOrUpdate($"{request.Call} {name}", 1, (_, count) => count + 1);
        return fault;
    }
}
