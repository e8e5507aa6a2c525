using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>Every night, after midnight in Casablanca whatever the season: the report of each bureau's day is counted and kept.</summary>
public static class DailyReport
{
    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule("LegalisationDailyReport", "0 30 0 * * *",
        (_, services, stop) => Run(services.GetRequiredService<ReportDesk>(), services.GetRequiredService<ReferentielStore>(), stop));

    /// <summary>Answers how many reports were written. A bureau that fails does not keep the others from theirs, and is told of at the end.</summary>
    public static async Task<int> Run(ReportDesk desk, ReferentielStore referentiels, CancellationToken stop)
    {
        var (written, failures) = (0, new List<Exception>());
        foreach (var bureau in await referentiels.Bureaus(stop))
        {
            try
            {
                written += await desk.Close(bureau.Id, stop);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }
        return failures.Count == 0 ? written : throw new AggregateException(failures);
    }
}
