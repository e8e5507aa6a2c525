using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>The appointment for the applicant's calendar, in their language; fetched again after a move or a cancellation, it says so.</summary>
public static class ViewCalendar
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/legalisations/{reference}/appointment.ics", async (
            string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, AppointmentDesk desk) =>
        {
            var file = await Run(reference, accessCode, context.CallerIfKnown(), desk, context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Text(file.ToString(), $"text/calendar; charset=utf-8; method={file.Method}");
        })
        .OnHttp("LegalisationCalendar").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<CalendarFile> Run(string reference, string? code, Caller? caller, AppointmentDesk desk, CancellationToken stop)
    {
        var (its, _) = await desk.Open(reference, code, caller, stop);
        var bureau = await desk.Counter.Referentiels.Bureau(its.State.Bureau, stop) ?? throw AppointmentRefusals.UnknownBureau();
        return File(its, bureau, desk.Counter) ?? throw AppointmentRefusals.NoAppointment();
    }

    /// <summary>The appointment that stands, or the last one that was called off; null where there is neither.</summary>
    internal static CalendarFile? File(Case<LegalisationCase> its, Bureau bureau, LegalisationCounter counter)
    {
        var visit = its.State.Way();
        if ((visit.Booked ?? visit.CalledOff) is not { } appointment) return null;
        var language = its.State.Speaks;
        var (said, city) = (appointment.At().Said().In(language), new Uri(counter.Options.PublicUrl));
        var bring = its.State.Kind.Bring();
        var summary = new Bilingual($"Rendez-vous : {its.State.Kind.Words().Fr}", $"موعد: {its.State.Kind.Words().Ar}");
        var description = new Bilingual(
            $"Rendez-vous {said}.\nDossier : {its.Reference}\nApportez {bring.Fr}.",
            $"الموعد {said}.\nالملف: {its.Reference}\nالمرجو إحضار {bring.Ar}.");
        return new($"{its.Reference.ToLowerInvariant()}@{city.Host}", visit.Changes - 1, visit.Booked is null, appointment.Starts(), appointment.Ends(),
            its.State.Language, summary.In(language), $"{bureau.Name.In(language)}, {bureau.Address.In(language)}", description.In(language),
            bureau.Name.In(language), city, new(city, $"/legalisation/{its.Reference}"), counter.Clock.GetUtcNow());
    }
}
