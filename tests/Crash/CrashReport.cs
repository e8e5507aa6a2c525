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
    public override string ToString() => FormattableString.Invariant($"""
        seed {Plan.Seed}: {Plan.Stories} stories, {Plan.AtOnce} at once; killed {Kills} times
          requests {Requests}: {Accepted} answered 2xx, {Failed} answered 5xx, {Unanswered} not answered
          storage  {Befallen.Values.Sum()} requests lost, late, refused or unanswered ({string.Join(" · ", Befallen.OrderByDescending(one => one.Value).Take(8).Select(one => $"{one.Key} {one.Value}"))} …)
          certified {Certified}; {Numbers} numbers in {Registers} registers, gapless, each with its outcome, chains verified
          {Played.TotalSeconds:F0} s of play, {Whole.TotalSeconds:F0} s in all
          {(Faults.Count == 0 ? "nothing lost, nothing doubled, nothing stuck" : $"{Faults.Count} faults:\n  " + string.Join("\n  ", Faults.Take(40)))}
        """);
}
