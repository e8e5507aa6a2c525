namespace CasaServerless.Hosting.Runner;

/// <summary>
/// What the Functions host has as constants and the standalone runner as settings, <c>Casa__Runner__{Name}</c>, so that a test of a crash ends
/// in seconds. What the host itself lets one set stands in host.json, for both.
/// </summary>
sealed class RunnerSettings(IConfiguration configuration)
{
    /// <summary>Whether the standalone program polls queues and fires timers; an instance may serve HTTP alone.</summary>
    public bool Enabled { get; } = configuration.GetValue("Casa:Runner:Enabled", true);

    /// <summary>How long a fetched message is hidden from others, unless renewed.</summary>
    public TimeSpan Visibility { get; } = configuration.GetValue("Casa:Runner:Visibility", TimeSpan.FromMinutes(10));

    /// <summary>How often a message at work is hidden anew; half its visibility.</summary>
    public TimeSpan RenewEvery => Visibility / 2;

    /// <summary>How long the owner of a timer may be silent before another takes over; storage allows 15 to 60 seconds.</summary>
    public TimeSpan TimerLease { get; } = configuration.GetValue("Casa:Runner:TimerLease", TimeSpan.FromMinutes(1));

    /// <summary>How often the others ask whether a timer has lost its owner.</summary>
    public TimeSpan TimerTakeover { get; } = configuration.GetValue("Casa:Runner:TimerTakeover", TimeSpan.FromMinutes(1));

    /// <summary>What the work at hand gets to end by itself when the program is asked to stop.</summary>
    public TimeSpan StopWithin { get; } = configuration.GetValue("Casa:Runner:StopWithin", TimeSpan.FromSeconds(20));

    /// <summary>Under this name instances share timers' status and locks.</summary>
    public string HostId { get; } = configuration["AzureFunctionsWebHost:hostid"] is { Length: > 0 } id ? id : "casaserverless";
}
