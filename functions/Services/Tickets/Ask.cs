using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>An agent asks the reporter something; until they write, the clock stands still.</summary>
public static class Ask
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/question", async (
            string reference, TicketText body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
        {
            var text = TicketText.Read(body.Text);
            return context.Told(await desk.ChangeAs(
                context.Caller(), reference, "TicketAsk", its => its.Ask(text), context.Request.Headers.IfMatch, context.RequestAborted, idempotencyKey, text));
        })
        .OnHttp("TicketAsk").AllowedTo(Roles.Agent, Roles.Manager);
}
