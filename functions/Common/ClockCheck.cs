using CasaServerless.Kernel;

namespace CasaServerless.Common;

/// <summary>
/// Says at the start that the machine's time zone data are too old to know the city's hour. It starts all the same: citizens are better
/// served an hour wrong than not at all, and whoever runs the city reads its log.
/// </summary>
sealed partial class ClockCheck(ILogger<ClockCheck> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!CityTime.IsKnown()) Old(log);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "The time zone data of this machine are older than 2026c: Casablanca's hour is wrong by one since 20 September 2026. Update the package tzdata")]
    static partial void Old(ILogger log);
}
