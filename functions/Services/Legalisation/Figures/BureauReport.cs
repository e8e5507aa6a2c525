using System.Text.Json.Serialization;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>What is told of a bureau's day, or of a period.</summary>
/// <param name="Submitted">Requests made.</param>
/// <param name="Certified">Papers certified, whatever became of them later; each in the day on which it was sealed.</param>
/// <param name="Abandoned">Closed because nobody moved them for too long.</param>
/// <param name="Withdrawn">Closed because their applicants were erased before the end.</param>
/// <param name="Revoked">Certifications taken back, of that time or of earlier.</param>
/// <param name="Denials">Attempts to certify without a delegation.</param>
/// <param name="DenialReasons">Those and the attempts on papers of other bureaus.</param>
/// <param name="NoShows">Appointments to which nobody came.</param>
/// <param name="MedianHours">From the request to its certification or refusal: half of them took no longer. Absent where there was none.</param>
/// <param name="P90Hours">Nine in ten took no longer.</param>
/// <param name="DeskMedianHours">From the presentation at the desk to the certification.</param>
public sealed record BureauReport(
    string Bureau, int Submitted, int Certified, int Refused, int Abandoned, int Withdrawn, int Revoked, IReadOnlyList<KindReport> ByKind,
    IReadOnlyList<RefusalCount> Refusals, int Denials, IReadOnlyList<DenialCount> DenialReasons, int NoShows,
    double? MedianHours, double? P90Hours, double? DeskMedianHours, double? DeskP90Hours)
{
    /// <summary>Of Casablanca; absent in a period's.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Whether the day is over; until then its figures grow.</summary>
    public bool? Over { get; init; }

    /// <summary>First day of the period.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the period; what is not over yet does not count.</summary>
    public DateOnly? To { get; init; }

    /// <summary>How many days were counted.</summary>
    public int? Days { get; init; }

    /// <summary>Days of the period, after its first counted one, of which no report is kept.</summary>
    public IReadOnlyList<DateOnly>? Missing { get; init; }

    public static BureauReport Of(string bureau, BureauFigures figures)
    {
        var all = KindFigures.Sum(default, figures.Kinds);
        return new(bureau, all.Submitted, all.Certified, all.Refused, all.Abandoned, all.Withdrawn, all.Revoked,
            [.. figures.Kinds.Select(KindReport.Of)], figures.Refusals,
            figures.Denials.Where(one => one.WantsDelegation).Sum(one => one.Count), figures.Denials, figures.NoShows,
            Percentile.Hours(all.Delays, 50), Percentile.Hours(all.Delays, 90),
            Percentile.Hours(all.DeskDelays, 50), Percentile.Hours(all.DeskDelays, 90));
    }
}

/// <summary>The same for one kind of paper.</summary>
public sealed record KindReport(
    PaperKind Kind, int Submitted, int Certified, int Refused, int Abandoned, int Withdrawn, int Revoked,
    double? MedianHours, double? P90Hours, double? DeskMedianHours, double? DeskP90Hours)
{
    internal static KindReport Of(KindFigures its) => new(
        its.Kind, its.Submitted, its.Certified, its.Refused, its.Abandoned, its.Withdrawn, its.Revoked,
        Percentile.Hours(its.Delays, 50), Percentile.Hours(its.Delays, 90), Percentile.Hours(its.DeskDelays, 50), Percentile.Hours(its.DeskDelays, 90));
}

/// <summary>Percentiles by nearest rank: always a delay that somebody really had.</summary>
public static class Percentile
{
    /// <summary>In hours, to a thousandth; null where there are no delays.</summary>
    /// <param name="sorted">Seconds, shortest first.</param>
    public static double? Hours(IReadOnlyList<int> sorted, int percent) =>
        sorted.Count == 0 ? null : Math.Round(sorted[(percent * sorted.Count + 99) / 100 - 1] / 3600.0, 3);
}

/// <summary>JSON of the figures: rows, what is kept, what is told.</summary>
[JsonSerializable(typeof(Counted))]
[JsonSerializable(typeof(BureauFigures))]
[JsonSerializable(typeof(BureauReport))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class FiguresJson : JsonSerializerContext;
