using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// The queue function that brings two tickets into step after a merger or its end: the other one names this one exactly while this one is merged
/// into it. It goes by how things stand and not by what happened, so it may run twice, late and out of order.
/// </summary>
static class SettleMerge
{
    const string Function = "TicketSettleMerge";

    public static async Task Run(EffectRun<TicketCase> run)
    {
        var desk = run.Services.GetRequiredService<TicketDesk>();
        var reference = run.Case.Reference;
        // Of a merger that ended, the event before it names the other.
        var others = (await desk.Cases.History(desk.Kind, reference, run.Stop)).Select(one => one.Event).OfType<TicketEvent.Merged>()
            .Select(merged => merged.Into).ToHashSet();
        foreach (var other in others)
        {
            for (var settled = false; !settled;)
            {
                var its = await desk.Cases.Find(desk.Kind, reference, run.Stop) ?? throw CaseRefusals.Unknown();
                var merged = its.State.MergedInto == other;
                var possible = true;
                await desk.Cases.Change(desk.Kind, other, Actor.City, Function, target =>
                {
                    // What it holds already it goes on holding, whatever became of it since: this may come a second time.
                    possible = target.State.CanAbsorb() || (target.State.Absorbs.Contains(reference) && target.State.MergedInto != reference);
                    return target.State.Hold(reference, merged && possible);
                }, run.Stop);
                if (merged && !possible)
                {
                    // It was withdrawn, or merged itself, at the same moment.
                    await desk.Cases.Change(desk.Kind, reference, Actor.City, Function,
                        now => now.State.MergedInto == other ? now.State.Unmerge() : Decision<TicketEvent>.Nothing, run.Stop);
                    continue;
                }
                if (merged) await TellHowItEnded(desk, reference, other, run.Stop);
                settled = (await desk.Cases.Find(desk.Kind, reference, run.Stop))!.State.MergedInto == other == merged;
            }
        }
    }

    // It may have ended before the list knew who is solved with it; told by both, it is told once.
    static async Task TellHowItEnded(TicketDesk desk, string reference, string other, CancellationToken stop)
    {
        if (await desk.Cases.Find(desk.Kind, other, stop) is not { State.Status: TicketStatus.Answered or TicketStatus.Closed }) return;
        var (version, status) = (await desk.Cases.History(desk.Kind, other, stop))
            .Select(one => (one.Version, Status: PassOn.StatusAfter(one.Event))).Last(one => one.Status is not null);
        await desk.Cases.Change(desk.Kind, reference, Actor.City, Function,
            its => its.State.FollowsOn(other, version, status!.Value, PassOn.Once(other, version, reference)), stop);
    }
}
