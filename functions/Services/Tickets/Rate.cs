using CasaServerless.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>The reporter says how content they are with the answer.</summary>
public static class Rate
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/rating", async (
            string reference, Request body, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, TicketDesk desk) =>
        {
            var stars = body.Stars is >= 1 and <= 5 ? body.Stars.Value : throw TicketRefusals.Invalid("note (1 à 5)", "التنقيط (من 1 إلى 5)");
            var text = TicketText.ReadOptional(body.Text);
            return context.Told(await desk.ChangeAsReporter(
                reference, accessCode, "TicketRate", its => its.State.Rate(stars, text), context.RequestAborted));
        })
        .OnHttp("TicketRate").OpenToAnyone().Limited("messages", calls: 30);

    /// <param name="Stars">1 to 5; required.</param>
    /// <param name="Text">At most 4,000 characters.</param>
    public sealed record Request(int? Stars, string? Text);
}
