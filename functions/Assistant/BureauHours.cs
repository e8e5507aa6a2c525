using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Assistant;

/// <summary>When bureaus are open, as sentences: where they are, their usual week, and what is otherwise now: a holiday, a closure, Ramadan.</summary>
sealed class BureauHours(ReferentielStore referentiels, TimeProvider clock)
{
    /// <param name="arrondissement">As it was understood (<c>ain_chock</c>); null for the city's bureaus in general.</param>
    /// <param name="day">That is asked of, which is answered first; null, or a day that is over or more than a year ahead, for the usual week and what is otherwise today.</param>
    public async Task<string> Of(string? arrondissement, DateOnly? day, Language language, CancellationToken stop)
    {
        var (french, today) = (language == Language.French, CityTime.Day(clock.GetUtcNow()));
        // Of what is far the holidays are not known yet.
        var asked = day >= today && day <= today.AddYears(1) ? day : null;
        var (calendar, all) = (await referentiels.Calendar(stop), await referentiels.Bureaus(stop));
        var its = all.Where(bureau => bureau.Arrondissement == IdOf(arrondissement)).ToList();
        List<string> lines = [];
        if (its.Count == 0 && all.GroupBy(bureau => Said(bureau.Hours, language)).MaxBy(alike => alike.Count()) is { } usual)
        {
            if (asked is { } on) lines.Add(OnDay(on, calendar.HoursOn(usual.First().Hours, on), calendar.HolidayOn("", on), language));
            lines.Add(french ? $"Les bureaux de la commune sont ouverts en général {usual.Key}." : $"مكاتب الجماعة مفتوحة عموما {usual.Key}.");
        }
        foreach (var bureau in its)
        {
            var that = asked is { } on ? OnDay(on, calendar.HoursOn(bureau, on), calendar.HolidayOn(bureau.Id, on), language) + "\n" : "";
            lines.Add($"{bureau.Name.In(language)}\n{bureau.Address.In(language)}\n{that}{(french ? "Ouvert" : "مفتوح")} {Said(bureau.Hours, language)}.");
            if (asked is null && calendar.HolidayOn(bureau.Id, today) is { Bureau: not null } closure) lines.Add(Closed(closure, french));
        }
        // Of no one bureau: the city's own holidays.
        if (asked is null && calendar.HolidayOn("", today) is { } holiday) lines.Add(Closed(holiday, french));
        if (calendar.RamadanOn(asked ?? today) is { } ramadan) lines.Add(french ? $"Pendant le ramadan : {Said(ramadan.Hours, language)}." : $"خلال شهر رمضان: {Said(ramadan.Hours, language)}.");
        return string.Join("\n\n", lines);
    }

    // « Samedi 5 décembre : fermé. »
    static string OnDay(DateOnly day, IReadOnlyList<OpeningHours> hours, Holiday? holiday, Language language)
    {
        var french = language == Language.French;
        var named = day.ToString(french && day.Day == 1 ? "dddd '1er' MMMM" : "dddd d MMMM", language.Culture());
        var then = hours.Count > 0 ? $"{(french ? "ouvert" : "مفتوح")} {AllTimes(hours, french)}" : french ? "fermé" : "مغلق";
        return $"{char.ToUpper(named[0], language.Culture())}{named[1..]}{(french ? " " : "")}: {then}{(holiday is null ? "" : $" ({holiday.Name.In(language)})")}.";
    }

    static string Closed(Holiday holiday, bool french) => french ? $"Fermé aujourd’hui : {holiday.Name.Fr}." : $"مغلق اليوم: {holiday.Name.Ar}.";

    // The city's ids have hyphens; one of them is spelled otherwise.
    static string? IdOf(string? understood) => understood switch
    {
        "ben_msik" => "ben-msick",
        _ => understood?.Replace('_', '-'),
    };

    // A day with a break stands in two of them: it is named once.
    static string Said(IReadOnlyList<OpeningHours> hours, Language language)
    {
        var french = language == Language.French;
        return string.Join(french ? " ; " : "؛ ", hours
            .GroupBy(each => string.Join(' ', each.Days.Order(StringComparer.Ordinal)))
            .Select(alike => $"{Days(alike.First().Days, language)} {AllTimes(alike, french)}"));
    }

    static string AllTimes(IEnumerable<OpeningHours> hours, bool french) => string.Join(french ? " et " : " و", hours.OrderBy(each => each.Opens).Select(each => Times(each, french)));

    static string Times(OpeningHours hours, bool french)
    {
        var (opens, closes) = ($"{hours.Opens:HH\\:mm}", $"{hours.Closes:HH\\:mm}");
        return french ? $"de {opens} à {closes}" : $"من {opens} إلى {closes}";
    }

    static string Days(IReadOnlyList<string> days, Language language)
    {
        var french = language == Language.French;
        // From Monday, by which the week begins here.
        var week = days.Select(day => ((int)Enum.Parse<DayOfWeek>(day, ignoreCase: true) + 6) % 7).Order().ToList();
        var names = week.Select(day => language.Culture().DateTimeFormat.GetDayName((DayOfWeek)((day + 1) % 7))).ToList();
        if (week.Count > 2 && week[^1] - week[0] == week.Count - 1) return french ? $"du {names[0]} au {names[^1]}" : $"من {names[0]} إلى {names[^1]}";
        if (names is [var only]) return french ? $"le {only}" : $"يوم {only}";
        return french ? $"les {string.Join(", ", names[..^1])} et {names[^1]}" : $"أيام {string.Join(" و", names)}";
    }
}
