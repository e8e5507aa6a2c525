using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>The applicant, or an officer for them, calls the appointment off; where there is none, that is fine too.</summary>
public static class CancelAppointment
{
    const string Function = "LegalisationCancelAppointment";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/api/legalisations/{reference}/appointment", async (
            string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, AppointmentDesk desk) =>
            TypedResults.Ok(await Run(reference, accessCode, context.CallerIfKnown(), desk, context.RequestAborted)))
        .OnHttp(Function).OpenToAnyone().Limited("bookings", calls: 20);

    public static async Task<AppointmentReceipt> Run(string reference, string? code, Caller? caller, AppointmentDesk desk, CancellationToken stop)
    {
        var (its, by) = await desk.Open(reference, code, caller, stop);
        return AppointmentReceipt.Of(await desk.Counter.Cases.Change(
            desk.Counter.Kind, its.Reference, by, Function, now => now.State.EndAppointment(AppointmentEnd.Cancelled), stop));
    }
}
