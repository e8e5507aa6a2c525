using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>The decisions by which tickets are solved together, or apart again. Pure; nothing of a ticket is lost by any of them.</summary>
public static class MergeDecisions
{
    public static Decision<TicketEvent> Merge(this TicketCase its, string into) => its.MergedInto == into ? Decision<TicketEvent>.Nothing
        : its.IsOpen ? new Merged(into) : throw TicketRefusals.NotNow(its.Status);

    public static Decision<TicketEvent> Unmerge(this TicketCase its) => its.MergedInto is null ? throw TicketRefusals.NotMerged() : new Unmerged();

    /// <summary>The other ticket's side: it takes one in that was merged into it, or lets one go that is so no longer.</summary>
    /// <param name="merged">Whether the other is merged into this one, as it stands now.</param>
    public static Decision<TicketEvent> Hold(this TicketCase its, string other, bool merged) =>
        its.Absorbs.Contains(other) == merged ? Decision<TicketEvent>.Nothing : merged ? new Absorbed(other) : new Released(other);

    /// <summary>Whether another ticket can be solved with this one.</summary>
    public static bool CanAbsorb(this TicketCase its) =>
        its.Status is not (TicketStatus.Merged or TicketStatus.Withdrawn) && its.Absorbs.Count < TicketTimes.MostMerged;

    /// <summary>
    /// The ticket that this one is solved with went on. Where its reporter withdrew it, the problem is still this one's, which then stands for itself.
    /// </summary>
    public static Decision<TicketEvent> FollowsOn(this TicketCase its, string into, int version, TicketStatus status, EffectKey once) =>
        its.MergedInto != into ? Decision<TicketEvent>.Nothing
        : new Decision<TicketEvent>(status == TicketStatus.Withdrawn ? new Unmerged() : new SolvedWith(version, status)) { Once = once };
}
