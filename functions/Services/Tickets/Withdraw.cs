using CasaServerless.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>The reporter takes a ticket back, or only their name.</summary>
public static class Withdraw
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/tickets/{reference}/withdrawal", async (
                string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, TicketDesk desk) =>
                context.Told(await desk.ChangeAsReporter(reference, accessCode, "TicketWithdraw", its => its.State.Withdraw(), context.RequestAborted)))
            .OnHttp("TicketWithdraw").OpenToAnyone().Limited("messages", calls: 30);
        routes.MapDelete("/api/tickets/{reference}/name", async (
                string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, TicketDesk desk) =>
                context.Told(await desk.ChangeAsReporter(reference, accessCode, "TicketHideName", its => its.State.HideName(its.Personal), context.RequestAborted)))
            .OnHttp("TicketHideName").OpenToAnyone().Limited("messages", calls: 30);
    }
}
