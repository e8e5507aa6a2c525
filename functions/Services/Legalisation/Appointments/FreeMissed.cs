using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>Every five minutes: appointments to which nobody came within half an hour of their end are over, and may be booked anew.</summary>
public static class FreeMissed
{
    const string Function = "LegalisationFreeMissed";

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 */5 * * * *",
        (_, services, stop) => Run(services.GetRequiredService<AppointmentDesk>(), stop));

    /// <summary>Answers how many were due.</summary>
    public static async Task<int> Run(AppointmentDesk desk, CancellationToken stop)
    {
        var (counter, now, open) = (desk.Counter, desk.Clock.GetUtcNow(), await desk.StillReceived(stop));
        return await counter.EachDue(VisitLists.Overdue, reference => counter.Cases.Change(
            counter.Kind, reference, Actor.City, Function, its => its.State.Miss(now, open), stop), stop, VisitLists.Moment(now.AddMinutes(1)));
    }
}
