using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>An agent closes a ticket and says how it ended.</summary>
public static class Close
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/closure", async (
            string reference, Request body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
        {
            var outcome = body.Outcome ?? throw TicketRefusals.Invalid("issue (outcome)", "المآل (outcome)");
            var text = TicketText.ReadOptional(body.Text);
            return context.Told(await desk.ChangeAs(
                context.Caller(), reference, "TicketClose", its => its.Close(outcome, text), context.Request.Headers.IfMatch, context.RequestAborted, idempotencyKey, text));
        })
        .OnHttp("TicketClose").AllowedTo(Roles.Agent, Roles.Manager);

    /// <param name="Outcome">Required.</param>
    /// <param name="Text">A last word to the reporter, at most 4,000 characters.</param>
    public sealed record Request(TicketOutcome? Outcome, string? Text);
}
