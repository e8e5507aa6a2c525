using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>
/// Every ten minutes: applicants whose appointment is tomorrow are to be reminded, each once (<see cref="AppointmentEvent.ReminderDue"/>, from
/// which the notices go out). Whose bureau has been closed for that time meanwhile is told that instead.
/// </summary>
public static class RemindApplicants
{
    const string Function = "LegalisationRemindApplicants";

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 */10 * * * *",
        (_, services, stop) => Run(services.GetRequiredService<AppointmentDesk>(), stop));

    /// <summary>Answers how many were due.</summary>
    public static async Task<int> Run(AppointmentDesk desk, CancellationToken stop)
    {
        var (counter, now, open) = (desk.Counter, desk.Clock.GetUtcNow(), await desk.StillReceived(stop));
        return await counter.EachDue(VisitLists.Reminders, reference => counter.Cases.Change(
            counter.Kind, reference, Actor.City, Function, its => its.State.Remind(now, open), stop), stop, VisitLists.Moment(now.AddMinutes(1)));
    }
}
