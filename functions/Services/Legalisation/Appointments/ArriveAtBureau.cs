using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Common.Referentiels;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>
/// An officer notes that an applicant is there: whoever has an appointment today is called at its time, a walk-in by their arrival. It ends
/// when they are received (<see cref="Present"/>, <see cref="Refuse"/>), or have gone away.
/// </summary>
public static class ArriveAtBureau
{
    const string CheckIn = "LegalisationCheckIn", WalkIn = "LegalisationWalkIn", GoAway = "LegalisationGoAway";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/legalisations/{reference}/check-in", async (string reference, HttpContext context, AppointmentDesk desk) =>
                TypedResults.Ok(await Run(reference, null, CheckIn, context.Caller(), desk, context.RequestAborted)))
            .OnHttp(CheckIn).AllowedTo(Roles.Officer);
        routes.MapPost("/api/bureaus/{bureau}/walk-ins", async (string bureau, Request request, HttpContext context, AppointmentDesk desk) =>
                TypedResults.Ok(await Run(request.Reference ?? "", bureau, WalkIn, context.Caller(), desk, context.RequestAborted)))
            .OnHttp(WalkIn).AllowedTo(Roles.Officer);
        routes.MapDelete("/api/legalisations/{reference}/check-in", async (string reference, HttpContext context, AppointmentDesk desk) =>
                TypedResults.Ok(await Leave(reference, context.Caller(), desk, context.RequestAborted)))
            .OnHttp(GoAway).AllowedTo(Roles.Officer);
    }

    /// <param name="bureau">The bureau whose door it is; null for the officer's.</param>
    public static async Task<Receipt> Run(
        string reference, string? bureau, string function, Caller caller, AppointmentDesk desk, CancellationToken stop)
    {
        var officer = await desk.Counter.Officer(caller, stop);
        if (bureau is not null && bureau != officer.Bureau) throw LegalisationRefusals.OtherBureau();
        var today = CityTime.Day(desk.Clock.GetUtcNow());
        return await Change(officer, reference, function, its => its.Arrive(today), desk, stop);
    }

    static async Task<Receipt> Leave(string reference, Caller caller, AppointmentDesk desk, CancellationToken stop)
    {
        var officer = await desk.Counter.Officer(caller, stop);
        return await Change(officer, reference, GoAway, its => its.GoAway(), desk, stop);
    }

    // Whoever stands at the door is noted by the colleague who sits there, whoever has the case in hand: nothing is decided about it.
    static async Task<Receipt> Change(
        Officer officer, string reference, string function, Func<LegalisationCase, Decision<LegalisationEvent>> decide, AppointmentDesk desk,
        CancellationToken stop) => Receipt.Of(await desk.Counter.ChangeBeside(officer, reference, function, decide, stop));

    /// <param name="Reference">The case of the person who stands there.</param>
    public sealed record Request(string? Reference);

    /// <param name="Slot">The appointment that they came for; absent for a walk-in.</param>
    /// <param name="WaitsSince">Absent for whoever went away.</param>
    public sealed record Receipt(string Reference, string? Slot, DateTimeOffset? WaitsSince)
    {
        internal static Receipt Of(Case<LegalisationCase> its) =>
            new(its.Reference, its.State.Way().Waits?.Slot, its.State.Way().WaitsSince is { } since ? CityTime.In(since) : null);
    }
}
