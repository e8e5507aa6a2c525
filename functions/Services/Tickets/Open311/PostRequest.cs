using System.Globalization;
using System.Text.Json;
using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>A partner's program reports a problem for somebody; it becomes a ticket like every other.</summary>
public static class PostRequest
{
    const string Function = "Open311Report";
    const int LongestUrl = 1000, LongestAccount = 255;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(Open311Functions.Root + "/requests.{format}", async (
            string format, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
        {
            var (answers, language, stop) = (context.Enter(format), context.Language(), context.RequestAborted);
            var form = await ReportForm.Read(context.Request, stop);
            var partner = await context.RequestServices.GetRequiredService<Partners>().Enter(form["api_key"], stop);
            Open311Functions.MustBeHere(form["jurisdiction_id"]);
            var faults = new List<Refusal>();
            var report = await Asked(form, language, faults, desk, stop);
            if (report is null || faults.Count > 0) return GeoReportAnswer.Errors(answers, language, faults);
            var its = await Run(report, form["media_url"], partner, idempotencyKey, desk, stop);
            return GeoReportAnswer.List(answers, "service_requests", "request", [its], (writer, opened) =>
            {
                writer.Text("service_request_id", opened.Reference);
                writer.Text("service_notice", Notice(opened, desk).In(language));
                writer.Text("account_id", form["account_id"]);
            });
        })
        .Writes(Function);

    internal static async Task<Case<TicketCase>> Run(
        Report.Request report, string? media, Partner partner, string? idempotencyKey, TicketDesk desk, CancellationToken stop)
    {
        var once = IdempotencyKey.Of(
            $"partner {partner.Id}", idempotencyKey, () => $"{JsonSerializer.Serialize(report, TicketJson.Default.ReportRequest)}{media}");
        var door = Door.OfPartner("open311", Function, partner.Id) with { Publishes = partner.PublishesText, Media = media };
        return await Report.Keep(report, door, once, desk, stop);
    }

    // What is wrong is gathered, so that a client's maker mends it all at once.
    static async Task<Report.Request?> Asked(ReportForm form, Language language, List<Refusal> faults, TicketDesk desk, CancellationToken stop)
    {
        var service = form["service_code"] is { } code ? await desk.Referentiels.Service(code, stop) : null;
        if (service is null or { Hidden: true }) faults.Add(form["service_code"] is null ? Open311Refusals.NoService() : Open311Refusals.UnknownService());
        var place = await Where(form, faults, desk, stop);
        if (form["media_url"] is { } media && !IsWebAddress(media)) faults.Add(Open311Refusals.Unreadable("media_url"));
        if (form["account_id"] is { } account && PlainText.Read(account, 1, LongestAccount) is null) faults.Add(Open311Refusals.Unreadable("account_id"));
        var name = string.Join(' ', new[] { form["first_name"], form["last_name"] }.OfType<string>());
        var reporter = new Reporter(name.Length == 0 ? null : name, form["phone"], form["email"]);
        return service is null ? null : new(
            TicketType.Complaint, language.Tag(), service.Id, form["description"] ?? service.Name.In(language), place,
            form.Attributes.ToDictionary(answer => answer.Key, answer => JsonSerializer.SerializeToElement(answer.Value, TicketJson.Default.IReadOnlyListString)),
            reporter == new Reporter() ? null : reporter);
    }

    static async Task<Place?> Where(ReportForm form, List<Refusal> faults, TicketDesk desk, CancellationToken stop)
    {
        var (lat, @long) = (Degrees("lat", 90), Degrees("long", 180));
        if (form["lat"] is null != form["long"] is null) faults.Add(Open311Refusals.NoLocation());
        if (lat is not null && @long is not null) return new(lat, @long, form["address_string"]);
        var arrondissements = await desk.Referentiels.Arrondissements(stop);
        if (form["address_id"] is { } id)
        {
            if (arrondissements.Any(one => one.Id == id)) return new(Address: form["address_string"], Arrondissement: id);
            faults.Add(Open311Refusals.UnknownAddress());
        }
        if (form["address_string"] is { } address)
            return NamedArrondissement.In(address, arrondissements) is { } named ? new(Address: address, Arrondissement: named, Approximate: true) : new(Address: address);
        if (faults.All(fault => fault.Code is not ("TIC-315" or "TIC-319" or "TIC-320"))) faults.Add(Open311Refusals.NoLocation());
        return null;

        double? Degrees(string field, int most)
        {
            if (form[field] is not { } said) return null;
            if (double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most) return degrees;
            faults.Add(Open311Refusals.Unreadable(field));
            return null;
        }
    }

    static bool IsWebAddress(string text) => text.Length <= LongestUrl && PlainText.IsPlain(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    // The specification has no other place for the code by which a reporter follows what they reported.
    static Bilingual Notice(Case<TicketCase> its, TicketDesk desk)
    {
        var (follow, code, day) = ($"{desk.Options.PublicUrl}/tickets/{its.Reference}", desk.Codes.Of(its.Reference, its.CodeVersion),
            Kernel.Sealing.MoroccanDate.InWords(CityTime.Day(its.State.AnswerBy)));
        var first = its.State.Urgent ? Emergency.Sentence : new("", "");
        return new(
            $"{first.Fr} Réponse au plus tard le {day.Fr}. Suivi : {follow} (code d’accès : {code}).".TrimStart(),
            $"{first.Ar} الجواب في أجل أقصاه {day.Ar}. التتبع: {follow} (رمز الولوج: {code}).".TrimStart());
    }
}
