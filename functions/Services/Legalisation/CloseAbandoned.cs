using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>Every night: requests that were left too long are closed (<see cref="LegalisationTimes"/>); what came of their files goes with <see cref="PurgeUploads"/>.</summary>
public static class CloseAbandoned
{
    const string Function = "LegalisationCloseAbandoned";

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 0 3 * * *",
        (_, services, stop) => Run(services.GetRequiredService<LegalisationCounter>(), stop));

    /// <summary>Answers how many were closed.</summary>
    public static Task<int> Run(LegalisationCounter counter, CancellationToken stop) => counter.EachDue(
        LegalisationKind.AbandonmentList, reference => counter.Cases.Change(
            counter.Kind, reference, Actor.City, Function, its => its.State.Abandon(counter.Clock.GetUtcNow()), stop), stop);
}
