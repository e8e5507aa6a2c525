using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>A bureau's figures, of one day or of a period, for its officers, managers and auditors.</summary>
public static class ReadReports
{
    const int LongestPeriod = 366;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/bureaus/{bureau}/reports/{day}", async (
                string bureau, string day, HttpContext context, ReportDesk desk, LegalisationCounter counter) =>
            {
                await MayRead(bureau, context.Caller(), counter, context.RequestAborted);
                return TypedResults.Ok(await Of(bureau, Day(day), desk, context.RequestAborted));
            })
            .OnHttp("LegalisationReportOfDay").AllowedTo(Roles.Officer, Roles.Manager, Roles.Auditor);
        routes.MapGet("/api/bureaus/{bureau}/reports", async (
                string bureau, string? from, string? to, HttpContext context, ReportDesk desk, LegalisationCounter counter) =>
            {
                await MayRead(bureau, context.Caller(), counter, context.RequestAborted);
                var last = to is null ? desk.Today.AddDays(-1) : Day(to);
                return TypedResults.Ok(await Of(bureau, from is null ? last.AddDays(-30) : Day(from), last, desk, context.RequestAborted));
            })
            .OnHttp("LegalisationReports").AllowedTo(Roles.Officer, Roles.Manager, Roles.Auditor);
    }

    /// <summary>One day; today's as far as it has come.</summary>
    public static async Task<BureauReport> Of(string bureau, DateOnly day, ReportDesk desk, CancellationToken stop) => day > desk.Today
        ? throw FiguresRefusals.NoSuchDay()
        : BureauReport.Of(bureau, await desk.On(bureau, day, stop)) with { Day = day, Over = day < desk.Today };

    /// <summary>The days of a period that are over and kept, summed; by default the last 31.</summary>
    public static async Task<BureauReport> Of(string bureau, DateOnly from, DateOnly to, ReportDesk desk, CancellationToken stop)
    {
        if (to < from || to.DayNumber - from.DayNumber >= LongestPeriod) throw FiguresRefusals.NoSuchPeriod();
        var last = to < desk.Today ? to : desk.Today.AddDays(-1);
        var kept = await desk.Between(bureau, from, last, stop);
        var days = kept.Select(one => one.Day).ToHashSet();
        return BureauReport.Of(bureau, BureauFigures.Sum([.. kept.Select(one => one.Figures)])) with
        {
            From = from,
            To = to,
            Days = kept.Count,
            Missing = kept.Count == 0 ? [] : [.. Enumerable.Range(0, last.DayNumber - kept[0].Day.DayNumber + 1)
                .Select(kept[0].Day.AddDays).Where(day => !days.Contains(day))],
        };
    }

    static async Task MayRead(string bureau, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        if (await counter.Referentiels.Bureau(bureau, stop) is null) throw LegalisationRefusals.UnknownBureau();
        await counter.MustSee(bureau, caller, stop);
    }

    static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9999
            ? day : throw FiguresRefusals.NoSuchDay();
}
