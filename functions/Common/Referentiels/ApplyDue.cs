using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Common.Referentiels;

/// <summary>Every ten minutes: approved changes of the référentiels whose day has come are applied.</summary>
public static class ApplyDue
{
    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule("ReferentielApplyDue", "0 */10 * * * *", (_, services, stop) => Run(
        services.GetRequiredService<ReferentielChanges>(), services.GetRequiredService<Lists>(), services.GetRequiredService<TimeProvider>(), stop));

    /// <summary>Answers how many were due.</summary>
    public static Task<int> Run(ReferentielChanges changes, Lists lists, TimeProvider clock, CancellationToken stop)
    {
        var tomorrow = CityTime.Day(clock.GetUtcNow()).AddDays(1).ToString("O", CultureInfo.InvariantCulture);
        return lists.EachDue(ReferentielChangeKind.Due, tomorrow, reference => changes.Apply(reference, stop), stop);
    }
}
