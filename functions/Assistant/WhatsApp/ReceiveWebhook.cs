using System.Text.Json;
using CasaServerless.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>Hears WhatsApp: messages of people, and what became of the city's own. 2xx only once all of it is kept; WhatsApp tells again whatever is answered otherwise.</summary>
static class ReceiveWebhook
{
    /// <summary>What Meta says that it sends at most.</summary>
    const int MostBytes = 3 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/webhooks/whatsapp", async (
            [FromHeader(Name = "X-Hub-Signature-256")] string? signature, HttpContext context, WhatsAppOptions options, WhatsAppInbox inbox) =>
        {
            if (!options.IsOpen) throw HttpRefusals.NotFound();
            if (!WebhookProof.IsOne(signature)) throw WhatsAppRefusals.NotProven();
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            // A body, however small: the Functions host makes of none something else.
            return TypedResults.Ok(new WhatsAppKept(await Run(body.ToArray(), signature, options, inbox, context.RequestAborted)));
        })
        .OnHttp("WhatsAppReceive").OpenToAnyone().AcceptsUpTo(MostBytes).Limited("whatsapp", calls: 6000);

    /// <summary>How many messages were kept.</summary>
    internal static async Task<int> Run(byte[] body, string? signature, WhatsAppOptions options, WhatsAppInbox inbox, CancellationToken stop)
    {
        if (!WebhookProof.Holds(signature, body, options.AppSecret)) throw WhatsAppRefusals.NotProven();
        WebhookDelivery delivery;
        try
        {
            delivery = WebhookReading.Read(body, options.PhoneNumberId!);
        }
        catch (JsonException)
        {
            throw WhatsAppRefusals.Unreadable();
        }
        await inbox.Keep(delivery, stop);
        return delivery.Messages.Count;
    }
}
