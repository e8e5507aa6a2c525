using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;

namespace CasaServerless.Hosting.Runner;

/// <summary>
/// Fires one timer function for as long as this instance keeps it. It never overlaps itself: the next wait begins when the run has ended. A
/// failure is logged and changes nothing.
/// </summary>
sealed partial class TimerLoop(
    TimerTrigger trigger, TimerSchedule schedule, TimerKeeper keeper, BlobClient store, FunctionCalls calls, TimeProvider time, ILogger log)
{
    // No longer at a stretch, because the clock may be set right meanwhile.
    static readonly TimeSpan longest = TimeSpan.FromHours(1);

    /// <summary>Keeps the timer, or waits to, until <paramref name="stop"/>; <paramref name="abort"/> cuts off a run as well.</summary>
    public async Task Run(CancellationToken stop, CancellationToken abort)
    {
        while (await keeper.Acquire(stop) is { } kept)
        {
            await using (kept)
            {
                await Keep(kept.Lost, stop, abort);
            }
        }
    }

    async Task Keep(CancellationToken lost, CancellationToken stop, CancellationToken abort)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(stop, lost);
        var monitored = schedule.IsMonitored(time.GetUtcNow());
        var stored = monitored ? await Read() : null;
        var (status, pastDue) = schedule.Begin(stored, time.GetUtcNow());
        if (status != stored) await Write(status, monitored);
        while (!until.IsCancellationRequested)
        {
            if (!pastDue && !await Reach(status.Next, until.Token)) return;
            var began = time.GetUtcNow();
            await Fire(monitored ? status : null, pastDue, began, abort);
            // Cut off, it is past due for whoever comes next; lost, its status is another's by now.
            if (abort.IsCancellationRequested || lost.IsCancellationRequested) return;
            pastDue = false;
            status = schedule.After(began);
            await Write(status, monitored);
        }
    }

    // True when the hour has come, false when we no longer keep the timer.
    async Task<bool> Reach(DateTimeOffset hour, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            var left = hour - time.GetUtcNow();
            if (left <= TimeSpan.Zero) return true;
            await Task.Delay(left < longest ? left : longest, time, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return false;
    }

    async Task Fire(TimerStatus? status, bool pastDue, DateTimeOffset began, CancellationToken abort)
    {
        try
        {
            await calls.Call(trigger.Function, HostEnvelopes.Timer(trigger.Function, status, pastDue, began), abort);
        }
        catch (OperationCanceledException)
        {
            CutOff(log, trigger.Function);
        }
    }

    async Task<TimerStatus?> Read()
    {
        try
        {
            var content = await store.DownloadContentAsync();
            return content.Value.Content.ToObjectFromJson(RunnerJson.Default.TimerStatus);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    async Task Write(TimerStatus status, bool monitored)
    {
        if (!monitored) return;
        try
        {
            await store.UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(status, RunnerJson.Default.TimerStatus)), overwrite: true);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            NotWritten(log, trigger.Function, (error as RequestFailedException)?.ErrorCode ?? error.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} was cut off by the end of the program")]
    static partial void CutOff(ILogger log, string function);

    [LoggerMessage(Level = LogLevel.Error, Message = "The status of {Function} could not be written ({Error})")]
    static partial void NotWritten(ILogger log, string function, string error);
}
