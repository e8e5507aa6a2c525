using System.Collections.Concurrent;

namespace CasaServerless.Tests.Crash;

/// <summary>What happened, counted while it happens.</summary>
sealed class Tally
{
    int requests, accepted, failed, unanswered, steps, bulk;

    /// <summary>Calls of the city, repeats included.</summary>
    public int Requests => requests;

    /// <summary>Answers 2xx.</summary>
    public int Accepted => accepted;

    /// <summary>Answers 5xx.</summary>
    public int Failed => failed;

    /// <summary>Calls whose connection ended, or that were not answered in time.</summary>
    public int Unanswered => unanswered;

    /// <summary>Steps that stories have taken; <see cref="Story.Steps"/> each.</summary>
    public int Steps => steps;

    /// <summary>Papers certified with others.</summary>
    public int Together => bulk;

    /// <summary>What must not be.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public void Asked() => Interlocked.Increment(ref requests);

    public void Answered(int status)
    {
        if (status is >= 200 and < 300) Interlocked.Increment(ref accepted);
        if (status >= 500) Interlocked.Increment(ref failed);
    }

    public void NotAnswered() => Interlocked.Increment(ref unanswered);

    public void Stepped(int times = 1) => Interlocked.Add(ref steps, times);

    public void Bulk() => Interlocked.Increment(ref bulk);
}
