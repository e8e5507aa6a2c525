using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>An agent takes a ticket in hand, gives it to a colleague, or back.</summary>
public static class Assign
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/assignment", async (string reference, Request body, HttpContext context, TicketDesk desk) =>
            context.Told(await Run(reference, body.Agent, context.Caller(), context.Request.Headers.IfMatch, desk, context.RequestAborted)))
        .OnHttp("TicketAssign").AllowedTo(Roles.Agent, Roles.Manager);

    public static async Task<Case<TicketCase>> Run(string reference, string? agent, Caller caller, string? seen, TicketDesk desk, CancellationToken stop)
    {
        var whom = agent is null or "" ? null : await desk.Referentiels.Agent(agent, stop) ?? throw TicketRefusals.UnknownAgent();
        return await desk.ChangeAs(caller, reference, "TicketAssign",
            its => whom is null || whom.Operator == its.Operator ? its.Assign(whom?.Id) : throw TicketRefusals.UnknownAgent(), seen, stop);
    }

    /// <param name="Agent">Id of an agent of the ticket's operator; absent gives it back.</param>
    public sealed record Request(string? Agent);
}
