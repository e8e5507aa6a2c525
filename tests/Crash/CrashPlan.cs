using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Crash;

/// <summary>How hard the city is tried.</summary>
/// <param name="Seed">Of all that is left to chance: moments of death, faults, doubled calls.</param>
/// <param name="Stories">Requests for certified copies and signatures, each played from submission to its end.</param>
/// <param name="Kills">How often the city is killed meanwhile, and as often the instance that keeps its timers.</param>
/// <param name="AtOnce">Stories that are played at the same time.</param>
public sealed record CrashPlan(int Seed, int Stories, int Kills, int AtOnce)
{
    /// <summary>The city's program.</summary>
    public required string Binary { get; init; }

    /// <summary>Share of the requests to storage that something befalls.</summary>
    public double Faults { get; init; } = 0.01;

    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Insurance { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How late a request to storage arrives, or its answer, at the most.</summary>
    public TimeSpan Latest => Insurance * 2;

    /// <summary>How long anything may take before the run is said to hang: an end of patience, not a measure.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The city as the build leaves it beside the tests or benchmarks that run.</summary>
    public static string Built(string configuration) =>
        Path.Combine(Root.Path, "functions", "bin", configuration, "net10.0", "CasaServerless");
}
