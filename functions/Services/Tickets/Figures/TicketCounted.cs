using System.Text.Json;
using System.Text.Json.Serialization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets.Figures;

/// <summary>What counts in a day, as the list of that day shows it of one ticket: no personal value.</summary>
/// <param name="Seconds">From the report to the answer or the end, pauses included; of what was answered or closed.</param>
/// <param name="OnTime">Whether that was within its term.</param>
public sealed record TicketCounted(CountedAs As, string Service, string Operator, string? Arrondissement, int? Seconds = null, bool? OnTime = null)
{
    /// <summary>The list of what counts in a day of Casablanca.</summary>
    public static string ListOf(DateOnly day) => $"tickets:counted:{day:yyyyMMdd}";

    public static TicketCounted Read(ListItem item) => JsonSerializer.Deserialize(item.Shows, TicketFiguresJson.Default.TicketCounted)!;

    /// <summary>The rows of a ticket: one in the day of its report, one in that of its end. Reopened, it has not ended.</summary>
    internal static IEnumerable<ListEntry> Of(TicketCase its)
    {
        yield return Row(its, its.ReportedAt, new(CountedAs.Reported, its.Service, its.Operator, its.Arrondissement), "reported");
        if (its.EndedAt is not { } ended) yield break;
        yield return Row(its, ended, its.Status switch
        {
            TicketStatus.Withdrawn => new(CountedAs.Withdrawn, its.Service, its.Operator, its.Arrondissement),
            TicketStatus.Merged => new(CountedAs.Merged, its.Service, its.Operator, its.Arrondissement),
            _ => new(CountedAs.Ended, its.Service, its.Operator, its.Arrondissement, (int)(ended - its.CountsFrom).TotalSeconds, ended <= its.AnswerBy),
        }, "ended");
    }

    static ListEntry Row(TicketCase its, DateTimeOffset at, TicketCounted counted, string order) =>
        new(ListOf(CityTime.Day(at)), order) { Shows = JsonSerializer.Serialize(counted, TicketFiguresJson.Default.TicketCounted) };
}

/// <summary>As what a ticket counts in a day.</summary>
[JsonConverter(typeof(Kebab<CountedAs>))]
public enum CountedAs
{
    Reported,

    /// <summary>Answered or closed.</summary>
    Ended,

    Withdrawn,
    Merged,
}
