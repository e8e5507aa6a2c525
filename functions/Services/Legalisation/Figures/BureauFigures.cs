using System.Text.Json.Serialization;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>
/// The figures of a bureau for a day or for any sum of days. Every delay is kept, not a median of medians, so that a year's are as exact as a
/// day's.
/// </summary>
/// <param name="Kinds">Every kind of paper, in their order.</param>
/// <param name="Refusals">Reasons that occurred, in their order.</param>
/// <param name="Denials">Attempts to certify without the right to, by what was missing.</param>
/// <param name="NoShows">Appointments to which nobody came.</param>
public sealed record BureauFigures(
    IReadOnlyList<KindFigures> Kinds, IReadOnlyList<RefusalCount> Refusals, IReadOnlyList<DenialCount> Denials, int NoShows)
{
    /// <summary>Counts the rows of a day's list.</summary>
    public static BureauFigures Of(IEnumerable<Counted> rows)
    {
        var all = rows.ToList();
        return new(
            [.. Enum.GetValues<PaperKind>().Select(kind => KindFigures.Of(kind, [.. all.Where(row => row.Kind == kind)]))],
            RefusalCount.Of(all.Where(row => row.Refusal is not null).Select(row => (row.Refusal!.Value, 1))),
            DenialCount.Of(all.SelectMany(row => row.Denials ?? []).Select(reason => (reason, 1))),
            all.Where(row => row.As == CountedAs.Missed).Sum(row => row.Times));
    }

    public static BureauFigures Sum(IReadOnlyCollection<BureauFigures> days) => new(
        [.. Enum.GetValues<PaperKind>().Select(kind => KindFigures.Sum(kind, [.. days.SelectMany(day => day.Kinds).Where(its => its.Kind == kind)]))],
        RefusalCount.Of(days.SelectMany(day => day.Refusals).Select(one => (one.Reason, one.Count))),
        DenialCount.Of(days.SelectMany(day => day.Denials).Select(one => (one.Reason, one.Count))),
        days.Sum(day => day.NoShows));
}

/// <summary>The figures of one kind of paper.</summary>
/// <param name="Delays">Seconds from the request to its certification or refusal, shortest first.</param>
/// <param name="DeskDelays">Seconds from the presentation at the desk to the certification, shortest first.</param>
public sealed record KindFigures(
    PaperKind Kind, int Submitted, int Certified, int Refused, int Abandoned, int Withdrawn, int Revoked,
    IReadOnlyList<int> Delays, IReadOnlyList<int> DeskDelays)
{
    internal static KindFigures Of(PaperKind kind, IReadOnlyList<Counted> rows)
    {
        return new(kind, As(CountedAs.Requested), As(CountedAs.Certified), As(CountedAs.Refused), As(CountedAs.Abandoned), As(CountedAs.Withdrawn),
            As(CountedAs.Revoked), [.. rows.Select(row => row.Seconds).OfType<int>().Order()], [.. rows.Select(row => row.DeskSeconds).OfType<int>().Order()]);

        int As(CountedAs what) => rows.Count(row => row.As == what);
    }

    internal static KindFigures Sum(PaperKind kind, IReadOnlyList<KindFigures> days) => new(kind,
        days.Sum(day => day.Submitted), days.Sum(day => day.Certified), days.Sum(day => day.Refused), days.Sum(day => day.Abandoned),
        days.Sum(day => day.Withdrawn), days.Sum(day => day.Revoked),
        [.. days.SelectMany(day => day.Delays).Order()], [.. days.SelectMany(day => day.DeskDelays).Order()]);
}

/// <summary>How often one reason led to a refusal.</summary>
public sealed record RefusalCount(RefusalReason Reason, int Count)
{
    internal static IReadOnlyList<RefusalCount> Of(IEnumerable<(RefusalReason Reason, int Count)> all) =>
        [.. all.GroupBy(one => one.Reason).OrderBy(one => one.Key).Select(one => new RefusalCount(one.Key, one.Sum(some => some.Count)))];
}

/// <summary>How often an attempt to certify was denied for one reason.</summary>
public sealed record DenialCount(DenialReason Reason, int Count)
{
    /// <summary>Whether it was a delegation that was missing; else the case or the caller was none of the bureau's.</summary>
    [JsonIgnore]
    public bool WantsDelegation => Reason is not (DenialReason.OtherBureau or DenialReason.UnknownOfficer);

    internal static IReadOnlyList<DenialCount> Of(IEnumerable<(DenialReason Reason, int Count)> all) =>
        [.. all.GroupBy(one => one.Reason).OrderBy(one => one.Key).Select(one => new DenialCount(one.Key, one.Sum(some => some.Count)))];
}
