using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>A note that staff alone read.</summary>
public static class WriteNote
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/note", async (
            string reference, TicketText body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
        {
            var text = TicketText.Read(body.Text);
            return context.Told(await desk.ChangeAs(context.Caller(), reference, "TicketNote", its => its.Note(text), null, context.RequestAborted, idempotencyKey, text));
        })
        .OnHttp("TicketNote").AllowedTo(Roles.Agent, Roles.Manager);
}
