using CasaServerless.Kernel.Storage;

namespace CasaServerless.Hosting.Runner;

/// <summary>
/// Stands in for the Functions host where there is none: polls the queues and fires the timers that are mapped, in the host's own way, once the
/// program answers. Asked to stop it fetches no more, lets the work at hand end within a bound, and releases the rest.
/// </summary>
sealed partial class TriggerRunner(
    EndpointDataSource endpoints, CityStorage storage, FunctionCalls calls, IConfiguration configuration, HostSettings host, RunnerSettings settings,
    TimeProvider time, ILogger<TriggerRunner> log) : IHostedLifecycleService, IDisposable
{
    // What is cut off still has to be released.
    static readonly TimeSpan release = TimeSpan.FromSeconds(5);
    static readonly TimeSpan rest = TimeSpan.FromSeconds(5);
    readonly CancellationTokenSource stop = new();
    readonly CancellationTokenSource abort = new();
    Task running = Task.CompletedTask;

    /// <summary>The longest that stopping takes.</summary>
    public static TimeSpan StopsWithin(RunnerSettings settings) => settings.StopWithin + release;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        running = Task.WhenAll(endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<Trigger>()).Select(trigger => trigger switch
        {
            QueueTrigger queue => Live(queue, new QueueLoop(queue, storage, calls, host, settings, time, log).Run),
            TimerTrigger timer => Live(timer, Timer(timer).Run),
            _ => Task.CompletedTask,
        }));
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await running.WaitAsync(settings.StopWithin, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await abort.CancelAsync();
        await running.WaitAsync(release, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        stop.Dispose();
        abort.Dispose();
    }

    TimerLoop Timer(TimerTrigger trigger)
    {
        var container = storage.Container(Setup.HostContainer);
        var keeper = new TimerKeeper(
            container.GetBlobClient($"locks/{settings.HostId}/Host.Functions.{trigger.Function}.Listener"), trigger.Function, settings, log);
        var status = container.GetBlobClient($"timers/{settings.HostId}/Host.Functions.{trigger.Function}/status");
        return new(trigger, new(trigger.Schedule, configuration), keeper, status, calls, time, log);
    }

    // A loop that falls over is stood up again: the city must not lose a queue for the rest of the process's life.
    async Task Live(Trigger trigger, Func<CancellationToken, CancellationToken, Task> loop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await loop(stop.Token, abort.Token);
                return;
            }
#pragma warning disable CA1031
            catch (Exception error)
#pragma warning restore CA1031
            {
                Fell(log, trigger.Function, error);
                await Task.Delay(rest, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The loop of {Function} fell over and is started again")]
    static partial void Fell(ILogger log, string function, Exception error);
}
