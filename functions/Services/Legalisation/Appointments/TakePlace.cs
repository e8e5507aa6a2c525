using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Places;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>
/// Takes the place that was asked for, and lets the case obey what became of it. Done at once by <see cref="BookAppointment"/>, and by the
/// effect behind it, which finds it done; so that it may die anywhere and run again.
/// </summary>
static class TakePlace
{
    const string Function = "LegalisationTakePlace";

    public static async Task Run(EffectRun<LegalisationCase> run)
    {
        if (run.Case.State.Way().Asked is { } asked)
            await Run(run.Key.Reference, asked, run.Services.GetRequiredService<AppointmentDesk>(), run.Stop);
    }

    /// <summary>The case after it, and the place's fate, which is the first one whatever is repeated.</summary>
    public static async Task<(Case<LegalisationCase> Case, PlaceFate Fate)> Run(
        string reference, AppointmentEvent.AppointmentAsked asked, AppointmentDesk desk, CancellationToken stop)
    {
        var slot = Slot.Read(asked.Slot) ?? throw new InvalidOperationException($"{asked.Slot} is no slot.");
        var timetable = await desk.Timetable(slot.Bureau, stop);
        // Asked in time, but a slot that has begun when its effect comes at last is no use to anybody.
        var places = timetable?.Has(slot) == true && slot.StartsAt > desk.Clock.GetUtcNow() ? timetable.Bureau.Capacity!.PerSlot : 0;
        var fate = await desk.Places.Take(slot.Bureau, slot.Clock, asked.Key, places, stop);
        var after = await desk.Counter.Cases.Change(
            desk.Counter.Kind, reference, Actor.City, Function, its => its.State.ObeyPlace(asked.Key, fate), stop);
        return (after, fate);
    }
}
