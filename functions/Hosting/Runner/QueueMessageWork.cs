using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Hosting.Runner;

/// <summary>
/// The way of one message: run, and then deleted, released for another try, or moved to the poison queue. While it is at work it is hidden anew
/// again and again; if we die, nobody hides it any more and it comes back by itself. Nothing is ever deleted that has not ended well or lies in
/// the poison queue; copy and deletion are two steps, so a message may lie there twice.
/// </summary>
sealed partial class QueueMessageWork(
    QueueTrigger trigger, CityStorage storage, FunctionCalls calls, HostSettings host, RunnerSettings settings, TimeProvider time, ILogger log)
{
    const string Suffix = "-poison";
    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    readonly QueueClient queue = storage.PlainQueue(trigger.Queue);

    // Failed messages of a poison queue have nowhere further to go, nor have those of a queue whose name leaves no room for the suffix.
    readonly QueueClient? poison = trigger.Queue.EndsWith(Suffix, StringComparison.Ordinal) || trigger.Queue.Length + Suffix.Length > 63
        ? null : storage.PlainQueue(trigger.Queue + Suffix);

    public async Task Do(QueueMessage message, CancellationToken abort)
    {
        var held = new HeldMessage(queue, message, settings, log);
        try
        {
            if (abort.IsCancellationRequested) await held.Release(TimeSpan.Zero);
            else if (Decoded(message.MessageText) is not { } bytes) await Poison(held);
            else if (message.DequeueCount > host.MaxDequeueCount) await Poison(held);
            else if (await Succeeds(held, bytes, abort)) await held.Delete();
            else if (abort.IsCancellationRequested) await held.Release(TimeSpan.Zero);
            else if (message.DequeueCount >= host.MaxDequeueCount) await Poison(held);
            else await held.Release(host.VisibilityTimeout);
        }
        catch (Exception error) when (error is RequestFailedException or AggregateException)
        {
            Unsettled(log, trigger.Function, message.MessageId, (error as RequestFailedException)?.ErrorCode ?? error.GetType().Name);
        }
    }

    async Task<bool> Succeeds(HeldMessage held, byte[] bytes, CancellationToken abort)
    {
        await using var hold = held.Hold();
        try
        {
            var envelope = HostEnvelopes.Queue(trigger.Function, held.Message, utf8.GetString(bytes), time.GetUtcNow());
            return await calls.Call(trigger.Function, envelope, abort);
        }
        catch (DecoderFallbackException)
        {
            // The host cannot bind such bytes to a string either: it fails until it is poisoned.
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // As it lies in the queue, so that it can be replayed as it was.
    async Task Poison(HeldMessage held)
    {
        if (poison is null) return;
        try
        {
            await poison.SendMessageAsync(held.Message.MessageText);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            await poison.CreateIfNotExistsAsync();
            await poison.SendMessageAsync(held.Message.MessageText);
        }
        Poisoned(log, trigger.Function, held.Message.MessageId, poison.Name);
        await held.Delete();
    }

    static byte[]? Decoded(string body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64String(body, bytes, out var length) ? bytes[..length] : null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: message {Id} was moved to {Poison}")]
    static partial void Poisoned(ILogger log, string function, string id, string poison);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: what became of message {Id} could not be written ({Error}); it comes back")]
    static partial void Unsettled(ILogger log, string function, string id, string error);
}
