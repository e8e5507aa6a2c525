using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>An agent finds that two tickets are one problem, or were two after all.</summary>
public static class Merge
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/tickets/{reference}/merge", async (string reference, Request body, HttpContext context, TicketDesk desk) =>
                context.Told(await Run(reference, body.Into, context.Caller(), context.Request.Headers.IfMatch, desk, context.RequestAborted)))
            .OnHttp("TicketMerge").AllowedTo(Roles.Agent, Roles.Manager);
        routes.MapDelete("/api/tickets/{reference}/merge", async (string reference, HttpContext context, TicketDesk desk) =>
                context.Told(await desk.ChangeAs(
                    context.Caller(), reference, "TicketUnmerge", its => its.Unmerge(), context.Request.Headers.IfMatch, context.RequestAborted)))
            .OnHttp("TicketUnmerge").AllowedTo(Roles.Agent, Roles.Manager);
    }

    public static async Task<Case<TicketCase>> Run(string reference, string? into, Caller caller, string? seen, TicketDesk desk, CancellationToken stop)
    {
        var (its, other) = (TicketDesk.Read(reference), TicketDesk.Read(into ?? ""));
        var target = its == other ? null : await desk.Cases.Find(desk.Kind, other, stop);
        // Whether it still can when this is done is settled afterwards: it may change at the same moment.
        if (target is null || !target.State.IsOpen) throw TicketRefusals.MergeTarget();
        if (!target.State.CanAbsorb() && !target.State.Absorbs.Contains(its)) throw TicketRefusals.TooManyTogether();
        return await desk.ChangeAs(caller, its, "TicketMerge",
            ticket => ticket.Operator == target.State.Operator ? ticket.Merge(other) : throw TicketRefusals.MergeTarget(), seen, stop);
    }

    /// <param name="Into">Reference of the ticket with which this one is solved; required.</param>
    public sealed record Request(string? Into);
}
