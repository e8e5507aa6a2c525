namespace CasaServerless.Kernel.Cases;

/// <summary>The times by which a commit is known to have happened or not. Settings, so that crash tests end in minutes.</summary>
public sealed record CaseOptions
{
    /// <summary>When the insurance message of an attempt comes up; longer than a commit and its check may take.</summary>
    public TimeSpan Insurance { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a commit may take before its outcome counts as unclear.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an effect that says <see cref="Later"/> waits for the first time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads <c>Casa__Cases__InsuranceSeconds</c>, <c>Casa__Cases__DeadlineSeconds</c> and <c>Casa__Cases__PauseSeconds</c>.</summary>
    public static CaseOptions From(IConfiguration configuration)
    {
        var defaults = new CaseOptions();
        return new()
        {
            Insurance = Seconds("Casa:Cases:InsuranceSeconds") ?? defaults.Insurance,
            Deadline = Seconds("Casa:Cases:DeadlineSeconds") ?? defaults.Deadline,
            Pause = Seconds("Casa:Cases:PauseSeconds") ?? defaults.Pause,
        };

        TimeSpan? Seconds(string key) =>
            double.TryParse(configuration[key], System.Globalization.CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds) : null;
    }
}
