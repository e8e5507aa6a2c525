using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Followers;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// Every quarter of an hour, a few at a time: tickets that ended so long ago as the référentiel says lose all that they know of a person (loi 09-08,
/// article 3), as by an erasure that was asked for; and whoever followed a ticket that cannot be reopened any more is forgotten. What happened stays,
/// and what was counted.
/// </summary>
public static class EndRetention
{
    /// <summary>What ends, as the référentiel's rules of retention name it.</summary>
    public const string Outcome = "ticket";

    const string Function = "TicketEndRetention";
    const int MostAtOnce = 200, PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 5/15 * * * *",
        (_, services, stop) => Run(services.GetRequiredService<FollowerDesk>(), stop));

    /// <summary>Answers how many tickets were looked at.</summary>
    /// <param name="most">So many tickets at the most, and so many followers.</param>
    public static async Task<int> Run(FollowerDesk followers, CancellationToken stop, int most = MostAtOnce)
    {
        var desk = followers.Tickets;
        var (now, count) = (desk.Clock.GetUtcNow(), 0);
        var today = CityTime.Day(now);
        // Without a rule for that day everything stays: what is erased cannot be brought back.
        if (await desk.Referentiels.MonthsKept(Outcome, today, stop) is { } months)
        {
            var first = today.AddMonths(-months);
            count = await desk.Lists.EachDue(TicketLists.Ended, TicketLists.Day(first), reference => desk.Cases.Change(
                desk.Kind, reference, Actor.City, Function, its => its.State.EndRetention(first), stop), stop, most);
        }
        var left = most;
        return count + await desk.Lists.EachDue(TicketLists.Followed, TicketLists.Due(now), async reference =>
        {
            if (left > 0) left = await Forget(reference, left, now, followers, stop);
        }, stop, most);
    }

    // Those that are forgotten are in the list no longer: what is left over goes on next time.
    static async Task<int> Forget(string reference, int most, DateTimeOffset now, FollowerDesk followers, CancellationToken stop)
    {
        var desk = followers.Tickets;
        if (await desk.Cases.Find(desk.Kind, reference, stop) is not { State.FollowedUntil: { } until } || until > now) return most;
        await foreach (var item in desk.Lists.All(FollowerKind.Of(reference), PageSize, stop))
        {
            if (most-- == 0) return 0;
            await desk.Cases.Change(followers.Kind, item.Reference, Actor.City, Function, its => its.State.Forget(), stop);
        }
        await desk.Cases.Change(desk.Kind, reference, Actor.City, Function, its => its.State.ForgetFollowers(now), stop);
        return most;
    }
}
