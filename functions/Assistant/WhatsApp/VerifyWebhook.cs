using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>Meta asks, once, whether the webhook's address is the city's: the challenge goes back to whoever knows the verify token.</summary>
static class VerifyWebhook
{
    const int LongestChallenge = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/webhooks/whatsapp", (
            [FromQuery(Name = "hub.mode")] string? mode, [FromQuery(Name = "hub.verify_token")] string? token, [FromQuery(Name = "hub.challenge")] string? challenge,
            WhatsAppOptions options) => TypedResults.Text(Run(mode, token, challenge, options), "text/plain"))
        .OnHttp("WhatsAppVerify").OpenToAnyone().Limited("handshakes");

    /// <summary>The challenge.</summary>
    public static string Run(string? mode, string? token, string? challenge, WhatsAppOptions options)
    {
        if (!options.IsOpen) throw HttpRefusals.NotFound();
        return SecretText.Same(token, options.VerifyToken) && mode == "subscribe" && challenge is { Length: > 0 and <= LongestChallenge }
            ? challenge : throw WhatsAppRefusals.NotVerified();
    }
}
