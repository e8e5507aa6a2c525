using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace CasaServerless.Hosting.Runner;

/// <summary>A fetched message, ours for as long as it stays hidden; every renewal gives a new receipt, and the last one alone is good.</summary>
sealed partial class HeldMessage(QueueClient queue, QueueMessage message, RunnerSettings settings, ILogger log)
{
    string receipt = message.PopReceipt;
    bool lost;

    public QueueMessage Message => message;

    /// <summary>Keeps the message hidden until disposed.</summary>
    public IAsyncDisposable Hold() => new Renewal(this, settings.RenewEvery);

    /// <summary>Done with it. If somebody else has it by now, it is theirs.</summary>
    public Task Delete() => IfStillOurs(() => queue.DeleteMessageAsync(message.MessageId, receipt));

    /// <summary>Lets it be fetched again after <paramref name="rest"/>.</summary>
    public Task Release(TimeSpan rest) =>
        IfStillOurs(() => queue.UpdateMessageAsync(message.MessageId, receipt, messageText: null, visibilityTimeout: rest));

    async Task IfStillOurs(Func<Task> act)
    {
        if (lost) return;
        try
        {
            await act();
        }
        catch (RequestFailedException error) when (IsLoss(error))
        {
            lost = true;
            NotOurs(log, queue.Name, message.MessageId);
        }
    }

    // True when it was renewed, false when storage could not; a lost message is renewed no more.
    async Task<bool> Renew()
    {
        try
        {
            await IfStillOurs(async () =>
            {
                var renewed = await queue.UpdateMessageAsync(message.MessageId, receipt, messageText: null, visibilityTimeout: settings.Visibility);
                receipt = renewed.Value.PopReceipt;
            });
            return true;
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            return false;
        }
    }

    static bool IsLoss(RequestFailedException error) => error.Status == 404 || error.ErrorCode == QueueErrorCode.PopReceiptMismatch;

    sealed class Renewal : IAsyncDisposable
    {
        readonly CancellationTokenSource end = new();
        readonly Task renewing;

        public Renewal(HeldMessage held, TimeSpan every) => renewing = Run(held, every);

        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            // A renewal on its way is waited for: its receipt is the one that is good.
            await renewing;
            end.Dispose();
        }

        // In real time, whatever the city's clock says: storage counts the visibility.
        async Task Run(HeldMessage held, TimeSpan every)
        {
            var wait = every;
            while (true)
            {
                await Task.Delay(wait, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (end.IsCancellationRequested || held.lost) return;
                wait = await held.Renew() ? every : every / 5;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue}: message {Id} is no longer ours")]
    static partial void NotOurs(ILogger log, string queue, string id);
}
