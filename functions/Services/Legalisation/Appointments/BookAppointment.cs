using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Places;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>The applicant, or an officer for them, books a slot; booked again, the appointment moves, and stays where it was if it cannot.</summary>
public static class BookAppointment
{
    const string Function = "LegalisationBookAppointment";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/appointment", async (
            string reference, Request request, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, AppointmentDesk desk) =>
            TypedResults.Ok(await Run(reference, request, accessCode, context.CallerIfKnown(), desk, context.RequestAborted)))
        .OnHttp(Function).OpenToAnyone().Limited("bookings", calls: 20);

    public static async Task<AppointmentReceipt> Run(
        string reference, Request request, string? code, Caller? caller, AppointmentDesk desk, CancellationToken stop)
    {
        var (its, by) = await desk.Open(reference, code, caller, stop);
        var slot = Slot.Read(request.Slot);
        var timetable = slot?.Bureau == its.State.Bureau ? await desk.Timetable(slot.Bureau, stop) : null;
        var places = timetable?.Places(slot!, desk.Clock.GetUtcNow()) ?? 0;
        if (places == 0) throw AppointmentRefusals.NoSuchSlot();
        var asked = new AppointmentEvent.AppointmentAsked(Guid.NewGuid().ToString("N"), slot!.Id, timetable!.Minutes);
        // A slot that anybody can see to be full leaves no trace in the case.
        if (its.State.AskAppointment(asked).Events.Contains(asked) && await IsFull(slot, places, desk, stop)) throw AppointmentRefusals.Full();
        its = await desk.Counter.Cases.Change(desk.Counter.Kind, its.Reference, by, Function, now => now.State.AskAppointment(asked), stop);
        // Taken at once, so that the answer says how it ended; should we die here, the effect takes it.
        var fate = PlaceFate.Held;
        if (its.State.Way().Asked is { } open && open.Slot == slot.Id) (its, fate) = await TakePlace.Run(its.Reference, open, desk, stop);
        if (its.State.Way().Booked?.Slot == slot.Id) return AppointmentReceipt.Of(its);
        throw fate == PlaceFate.Full ? AppointmentRefusals.Full() : CaseRefusals.Changed();
    }

    static async Task<bool> IsFull(Slot slot, int places, AppointmentDesk desk, CancellationToken stop) =>
        (await desk.Places.Taken(slot.Bureau, slot.Clock, slot.Clock + "~", stop)).GetValueOrDefault(slot.Clock) >= places;

    /// <param name="Slot">Id of a slot of the case's bureau.</param>
    public sealed record Request(string? Slot);
}

/// <summary>Where the applicant's appointment stands after an act.</summary>
/// <param name="Appointment">Absent where there is none.</param>
public sealed record AppointmentReceipt(string Reference, AppointmentTold? Appointment)
{
    public static AppointmentReceipt Of(Case<LegalisationCase> its) => new(its.Reference, AppointmentTold.Of(its.State));
}
