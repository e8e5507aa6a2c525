using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets.Clock;

/// <summary>
/// The clock that runs while the city works: the working hours of each day of Casablanca, without holidays, in Ramadan by its own hours, and
/// whatever the clocks on the walls do in between. Pure.
/// </summary>
/// <param name="hours">Past and to come; a day for which none hold is a closed one.</param>
public sealed class ServiceClock(IReadOnlyList<WorkingHours> hours, OfficeCalendar calendar)
{
    // No term is longer: whoever works no more has none.
    const int MostDays = 3 * 366;

    /// <summary>Whether the city works on that day of Casablanca at all.</summary>
    public bool WorksOn(DateOnly day) => Opened(day).Count > 0;

    /// <summary>How long the city works between two moments; nothing where the second is no later than the first.</summary>
    /// <param name="pauses">Times that do not count; they may overlap.</param>
    public TimeSpan Worked(DateTimeOffset from, DateTimeOffset until, IReadOnlyList<Pause>? pauses = null)
    {
        var days = CityTime.Day(until).DayNumber - CityTime.Day(from).DayNumber;
        return days < 0 ? TimeSpan.Zero
            : Opened(from, days).Between(from, until, pauses ?? []).Aggregate(TimeSpan.Zero, (sum, span) => sum + (span.Until - span.From));
    }

    /// <summary>The moment at which so much has been worked; null where that takes more than three years.</summary>
    /// <param name="pauses">Times that do not count; they may overlap.</param>
    public DateTimeOffset? After(DateTimeOffset from, TimeSpan work, IReadOnlyList<Pause>? pauses = null) =>
        work <= TimeSpan.Zero ? from : Opened(from, MostDays).Between(from, DateTimeOffset.MaxValue, pauses ?? []).After(work);

    IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Opened(DateTimeOffset from, int days)
    {
        var first = CityTime.Day(from);
        for (var ahead = 0; ahead <= days; ahead++)
        {
            foreach (var span in Opened(first.AddDays(ahead))) yield return span;
        }
    }

    List<(DateTimeOffset From, DateTimeOffset Until)> Opened(DateOnly day)
    {
        var week = hours.FirstOrDefault(its => its.Holds(day));
        if (week is null || calendar.HoursOn(week.Hours, day) is not { Count: > 0 } open) return [];
        var opened = new List<(DateTimeOffset, DateTimeOffset)>();
        foreach (var (since, until, offset) in Offsets(day))
        {
            foreach (var span in open)
            {
                // While the offset stays the same, the hours on the wall are plain sums.
                var opens = new DateTimeOffset(day.ToDateTime(span.Opens), offset);
                var closes = new DateTimeOffset(day.ToDateTime(span.Closes), offset);
                opens = opens > since ? opens : since;
                closes = closes < until ? closes : until;
                if (opens < closes) opened.Add((opens, closes));
            }
        }
        return opened;
    }

    // The clocks of a day: one offset, but on the days on which they are changed, at a full hour.
    static IEnumerable<(DateTimeOffset Since, DateTimeOffset Until, TimeSpan Offset)> Offsets(DateOnly day)
    {
        // No clock of the city is further from UTC than this.
        const int most = 2;
        var begins = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddHours(-most);
        var ends = begins.AddHours(24 + 2 * most);
        var offset = CityTime.In(begins).Offset;
        if (CityTime.In(ends).Offset != offset)
        {
            for (var at = begins; at < ends; at = at.AddHours(1))
            {
                var next = CityTime.In(at).Offset;
                if (next == offset) continue;
                yield return (begins, at, offset);
                (begins, offset) = (at, next);
            }
        }
        yield return (begins, ends, offset);
    }
}
