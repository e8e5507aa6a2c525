using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>Every ten minutes: tickets that have come so far into their time, or beyond it, are told to the level of that, once each.</summary>
public static class Escalate
{
    const string Function = "TicketEscalate";
    const int MostAtOnce = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 */10 * * * *",
        (_, services, stop) => Run(services.GetRequiredService<TicketDesk>(), stop));

    /// <summary>Answers how many tickets were escalated. One whose level is no more, or comes later than it did, is passed over.</summary>
    public static async Task<int> Run(TicketDesk desk, CancellationToken stop)
    {
        var (terms, now) = (await desk.Terms(stop), desk.Clock.GetUtcNow());
        return await desk.Lists.EachDue(TicketLists.Escalation, TicketLists.Due(now.AddSeconds(1)), async reference =>
        {
            var before = 0;
            var after = await desk.Cases.Change(desk.Kind, reference, Actor.City, Function, its =>
            {
                before = its.Version;
                return its.State.Escalate(terms, now);
            }, stop);
            return after.Version != before;
        }, stop, MostAtOnce);
    }
}
