using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>Every quarter of an hour: operators whose systems speak Open311 are asked what became of the tickets that they were given.</summary>
public static class AskOperators
{
    const string Function = "TicketAskOperators";
    const int AtOnce = 50, Most = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 5,20,35,50 * * * *",
        (_, services, stop) => Run(services.GetRequiredService<TicketDesk>(), services.GetRequiredService<OperatorSystems>(), services.GetRequiredService<OperatorCalls>(), stop));

    /// <summary>Answers how many tickets changed. A system that fails does not keep the others from being asked, and is told of at the end.</summary>
    public static async Task<int> Run(TicketDesk desk, OperatorSystems systems, OperatorCalls calls, CancellationToken stop)
    {
        var (changed, failures) = (0, new List<Exception>());
        foreach (var system in systems.All.Where(one => one is { Speaks: OperatorTongue.Open311, Url: not null }))
        {
            try
            {
                changed += await Ask(system, desk, calls, stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }
        return failures.Count == 0 ? changed : throw new AggregateException(failures);
    }

    static async Task<int> Ask(OperatorSystem system, TicketDesk desk, OperatorCalls calls, CancellationToken stop)
    {
        var open = new Dictionary<string, string>();
        await foreach (var item in desk.Lists.All(TicketLists.WithThem(system.Operator), AtOnce, stop))
        {
            if (open.Count >= Most) break;
            if (await desk.Cases.Find(desk.Kind, item.Reference, stop) is not { State: { TheirId: { } id, TheirsIsOver: false } } its) continue;
            if (id.StartsWith("token:", StringComparison.Ordinal))
            {
                if (await TheirOpen311.Redeem(id["token:".Length..], system, calls, stop) is not { } given) continue;
                await Heed(its.Reference, new(UpdateKind.Accepted, null, null, null, given));
                id = given;
            }
            open[id] = its.Reference;
        }
        var changed = 0;
        foreach (var some in open.Chunk(AtOnce))
        {
            foreach (var told in await TheirOpen311.Ask(some.Select(one => one.Key), system, calls, stop))
            {
                if (told is not { Status: "closed", Id: { } id } || !open.TryGetValue(id, out var reference)) continue;
                var text = Kernel.PlainText.Read(told.StatusNotes, 3, TicketTimes.LongestText, lines: true);
                await Heed(reference, new(UpdateKind.Closed, text, TicketOutcome.Solved, null, null));
                changed++;
            }
        }
        return changed;

        Task Heed(string reference, OperatorUpdate update) => desk.Cases.Change(desk.Kind, reference, new Actor("operator", system.Operator), Function,
            its => its.State.Operator == system.Operator && its.State is { IsOpen: true, TheirsIsOver: false }
                // Where there is no room for their words, it ends without them: the others wait for their turn.
                ? its.State.Heed(its.State.Texts < TicketTimes.MostTexts ? update : update with { Text = null }) : Decision<TicketEvent>.Nothing, stop);
    }
}
