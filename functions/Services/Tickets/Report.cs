using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using Microsoft.AspNetCore.Mvc;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>Somebody reports a problem; it goes to the operator who must solve it, and they are told by when they have an answer.</summary>
public static class Report
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets", async (
            Request request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
        {
            var receipt = await Run(request, idempotencyKey, context.Language(), desk, context.RequestAborted);
            return TypedResults.Created($"/api/tickets/{receipt.Reference}", receipt);
        })
        .OnHttp("TicketReport").OpenToAnyone().Limited("reports", calls: 20);

    public static async Task<Receipt> Run(Request request, string? idempotencyKey, Language language, TicketDesk desk, CancellationToken stop)
    {
        var once = IdempotencyKey.Of("anyone", idempotencyKey, () => JsonSerializer.Serialize(request, TicketJson.Default.ReportRequest));
        return await Receipt.Of(await Keep(request, Door.OfCitizen("web", "TicketReport"), once, desk, stop), language, desk, stop);
    }

    /// <summary>Opens the ticket, whatever the door.</summary>
    internal static async Task<Case<TicketCase>> Keep(Request request, Door door, IdempotencyKey? once, TicketDesk desk, CancellationToken stop)
    {
        if (await desk.Referentiels.Service(request.Service ?? "", stop) is not { Hidden: false } service) throw TicketRefusals.UnknownService();
        var kind = request.Kind ?? throw TicketRefusals.Invalid("nature (kind)", "النوع (kind)");
        if (request.Language is not ("fr" or "ar")) throw TicketRefusals.Invalid("langue (fr ou ar)", "اللغة (fr أو ar)");
        var description = PlainText.Read(request.Description, 3, TicketTimes.LongestText, lines: true)
            ?? throw TicketRefusals.Invalid("description (3 à 4 000 caractères)", "الوصف (من 3 إلى 4000 حرف)");
        var personal = Reporter.Read(request.Reporter);
        if (ServiceAnswers.Read(service, request.Attributes) is { } answers) personal[Fields.Attributes] = answers;
        var place = await PlaceRead.Of(request.Place, door.IsPartners, desk, stop);
        if (place.Address is { } address) personal[Fields.Address] = address;
        if (door.Media is { } media) personal[Fields.Media] = media;
        var now = desk.Clock.GetUtcNow();
        var operatorId = await Routing.OperatorFor(service, place.Arrondissement, CityTime.Day(now), desk.Referentiels, stop);
        var (due, level) = (await desk.Terms(stop)).From(service.AnswerHours, now);
        return await desk.Cases.Create(desk.Kind, once, door.By, door.Function, new Decision<TicketEvent>(new Reported(
            kind, request.Language, service.Id, operatorId, place.Lat, place.Long, place.Arrondissement, place.Approximate,
            service.DangerToLife, door.Channel, door.Citizen, service.AnswerHours, due, request.Reporter?.Hidden == true, level, Public: door.Publishes))
        {
            Personal = personal,
            Text = description,
        }, stop);
    }

    /// <summary>What is reported.</summary>
    /// <param name="Kind">Required.</param>
    /// <param name="Language"><c>fr</c> or <c>ar</c>: in which the reporter is written to.</param>
    /// <param name="Service">Id of a service of the catalogue; required.</param>
    /// <param name="Description">3 to 4,000 characters; required.</param>
    /// <param name="Place">A point, or an address with its arrondissement; required.</param>
    /// <param name="Attributes">Answers to the service's questions, by their codes.</param>
    /// <param name="Reporter">Absent for an anonymous report.</param>
    public sealed record Request(
        TicketType? Kind, string Language, string? Service, string? Description, Place? Place,
        IReadOnlyDictionary<string, JsonElement>? Attributes = null, Reporter? Reporter = null);

    /// <summary>Given once: the access code opens the ticket to whoever reported it, named or not.</summary>
    /// <param name="AnswerBy">When the answer is due.</param>
    /// <param name="Emergency">What to do at once, where there is danger to life.</param>
    /// <param name="Photo">Where to send photos to.</param>
    public sealed record Receipt(
        string Reference, string AccessCode, TicketStatus Status, Named Service, Named Operator, Place Place, DateTimeOffset AnswerBy,
        string? Emergency, PhotoAddress Photo)
    {
        internal static async Task<Receipt> Of(Case<TicketCase> its, Language language, TicketDesk desk, CancellationToken stop) => new(
            its.Reference, desk.Codes.Of(its.Reference, its.CodeVersion), its.State.Status,
            await Named.Service(its.State.Service, language, desk, stop), await Named.Operator(its.State.Operator, language, desk, stop),
            Place.Of(its), CityTime.In(its.State.AnswerBy), its.State.Urgent ? Tickets.Emergency.Sentence.In(language) : null,
            PhotoAddress.For(its.Reference, desk));
    }
}

/// <summary>Something of the référentiels by its id, and by its name in the caller's language.</summary>
public sealed record Named(string Id, string Name)
{
    internal static async Task<Named> Service(string id, Language language, TicketDesk desk, CancellationToken stop) =>
        new(id, (await desk.Referentiels.Service(id, stop))?.Name.In(language) ?? id);

    internal static async Task<Named> Operator(string id, Language language, TicketDesk desk, CancellationToken stop) =>
        new(id, (await desk.Referentiels.Operator(id, stop))?.Name.In(language) ?? id);
}
