using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>The reporter takes a ticket back, or only their name.</summary>
public static class Withdraw
{
    const string HideFunction = "TicketHideName";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/tickets/{reference}/withdrawal", async (
                string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, TicketDesk desk) =>
                context.Told(await desk.ChangeAsReporter(reference, accessCode, "TicketWithdraw", its => its.State.Withdraw(), context.RequestAborted)))
            .OnHttp("TicketWithdraw").OpenToAnyone().Limited("messages", calls: 30);
        routes.MapDelete("/api/tickets/{reference}/name", async (
                string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, TicketDesk desk) =>
                context.Told(await HideName(reference, accessCode, desk, context.RequestAborted)))
            .OnHttp(HideFunction).OpenToAnyone().Limited("messages", calls: 30);
    }

    /// <summary>Also in the parts that an agent made of the ticket: they are the same person's. Repeatable, should it break off between them.</summary>
    static async Task<Case<TicketCase>> HideName(string reference, string? code, TicketDesk desk, CancellationToken stop)
    {
        var its = await desk.ChangeAsReporter(reference, code, HideFunction, now => now.State.HideName(now.Personal), stop);
        var parts = new Queue<string>(its.State.SplitInto);
        while (parts.TryDequeue(out var one))
        {
            var part = await desk.Cases.Change(desk.Kind, one, new Actor("citizen", its.State.Citizen), HideFunction,
                now => now.Erased is null ? now.State.HideName(now.Personal) : Decision<TicketEvent>.Nothing, stop);
            foreach (var further in part.State.SplitInto) parts.Enqueue(further);
        }
        return its;
    }
}
