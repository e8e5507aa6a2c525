using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace CasaServerless.Hosting.Runner;

/// <summary>Sees to it that of all instances one keeps a timer: whoever holds the lease of its lock blob. The others ask again and again.</summary>
sealed partial class TimerKeeper(BlobClient lockBlob, string function, RunnerSettings settings, ILogger log)
{
    /// <summary>Waits until the timer is ours; null when <paramref name="stop"/> came first.</summary>
    public async Task<Kept?> Acquire(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await TryAcquire() is { } kept) return kept;
            await Task.Delay(settings.TimerTakeover, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return null;
    }

    async Task<Kept?> TryAcquire()
    {
        try
        {
            if (!await lockBlob.ExistsAsync()) await Create();
            var lease = lockBlob.GetBlobLeaseClient();
            await lease.AcquireAsync(settings.TimerLease);
            return new Kept(lease, settings.TimerLease);
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            return null;
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            NotKept(log, function, (error as RequestFailedException)?.ErrorCode ?? error.GetType().Name);
            return null;
        }
    }

    async Task Create()
    {
        try
        {
            await lockBlob.UploadAsync(BinaryData.Empty, overwrite: false);
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            // Another instance was quicker.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The timer {Function} has no keeper ({Error}); was setup run?")]
    static partial void NotKept(ILogger log, string function, string error);

    /// <summary>A timer that is ours, renewed until disposed, in the real time that storage counts by.</summary>
    public sealed class Kept : IAsyncDisposable
    {
        readonly BlobLeaseClient lease;
        readonly CancellationTokenSource end = new();
        readonly CancellationTokenSource lost = new();
        readonly Task renewing;

        public Kept(BlobLeaseClient lease, TimeSpan period)
        {
            this.lease = lease;
            renewing = Renew(period);
        }

        /// <summary>Cancelled when the lease has gone, or could not be renewed in time.</summary>
        public CancellationToken Lost => lost.Token;

        /// <summary>Gives the timer back, so that another need not wait for the lease to run out.</summary>
        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            await renewing;
            try
            {
                await lease.ReleaseAsync();
            }
            catch (Exception error) when (error is RequestFailedException or AggregateException)
            {
                // Then it runs out.
            }
            end.Dispose();
            lost.Dispose();
        }

        async Task Renew(TimeSpan period)
        {
            var renewed = TimeProvider.System.GetTimestamp();
            while (true)
            {
                await Task.Delay(period / 4, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (end.IsCancellationRequested) return;
                try
                {
                    await lease.RenewAsync();
                    renewed = TimeProvider.System.GetTimestamp();
                }
                catch (Exception error) when (error is RequestFailedException or AggregateException)
                {
                    var gone = error is RequestFailedException { Status: 404 or 409 or 412 };
                    if (!gone && TimeProvider.System.GetElapsedTime(renewed) < period * 3 / 4) continue;
                    await lost.CancelAsync();
                    return;
                }
            }
        }
    }
}
