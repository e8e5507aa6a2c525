using System.Globalization;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;

namespace CasaServerless.Assistant;

/// <summary>When bureaus are open, as sentences: where they are, their usual week, and what is otherwise now: a holiday, a closure, Ramadan.</summary>
sealed class BureauHours(ReferentielStore referentiels, TimeProvider clock)
{
    static readonly string[] week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <param name="arrondissement">As it was understood (<c>ain_chock</c>); null for the city's bureaus in general.</param>
    public async Task<string> Of(string? arrondissement, Language language, CancellationToken stop)
    {
        var (french, today) = (language == Language.French, CityTime.Day(clock.GetUtcNow()));
        var (calendar, all) = (await referentiels.Calendar(stop), await referentiels.Bureaus(stop));
        var its = all.Where(bureau => bureau.Arrondissement == IdOf(arrondissement)).ToList();
        List<string> lines = [];
        if (its.Count == 0)
        {
            var usual = all.Select(bureau => Said(bureau.Hours, french)).GroupBy(hours => hours).MaxBy(alike => alike.Count())?.Key;
            lines.Add(french ? $"Les bureaux de la commune sont ouverts en général {usual}." : $"مكاتب الجماعة مفتوحة عموما {usual}.");
        }
        foreach (var bureau in its)
        {
            lines.Add($"{bureau.Name.In(language)}\n{bureau.Address.In(language)}\n{(french ? "Ouvert" : "مفتوح")} {Said(bureau.Hours, french)}.");
            if (calendar.HolidayOn(bureau.Id, today) is { Bureau: not null } closure) lines.Add(Closed(closure, french));
        }
        // Of no one bureau: the city's own holidays.
        if (calendar.HolidayOn("", today) is { } holiday) lines.Add(Closed(holiday, french));
        if (calendar.RamadanOn(today) is { } ramadan) lines.Add(french ? $"Pendant le ramadan : {Said(ramadan.Hours, french)}." : $"خلال شهر رمضان: {Said(ramadan.Hours, french)}.");
        return string.Join("\n\n", lines);
    }

    static string Closed(Holiday holiday, bool french) => french ? $"Fermé aujourd’hui : {holiday.Name.Fr}." : $"مغلق اليوم: {holiday.Name.Ar}.";

    // The city's ids have hyphens; one of them is spelled otherwise.
    static string? IdOf(string? understood) => understood switch
    {
        "ben_msik" => "ben-msick",
        _ => understood?.Replace('_', '-'),
    };

    // A day with a break stands in two of them: it is named once.
    static string Said(IReadOnlyList<OpeningHours> hours, bool french) => string.Join(french ? " ; " : "؛ ", hours
        .GroupBy(each => string.Join(' ', each.Days.Order(StringComparer.Ordinal)))
        .Select(alike => $"{Days(alike.First().Days, french)} {string.Join(french ? " et " : " و", alike.OrderBy(each => each.Opens).Select(each => Times(each, french)))}"));

    static string Times(OpeningHours hours, bool french)
    {
        var (opens, closes) = ($"{hours.Opens:HH\\:mm}", $"{hours.Closes:HH\\:mm}");
        return french ? $"de {opens} à {closes}" : $"من {opens} إلى {closes}";
    }

    static string Days(IReadOnlyList<string> days, bool french)
    {
        var numbers = days.Select(day => Array.IndexOf(week, day)).Order().ToList();
        var names = CultureInfo.GetCultureInfo(french ? "fr-MA" : "ar-MA").DateTimeFormat;
        string Name(int number) => names.GetDayName((DayOfWeek)((number + 1) % 7));
        if (numbers.Count > 2 && numbers[^1] - numbers[0] == numbers.Count - 1) return french ? $"du {Name(numbers[0])} au {Name(numbers[^1])}" : $"من {Name(numbers[0])} إلى {Name(numbers[^1])}";
        if (numbers is [var only]) return french ? $"le {Name(only)}" : $"يوم {Name(only)}";
        var named = numbers.Select(Name).ToList();
        return french ? $"les {string.Join(", ", named[..^1])} et {named[^1]}" : $"أيام {string.Join(" و", named)}";
    }
}
