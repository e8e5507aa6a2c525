namespace CasaServerless.Assistant.WhatsApp;

/// <summary>Keeps what a delivery of WhatsApp holds.</summary>
sealed partial class WhatsAppInbox(ILogger<WhatsAppInbox> log)
{
    public Task Keep(WebhookDelivery delivery, CancellationToken stop)
    {
        foreach (var code in delivery.Faults) Fault(log, code);
        if (delivery.Unread > 0) Unread(log, delivery.Unread);
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "WhatsApp tells of an error: {Code}")]
    static partial void Fault(ILogger log, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} messages or statuses of WhatsApp could not be read")]
    static partial void Unread(ILogger log, int count);
}
