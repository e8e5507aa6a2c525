using System.Text.Json;
using CasaServerless.Bot.Channels;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>What became of a message that was handed to WhatsApp.</summary>
abstract record GraphSending
{
    GraphSending()
    {
    }

    /// <summary>WhatsApp has it, and tells by statuses what becomes of it.</summary>
    /// <param name="Id">Its own; empty where WhatsApp took the message and said nothing that could be understood.</param>
    public sealed record Taken(string Id) : GraphSending;

    /// <summary>It will never be taken.</summary>
    public sealed record NotTaken(GraphFault Fault) : GraphSending;
}

/// <summary>Sends messages by the Graph API, and marks those that came.</summary>
sealed partial class WhatsAppGraph(WhatsAppOptions options, GraphCalls calls, TimeProvider clock, ILogger<WhatsAppGraph> log)
{
    /// <summary>How long after a person's last message they may be written to freely; less a little, for the message is on its way for a while.</summary>
    static readonly TimeSpan window = TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1);

    static readonly TimeSpan courtesy = TimeSpan.FromSeconds(2);

    const int MostAnswer = 64 * 1024;

    /// <summary>
    /// Sends one message: freely within 24 hours of the person's last, as a template otherwise, or where WhatsApp says that the time is over.
    /// </summary>
    /// <param name="heard">When the person last wrote; null where that is not known, and WhatsApp will say.</param>
    /// <exception cref="Later">Not now.</exception>
    public async Task<GraphSending> Send(string address, Shown shown, string? key, DateTimeOffset? heard, CancellationToken stop)
    {
        if (heard is { } last && clock.GetUtcNow() - last > window) return await Post(GraphMessages.Template(shown, address, key), stop);
        var sending = await Post(GraphMessages.Of(shown, address, key), stop);
        return sending is GraphSending.NotTaken { Fault.Remedy: Remedy.Template } ? await Post(GraphMessages.Template(shown, address, key), stop) : sending;
    }

    /// <summary>Says that a message was seen and, where asked, that an answer is being written. A courtesy: whatever becomes of it, the conversation goes on.</summary>
    public async Task Mark(string message, bool typing, CancellationToken stop)
    {
        try
        {
            calls.MaySend();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(courtesy);
            await calls.Call(HttpMethod.Post, calls.Address($"{options.PhoneNumberId}/messages"), GraphMessages.Mark(message, typing), Answer, patience.Token);
        }
        catch (Exception missed) when (missed is Later || (missed is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // The answer itself says that the message was seen.
        }
    }

    async Task<GraphSending> Post(GraphMessage message, CancellationToken stop)
    {
        calls.MaySend();
        var sending = await calls.Call(HttpMethod.Post, calls.Address($"{options.PhoneNumberId}/messages"), GraphMessages.Bytes(message), Answer, stop);
        if (sending is not GraphSending.NotTaken { Fault: var fault }) return sending;
        switch (fault.Remedy)
        {
            case Remedy.Later or Remedy.Pause:
                throw new Later($"WhatsApp does not take it now: {fault.Code}");
            case Remedy.Mend:
                NeedsMending(log, fault.Code, fault.Subcode, fault.Status);
                throw new Later($"WhatsApp does not take the city’s messages: {fault.Code}");
            default:
                NotTaken(log, message.Type, fault.Code, fault.Subcode);
                return sending;
        }
    }

    // Meta's own words may name the person: the codes alone are kept.
    async Task<GraphSending> Answer(HttpResponseMessage answer, CancellationToken stop)
    {
        using var its = await Read(answer, stop);
        if (answer.IsSuccessStatusCode) return new GraphSending.Taken(its?.RootElement.Each("messages").Select(one => one.Text("id")).FirstOrDefault() ?? "");
        var fault = (its?.RootElement.At("error") is { } error ? WebhookReading.Fault(error) : new(0)) with { Status = (int)answer.StatusCode };
        if (fault.Remedy == Remedy.Pause) calls.Rest(answer.Headers.RetryAfter);
        return new GraphSending.NotTaken(fault);
    }

    /// <summary>An answer's JSON; null where it is none, or without end.</summary>
    internal static async Task<JsonDocument?> Read(HttpResponseMessage answer, CancellationToken stop)
    {
        var body = new byte[MostAnswer];
        await using var stream = await answer.Content.ReadAsStreamAsync(stop);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, stop);
        try
        {
            return length < MostAnswer ? JsonDocument.Parse(body.AsMemory(0, length)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "WhatsApp takes no messages of the city until somebody mends token, account or template: error {Code}, {Subcode}, status {Status}")]
    static partial void NeedsMending(ILogger log, int code, int subcode, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "WhatsApp will not take a message of type {Type}: error {Code}, {Subcode}")]
    static partial void NotTaken(ILogger log, string type, int code, int subcode);
}
