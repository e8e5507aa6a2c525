using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>An agent finds that a ticket holds two problems: a part of it becomes a ticket of its own, of the same reporter, with its own operator and term.</summary>
public static class Split
{
    const string Function = "TicketSplit";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/split", async (
            string reference, Request body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
        {
            var part = await Run(reference, body, idempotencyKey, context.Caller(), desk, context.RequestAborted);
            return TypedResults.Created($"/api/tickets/{part.Reference}", TicketReceipt.Of(part));
        })
        .OnHttp(Function).AllowedTo(Roles.Agent, Roles.Manager);

    public static async Task<Case<TicketCase>> Run(
        string reference, Request body, string? idempotencyKey, Caller caller, TicketDesk desk, CancellationToken stop)
    {
        var its = await desk.Open(reference, null, caller, stop);
        if (its.Erased is not null) throw TicketRefusals.ErasedAlready();
        if (!its.State.IsOpen) throw TicketRefusals.NotNow(its.State.Status);
        if (its.State.SplitInto.Count >= TicketTimes.MostParts) throw TicketRefusals.TooManyTogether();
        var service = await desk.Referentiels.Service(body.Service ?? its.State.Service, stop) ?? throw TicketRefusals.UnknownService();
        var description = TicketText.Read(body.Description);
        var now = desk.Clock.GetUtcNow();
        var (due, level) = (await desk.Terms(stop)).From(service.AnswerHours, now);
        var operatorId = await Routing.OperatorFor(service, its.State.Arrondissement, CityTime.Day(now), desk.Referentiels, stop);
        var once = IdempotencyKey.Of($"split {its.Reference}", idempotencyKey, () => $"{service.Id} {description}");
        var part = await desk.Cases.Create(desk.Kind, once, TicketDesk.By(caller), Function, new Decision<TicketEvent>(new Reported(
            its.State.Kind, its.State.Language, service.Id, operatorId, its.State.Lat, its.State.Long, its.State.Arrondissement, its.State.Approximate,
            service.DangerToLife, its.State.Channel, Guid.NewGuid().ToString("N"), service.AnswerHours, due, its.State.NameHidden, level, its.Reference))
        {
            Personal = ((string[])[Fields.Name, Fields.Phone, Fields.Email, Fields.Address, Fields.Conversation]).Where(field => its.Personal[field] is not null)
                .ToDictionary(field => field, field => its.Personal[field]),
            Text = description,
        }, stop);
        await Name(its.Reference, part.Reference, TicketDesk.By(caller), desk, stop);
        return part;
    }

    /// <summary>The queue function behind it: the whole names its part, also where whoever split it died in between.</summary>
    internal static Task Settle(EffectRun<TicketCase> run) => Name(
        run.Case.State.SplitFrom!, run.Case.Reference, Actor.City, run.Services.GetRequiredService<TicketDesk>(), run.Stop);

    static Task<Case<TicketCase>> Name(string whole, string part, Actor by, TicketDesk desk, CancellationToken stop) => desk.Cases.Change(desk.Kind, whole, by, Function,
        its => its.State.SplitInto.Contains(part) ? Decision<TicketEvent>.Nothing : new SplitOff(part), stop);

    /// <param name="Service">Of the part; the whole's where it is absent.</param>
    /// <param name="Description">3 to 4,000 characters; required.</param>
    public sealed record Request(string? Service, string? Description);
}
