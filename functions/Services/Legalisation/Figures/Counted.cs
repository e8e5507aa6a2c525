using System.Text.Json;
using System.Text.Json.Serialization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>What counts in a bureau's day, as the list of that day shows it of one case: no personal value.</summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="Seconds">From the request to its certification or refusal.</param>
/// <param name="DeskSeconds">From the presentation at the desk to the certification.</param>
/// <param name="Denials">Attempts to certify without the right to.</param>
/// <param name="Times">How often, where it may happen more than once a day.</param>
public sealed record Counted(
    CountedAs As, PaperKind Kind, int? Seconds = null, int? DeskSeconds = null, RefusalReason? Refusal = null,
    IReadOnlyList<DenialReason>? Denials = null, int Times = 1)
{
    /// <summary>The list of what counts in a bureau's day; days of Casablanca.</summary>
    public static string ListOf(string bureau, DateOnly day) => $"legalisation:{bureau}:counted:{LegalisationKind.Day(day)}";

    public static Counted Read(ListItem item) => JsonSerializer.Deserialize(item.Shows, FiguresJson.Default.Counted)!;

    /// <summary>The rows of a case. What has ended belongs to the day on which it ended, and what comes after the end changes none of them.</summary>
    internal static IEnumerable<ListEntry> Of(LegalisationCase its)
    {
        yield return Row(its, CityTime.Day(its.RequestedAt), new(CountedAs.Requested, its.Kind));
        if (its.ClosedAt is { } closed) yield return Row(its, CityTime.Day(closed), Ended(its, closed), "ended");
        if (its.RevokedAt is { } revoked) yield return Row(its, CityTime.Day(revoked), new(CountedAs.Revoked, its.Kind));
        foreach (var day in (its.Denied ?? []).GroupBy(one => one.Day))
            yield return Row(its, day.Key, new(CountedAs.Denied, its.Kind, Denials: [.. day.Select(one => one.Reason)]));
        foreach (var day in (its.Visit?.MissedOn ?? []).GroupBy(day => day))
            yield return Row(its, day.Key, new(CountedAs.Missed, its.Kind, Times: day.Count()));
    }

    static Counted Ended(LegalisationCase its, DateTimeOffset closed) => its switch
    {
        { Sealed: not null } => new(CountedAs.Certified, its.Kind, Between(its.RequestedAt, closed),
            its.PresentedAt is { } seen ? Between(seen, closed) : null),
        { Refusal: { } reason } => new(CountedAs.Refused, its.Kind, Between(its.RequestedAt, closed), Refusal: reason),
        _ => new(its.Withdrawn ? CountedAs.Withdrawn : CountedAs.Abandoned, its.Kind),
    };

    static ListEntry Row(LegalisationCase its, DateOnly day, Counted counted, string? order = null) =>
        new(ListOf(its.Bureau, day), order ?? counted.As.Kebab()) { Shows = JsonSerializer.Serialize(counted, FiguresJson.Default.Counted) };

    /// <summary>Whole seconds.</summary>
    public static int Between(DateTimeOffset from, DateTimeOffset to) => (int)(to - from).TotalSeconds;
}

/// <summary>As what a case counts in a day.</summary>
[JsonConverter(typeof(Kebab<CountedAs>))]
public enum CountedAs
{
    Requested,
    Certified,
    Refused,

    /// <summary>Closed because its applicant left it.</summary>
    Abandoned,

    /// <summary>Closed because its applicant was erased before its end.</summary>
    Withdrawn,

    /// <summary>A certification of that day or of an earlier one was taken back.</summary>
    Revoked,

    /// <summary>Somebody tried to certify it without the right to.</summary>
    Denied,

    /// <summary>Nobody came to the appointment.</summary>
    Missed,
}
