using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>A note that staff alone read.</summary>
public static class WriteNote
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/note", async (string reference, TicketText body, HttpContext context, TicketDesk desk) =>
        {
            var text = TicketText.Read(body.Text);
            return context.Told(await desk.ChangeAs(context.Caller(), reference, "TicketNote", its => its.Note(text), null, context.RequestAborted));
        })
        .OnHttp("TicketNote").AllowedTo(Roles.Agent, Roles.Manager);
}
