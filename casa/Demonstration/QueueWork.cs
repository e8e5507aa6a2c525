using System.Collections.Concurrent;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using Microsoft.Extensions.DependencyInjection;

namespace Casa.Demonstration;

/// <summary>Works the queues off as their functions would, each message a little after the act that sent it.</summary>
sealed class QueueWork(DemonstrationCity city) : IDisposable
{
    static readonly TimeSpan after = TimeSpan.FromSeconds(20), hidden = TimeSpan.FromMinutes(5);
    readonly ConcurrentDictionary<string, DateTimeOffset> acted = new();
    readonly SemaphoreSlim oneAtATime = new(1, 1);
    readonly CityStorage storage = city.Services.GetRequiredService<CityStorage>();
    readonly CaseStore cases = city.Services.GetRequiredService<CaseStore>();
    readonly ICaseKind[] kinds = [.. city.Services.GetServices<ICaseKind>()];

    /// <summary>A case's last act was at this hour.</summary>
    public void Acted(string reference, DateTimeOffset at) => acted[reference] = at;

    /// <summary>When it returns, all that had been queued before is done.</summary>
    public async Task Deliver(CancellationToken stop)
    {
        await oneAtATime.WaitAsync(stop);
        try
        {
            foreach (var queue in (string[])[LegalisationKind.DocumentsQueue, CaseStore.EffectsQueue])
            {
                while (await Some(queue, stop))
                {
                }
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    async Task<bool> Some(string name, CancellationToken stop)
    {
        var queue = storage.Queue(name);
        var messages = (await queue.ReceiveMessagesAsync(32, hidden, stop)).Value;
        await Parallel.ForEachAsync(messages, stop, async (message, cancel) =>
        {
            var text = message.Body.ToString();
            if (CaseMessage.Read(text) is { } read && acted.TryGetValue(read.Case, out var at)) city.Clock.Set(at + after);
            await cases.Handle(text, kinds, city.Services, cancel);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancel);
        });
        return messages.Length > 0;
    }
}
