using Azure;
using Azure.Storage.Queues.Models;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Hosting.Runner;

/// <summary>
/// Serves one queue function: fetches a batch, starts every message at once and in no order, and fetches again as soon as few enough are at
/// work. A queue that does not exist is not created, only asked for again.
/// </summary>
sealed partial class QueueLoop(
    QueueTrigger trigger, CityStorage storage, FunctionCalls calls, HostSettings host, RunnerSettings settings, TimeProvider time, ILogger log)
{
    readonly HashSet<Task> atWork = [];
    bool answers = true;

    /// <summary>Fetches until <paramref name="stop"/>, then lets the work at hand end; <paramref name="abort"/> ends that too.</summary>
    public async Task Run(CancellationToken stop, CancellationToken abort)
    {
        var queue = storage.PlainQueue(trigger.Queue);
        var work = new QueueMessageWork(trigger, storage, calls, host, settings, time, log);
        var pause = new BackOff(host.MaxPollingInterval);
        var stopped = Task.Delay(Timeout.InfiniteTimeSpan, stop);
        while (!stop.IsCancellationRequested)
        {
            var messages = await Receive(queue);
            if (messages.Length == 0)
            {
                await Task.Delay(pause.Next(), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            pause.Reset();
            foreach (var message in messages) atWork.Add(work.Do(message, abort));
            while (atWork.Count > host.NewBatchThreshold && !stop.IsCancellationRequested)
            {
                await Task.WhenAny([.. atWork, stopped]);
                atWork.RemoveWhere(task => task.IsCompleted);
            }
        }
        await Task.WhenAll(atWork);
    }

    // Not cancelled when the program stops: a fetch cut off on its way back would hide its messages for the whole of their visibility.
    async Task<QueueMessage[]> Receive(Azure.Storage.Queues.QueueClient queue)
    {
        try
        {
            var messages = await queue.ReceiveMessagesAsync(host.BatchSize, settings.Visibility, CancellationToken.None);
            answers = true;
            return messages.Value;
        }
        // Storage may say or be anything; the loop lives on and says so once.
        catch (Exception error) when (error is RequestFailedException or AggregateException or OperationCanceledException)
        {
            if (answers) NoAnswer(log, trigger.Queue, (error as RequestFailedException)?.ErrorCode ?? error.GetType().Name);
            answers = false;
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Queue {Queue} cannot be read ({Error}); it is asked for again and again")]
    static partial void NoAnswer(ILogger log, string queue, string error);
}
