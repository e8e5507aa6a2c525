using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>Every night: files that were never sealed are deleted, at once when a request was abandoned, after 30 days when it was refused.</summary>
public static class PurgeUploads
{
    const string Function = "LegalisationPurgeUploads";

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 30 3 * * *",
        (_, services, stop) => Run(services.GetRequiredService<LegalisationCounter>(), stop));

    /// <summary>Answers how many cases were purged.</summary>
    public static Task<int> Run(LegalisationCounter counter, CancellationToken stop) => counter.EachDue(
        LegalisationKind.PurgeList, async reference =>
        {
            var its = await counter.Cases.Find(counter.Kind, reference, stop);
            if (its?.State.PurgedFrom is not { } due || due > counter.Clock.GetUtcNow()) return;
            // Files first: if the process dies here, the next night finds the case in the list again.
            await counter.Blobs.Delete(reference, null, stop);
            await counter.Cases.Change(counter.Kind, reference, Actor.City, Function, now => now.State.PurgedFrom is null
                ? Decision<LegalisationEvent>.Nothing : new LegalisationEvent.UploadsPurged(), stop);
        }, stop);
}
