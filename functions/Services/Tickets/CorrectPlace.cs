using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// An agent corrects an arrondissement that was only the nearest, was only named by the reporter, or was not known. Where the rules of the ticket's day give that
/// service to another operator there, it goes to them, unless it had been transferred already.
/// </summary>
public static class CorrectPlace
{
    const string Function = "TicketCorrectPlace";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/place", async (
            string reference, Request body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
            context.Told(await Run(reference, body, context.Caller(), context.Request.Headers.IfMatch, desk, context.RequestAborted, idempotencyKey)))
        .OnHttp(Function).AllowedTo(Roles.Agent, Roles.Manager);

    public static async Task<Case<TicketCase>> Run(
        string reference, Request body, Caller caller, string? seen, TicketDesk desk, CancellationToken stop, string? idempotencyKey = null)
    {
        var known = (await desk.Referentiels.Arrondissements(stop)).ToDictionary(one => one.Id, one => one.PrefectureId);
        if (body.Arrondissement is not { } to || !known.ContainsKey(to)) throw TicketRefusals.Invalid("arrondissement", "المقاطعة");
        var (rules, operators) = (await desk.Referentiels.OperatorRules(stop), await desk.Referentiels.Operators(stop));
        return await desk.ChangeAs(caller, reference, Function, its => its.CorrectPlace(to, arrondissement => Routing.OperatorFor(
            its.Service, arrondissement is null ? null : known.GetValueOrDefault(arrondissement), CityTime.Day(its.ReportedAt), rules, operators)),
            seen, stop, idempotencyKey);
    }

    /// <param name="Arrondissement">Id of the one in which the problem is; required.</param>
    public sealed record Request(string? Arrondissement);
}
