namespace CasaServerless.Tests.Crash;

/// <summary>What a run did and found.</summary>
/// <param name="Faults">What must not be; empty for a sound city.</param>
/// <param name="Befallen">How often storage failed in which way.</param>
/// <param name="Numbers">Numbers taken in all registers, each verified.</param>
/// <param name="Log">The city's own log.</param>
public sealed record CrashReport(
    CrashPlan Plan, int Kills, int Requests, int Accepted, int Failed, int Unanswered, int Certified, int Numbers, int Registers,
    IReadOnlyDictionary<string, int> Befallen, IReadOnlyList<string> Faults, TimeSpan Played, TimeSpan Whole, string Log)
{
    /// <summary>Of those certified, in bulk.</summary>
    public int Together { get; init; }

    public int Letters { get; init; }

    /// <summary>Letters that came once more, by why nobody could know that they had come.</summary>
    public required IReadOnlyDictionary<string, int> Doubled { get; init; }

    public int Reminders { get; init; }

    /// <summary>How often the mail server was killed.</summary>
    public int MailKills { get; init; }

    public int Shares { get; init; }

    public int Openings { get; init; }

    /// <summary>Days stated and chained.</summary>
    public int Days { get; init; }

    /// <summary>Nights in which the timers' instance was killed, and ticks that were under way then.</summary>
    public (int Nights, int CutShort) Nights { get; init; }

    public override string ToString() => FormattableString.Invariant($"""
        seed {Plan.Seed}: {Plan.Stories} stories, {Plan.AtOnce} at once; killed {Kills} times, the timers' instance {Nights.Nights} times ({Nights.CutShort} in the middle of a tick), the mail server {MailKills} times
          requests {Requests}: {Accepted} answered 2xx, {Failed} answered 5xx, {Unanswered} not answered
          storage  {Befallen.Values.Sum()} requests lost, late, refused or unanswered ({string.Join(" · ", Befallen.OrderByDescending(one => one.Value).Take(8).Select(one => $"{one.Key} {one.Value}"))} …)
          certified {Certified}, {Together} of them together; {Numbers} numbers in {Registers} registers, gapless, each with its outcome, chains verified; {Days} days stated
          letters  {Letters}, {Reminders} of them reminders; doubled: {string.Join(" · ", Doubled.Select(one => $"{one.Key} {one.Value}"))}
          shares   {Shares}, papers taken {Openings} times
          {Played.TotalSeconds:F0} s of play, {Whole.TotalSeconds:F0} s in all
          {(Faults.Count == 0 ? "nothing lost, nothing doubled that could be known, nothing stuck" : $"{Faults.Count} faults:\n  " + string.Join("\n  ", Faults.Take(40)))}
        """);
}
