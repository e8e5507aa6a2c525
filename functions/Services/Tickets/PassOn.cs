using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Followers;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// The queue function that passes on how a ticket goes on: to all who follow it, and to the tickets that are solved with it, whose reporters then
/// learn of it. Each is told once, however often this runs.
/// </summary>
static class PassOn
{
    const int PageSize = 100;
    const string Function = "TicketPassOn";

    public static async Task Run(EffectRun<TicketCase> run)
    {
        var desk = run.Services.GetRequiredService<FollowerDesk>();
        var (tickets, its) = (desk.Tickets, run.Case.Reference);
        var happened = await tickets.Cases.EventOf(tickets.Kind, run.Key, run.Stop);
        if (StatusAfter(happened.Event) is not { } status) return;
        // An erasure ends what is open; of what had ended before, nobody learns anything new.
        if (happened.Event is PersonErased && (run.Case.State.Status != TicketStatus.Withdrawn || run.Case.State.EndedAt != happened.At)) return;
        // An answer that closes is told by the end, as to its reporter.
        if (status == TicketStatus.Answered && run.Case.State.Status == TicketStatus.Closed) return;
        await foreach (var item in tickets.Lists.All(FollowerKind.Of(its), PageSize, run.Stop))
        {
            await tickets.Cases.Change(desk.Kind, item.Reference, Actor.City, Function,
                follower => follower.State.Tell(run.Key.Version, status, run.Key with { Reference = follower.Reference }), run.Stop);
        }
        await foreach (var item in tickets.Lists.All(TicketLists.MergedInto(its), PageSize, run.Stop))
        {
            await tickets.Cases.Change(tickets.Kind, item.Reference, Actor.City, Function,
                other => other.State.FollowsOn(its, run.Key.Version, status, Once(its, run.Key.Version, other.Reference)), run.Stop);
        }
    }

    /// <summary>Under which a ticket is told once of what happened to the one that it is solved with: its name is in it, for a ticket may have been merged into several.</summary>
    internal static EffectKey Once(string its, int version, string other) => new(other, version, $"pass-on.{its}");

    /// <summary>Where a ticket stood after an event that others are told of; null for the other events.</summary>
    public static TicketStatus? StatusAfter(TicketEvent happened) => happened switch
    {
        Answered => TicketStatus.Answered,
        TicketEvent.Closed => TicketStatus.Closed,
        TicketEvent.Withdrawn or PersonErased => TicketStatus.Withdrawn,
        Reopened => TicketStatus.Received,
        SolvedWith it => it.Status,
        _ => null,
    };
}
