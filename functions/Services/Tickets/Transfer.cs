using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>A ticket goes to another operator, for a reason that staff read. The term stays: it is the citizen's.</summary>
public static class Transfer
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/transfer", async (string reference, Request body, HttpContext context, TicketDesk desk) =>
            context.Told(await Run(reference, body, context.Caller(), context.Request.Headers.IfMatch, desk, context.RequestAborted)))
        .OnHttp("TicketTransfer").AllowedTo(Roles.Agent, Roles.Manager);

    public static async Task<Case<TicketCase>> Run(string reference, Request body, Caller caller, string? seen, TicketDesk desk, CancellationToken stop)
    {
        var to = await desk.Referentiels.Operator(body.Operator ?? "", stop) ?? throw TicketRefusals.UnknownOperator();
        var reason = TicketText.Read(body.Reason);
        return await desk.ChangeAs(caller, reference, "TicketTransfer", its => its.Transfer(to.Id, reason), seen, stop);
    }

    /// <param name="Operator">Id of the operator; required.</param>
    /// <param name="Reason">3 to 4,000 characters; required.</param>
    public sealed record Request(string? Operator, string? Reason);
}
