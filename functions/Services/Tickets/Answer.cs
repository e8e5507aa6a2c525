using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>An agent answers the reporter, and may close the ticket with it.</summary>
public static class Answer
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/answer", async (
            string reference, Request body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
        {
            var text = TicketText.Read(body.Text);
            return context.Told(await desk.ChangeAs(
                context.Caller(), reference, "TicketAnswer", its => its.Answer(text, body.Closes), context.Request.Headers.IfMatch, context.RequestAborted, idempotencyKey, text));
        })
        .OnHttp("TicketAnswer").AllowedTo(Roles.Agent, Roles.Manager);

    /// <param name="Text">3 to 4,000 characters; required.</param>
    /// <param name="Closes">How the ticket ends, where the answer closes it.</param>
    public sealed record Request(string? Text, TicketOutcome? Closes);
}
