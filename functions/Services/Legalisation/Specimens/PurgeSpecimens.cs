using CasaServerless.Common.Erasure;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Specimens;

/// <summary>Every night: specimens that ended a year ago, and enrolments that were never finished, lose their picture and the person's values.</summary>
public static class PurgeSpecimens
{
    const string Function = "LegalisationPurgeSpecimens";

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 45 3 * * *",
        (_, services, stop) => Run(services.GetRequiredService<LegalisationCounter>(), stop));

    /// <summary>Answers how many were looked at.</summary>
    public static Task<int> Run(LegalisationCounter counter, CancellationToken stop) => counter.EachDue(
        SpecimenKind.EndList, reference => counter.Cases.Change(counter.Specimens.Kind, reference, Actor.City, Function,
            its => its.State.ErasedFrom is { } due && due <= counter.Clock.GetUtcNow() ? its.State.Erase(ErasureReason.RetentionOver) : Decision<SpecimenEvent>.Nothing, stop), stop);
}
