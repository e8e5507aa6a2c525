namespace CasaServerless.Common.Referentiels;

/// <summary>When bureaus are open: their own hours, but for holidays and Ramadan. Days and hours of Casablanca; pure.</summary>
public sealed record OfficeCalendar(IReadOnlyList<Holiday> Holidays, IReadOnlyList<RamadanHours> Ramadan)
{
    /// <summary>Why a bureau is closed on that day; null when no holiday closes it.</summary>
    public Holiday? HolidayOn(string bureau, DateOnly day) => Holidays.FirstOrDefault(holiday =>
        holiday.From <= day && day <= holiday.Until && (holiday.Bureau is null || holiday.Bureau == bureau));

    /// <summary>The Ramadan whose hours hold on that day; null outside of one.</summary>
    public RamadanHours? RamadanOn(DateOnly day) => Ramadan.FirstOrDefault(period => period.From <= day && day <= period.Until);

    /// <summary>The hours of a bureau on that day, in their order; none when it stays closed.</summary>
    public IReadOnlyList<OpeningHours> HoursOn(Bureau bureau, DateOnly day) => HoursOn(bureau.Hours, bureau.Id, day);

    /// <summary>The hours in which the city works on that day, which no bureau's own closure changes.</summary>
    public IReadOnlyList<OpeningHours> HoursOn(IReadOnlyList<OpeningHours> week, DateOnly day) => HoursOn(week, "", day);

    List<OpeningHours> HoursOn(IReadOnlyList<OpeningHours> week, string bureau, DateOnly day)
    {
        if (HolidayOn(bureau, day) is not null) return [];
        var name = day.DayOfWeek.ToString().ToLowerInvariant();
        var usual = week.Where(hours => hours.Days.Contains(name)).OrderBy(hours => hours.Opens).ToList();
        // A bureau that is closed on that weekday does not open for Ramadan.
        return usual.Count == 0 || RamadanOn(day) is not { } ramadan ? usual
            : [.. ramadan.Hours.Where(hours => hours.Days.Contains(name)).OrderBy(hours => hours.Opens)];
    }
}
