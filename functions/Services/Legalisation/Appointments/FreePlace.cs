using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>The effect behind every end of an appointment: its place is free again, or will never be taken where it was only asked for.</summary>
static class FreePlace
{
    public static async Task Run(EffectRun<LegalisationCase> run)
    {
        var desk = run.Services.GetRequiredService<AppointmentDesk>();
        if ((await desk.Counter.Cases.EventOf(desk.Counter.Kind, run.Key, run.Stop)).Event is not AppointmentEvent.AppointmentEnded ended) return;
        var slot = Slot.Read(ended.Slot) ?? throw new InvalidOperationException($"{ended.Slot} is no slot.");
        await desk.Places.Leave(slot.Bureau, slot.Clock, ended.Key, run.Stop);
    }
}
