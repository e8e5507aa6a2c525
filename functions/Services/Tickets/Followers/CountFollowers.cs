using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>
/// The queue function that counts who follows a ticket. From the list and not one by one: it may run late, twice, or out of order, and counts
/// right; of many at once most find nothing to change.
/// </summary>
static class CountFollowers
{
    // A transaction brings a thousand rows; beyond that they are many, and the exact number tells nobody more.
    const int Most = 1000;

    public static async Task Run(EffectRun<FollowerCase> run)
    {
        var desk = run.Services.GetRequiredService<FollowerDesk>();
        var tickets = desk.Tickets;
        var count = (await tickets.Lists.Page(FollowerKind.Of(run.Case.State.Ticket), Most, null, run.Stop)).Items.Count;
        if (await tickets.Cases.Find(tickets.Kind, run.Case.State.Ticket, run.Stop) is not { } its) return;
        if (!its.State.IsOpen && !run.Case.State.Gone) await TellHowItEnded(desk, run.Case.Reference, its.Reference, run.Stop);
        if (its.State.Followers == count) return;
        await tickets.Cases.Change(tickets.Kind, its.Reference, Actor.City, "TicketCountFollowers",
            now => now.State.Followers == count ? Decision<TicketEvent>.Nothing : new FollowersCounted(count), run.Stop);
    }

    // It was open when they came, and may have ended before they stood in the list of those who are told; told by both, they are told once.
    static async Task TellHowItEnded(FollowerDesk desk, string follower, string ticket, CancellationToken stop)
    {
        var cases = desk.Tickets.Cases;
        if ((await cases.History(desk.Tickets.Kind, ticket, stop)).LastOrDefault(one => PassOn.StatusAfter(one.Event) is not null) is not { } ended) return;
        await cases.Change(desk.Kind, follower, Actor.City, "TicketCountFollowers", now => ended.At < now.State.Since ? Decision<FollowerEvent>.Nothing
            : now.State.Tell(ended.Version, PassOn.StatusAfter(ended.Event)!.Value, new EffectKey(follower, ended.Version, "pass-on")), stop);
    }
}
