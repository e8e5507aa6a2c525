using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>A request, and what its reporter wrote, where that is public.</summary>
sealed record ShownRequest(PublicTicket Its)
{
    public string? Description { get; init; }

    public string? Address { get; init; }
}

/// <summary>Requests as GeoReport tells them, in one language.</summary>
sealed class RequestWords(
    Language language, IReadOnlyDictionary<string, CityService> services, IReadOnlyDictionary<string, Operator> operators,
    IReadOnlyDictionary<string, Arrondissement> arrondissements)
{
    public static async Task<RequestWords> In(Language language, TicketDesk desk, CancellationToken stop) => new(language,
        (await desk.Referentiels.Services(stop)).ToDictionary(one => one.Id), (await desk.Referentiels.Operators(stop)).ToDictionary(one => one.Id),
        (await desk.Referentiels.Arrondissements(stop)).ToDictionary(one => one.Id));

    public void Write(GeoReportWriter writer, ShownRequest shown)
    {
        var its = shown.Its;
        var service = services.GetValueOrDefault(its.Service);
        var name = service?.Name.In(language) ?? its.Service;
        var where = its.Place.Arrondissement is { } id ? arrondissements.GetValueOrDefault(id)?.InFull().In(language) ?? id : null;
        writer.Text("service_request_id", its.Reference);
        writer.Text("status", its.IsOpen ? "open" : "closed");
        writer.Text("status_notes", Notes(its).In(language));
        writer.Text("service_name", name);
        writer.Text("service_code", its.Service);
        writer.Text("description", shown.Description ?? name);
        writer.Text("agency_responsible", its.Operator is null ? null : operators.GetValueOrDefault(its.Operator)?.Name.In(language) ?? its.Operator);
        writer.Text("service_notice", its.IsOpen && service?.DangerToLife == true ? Emergency.Sentence.In(language) : null);
        writer.Time("requested_datetime", its.ReportedAt);
        writer.Time("updated_datetime", its.UpdatedAt);
        writer.Time("expected_datetime", its.AnswerBy);
        // From the most specific to the most general.
        writer.Text("address", shown.Address is null ? where : where is null || shown.Address.Contains(where, StringComparison.OrdinalIgnoreCase)
            ? shown.Address : $"{shown.Address}{(language == Language.Arabic ? "، " : ", ")}{where}");
        writer.Text("address_id", its.Place.Arrondissement);
        writer.Text("zipcode", null);
        writer.Number("lat", its.Place.Lat);
        writer.Number("long", its.Place.Long);
        // Photos are never public.
        writer.Text("media_url", null);
    }

    // The terms speak to the reporter; here anybody reads them.
    static Bilingual Notes(PublicTicket its) => its switch
    {
        { Status: TicketStatus.AwaitingReporter } => new("en attente d’une précision de l’auteur", "في انتظار توضيح من صاحب التبليغ"),
        { Status: TicketStatus.Closed, Outcome: { } outcome } =>
            new($"{its.Status.Words().Fr} : {outcome.Words().Fr}", $"{its.Status.Words().Ar}: {outcome.Words().Ar}"),
        _ => its.Status.Words(),
    };
}
