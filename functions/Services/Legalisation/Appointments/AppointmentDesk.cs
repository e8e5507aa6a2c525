using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Places;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>What the acts about appointments work with.</summary>
public sealed record AppointmentDesk(LegalisationCounter Counter, PlaceBook Places)
{
    public TimeProvider Clock => Counter.Clock;

    /// <summary>When a bureau receives; null for a bureau that there is not.</summary>
    public async Task<Timetable?> Timetable(string bureau, CancellationToken stop) =>
        await Counter.Referentiels.Bureau(bureau, stop) is { } found ? new(found, await Counter.Referentiels.Calendar(stop)) : null;

    /// <summary>Whether slots are still in their bureaus' timetables, as the référentiel says at this moment.</summary>
    public async Task<Func<Slot, bool>> StillReceived(CancellationToken stop)
    {
        var (bureaus, calendar) = (await Counter.Referentiels.Bureaus(stop), await Counter.Referentiels.Calendar(stop));
        var timetables = bureaus.ToDictionary(bureau => bureau.Id, bureau => new Timetable(bureau, calendar));
        return slot => timetables.TryGetValue(slot.Bureau, out var timetable) && timetable.Has(slot);
    }

    /// <summary>The case, for its applicant or for an officer of its bureau who acts for them; nobody else moves an appointment.</summary>
    public async Task<(Case<LegalisationCase> Case, Actor By)> Open(string reference, string? code, Caller? caller, CancellationToken stop)
    {
        var officer = caller?.Is(Roles.Officer) == true ? caller : null;
        var its = await Counter.Open(reference, code, officer, stop);
        return (its, officer is null ? new("citizen", its.State.Citizen) : new("officer", officer.Id));
    }
}
