using System.Globalization;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;

namespace CasaServerless.Assistant;

/// <summary>When bureaus are open, as sentences: the usual week, and today where today is another day.</summary>
sealed class BureauHours(ReferentielStore referentiels, TimeProvider clock)
{
    static readonly string[] week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <param name="arrondissement">As it was understood (<c>ain_chock</c>); null for the commune's own hours.</param>
    public async Task<string> Of(string? arrondissement, Language language, CancellationToken stop)
    {
        var (calendar, today) = (await referentiels.Calendar(stop), CityTime.Day(clock.GetUtcNow()));
        var bureaus = (await referentiels.Bureaus(stop)).Where(bureau => bureau.Arrondissement == IdOf(arrondissement)).ToList();
        List<string> lines = [];
        if (bureaus.Count == 0)
        {
            var hours = (await referentiels.WorkingHours(stop)).Where(each => each.From <= today && (each.Until is null || today <= each.Until)).SelectMany(each => each.Hours);
            lines.Add($"{(language == Language.French ? "La commune est ouverte" : "الجماعة مفتوحة")} {Said([.. hours], language)}.");
        }
        foreach (var bureau in bureaus) lines.Add($"{bureau.Name.In(language)}{(language == Language.French ? " :" : ":")} {Said(bureau.Hours, language)}.");
        if (calendar.HolidayOn(bureaus is [var only] ? only.Id : "", today) is { } holiday)
            lines.Add(language == Language.French ? $"Fermé aujourd’hui : {holiday.Name.Fr}." : $"مغلق اليوم: {holiday.Name.Ar}.");
        else if (calendar.RamadanOn(today) is { } ramadan)
            lines.Add($"{(language == Language.French ? "Pendant le ramadan :" : "خلال شهر رمضان:")} {Said(ramadan.Hours, language)}.");
        return string.Join('\n', lines);
    }

    // The commune's ids have hyphens; one of them is spelled otherwise.
    static string? IdOf(string? understood) => understood switch
    {
        "ben_msik" => "ben-msick",
        _ => understood?.Replace('_', '-'),
    };

    static string Said(IReadOnlyList<OpeningHours> hours, Language language) => string.Join(language == Language.French ? " ; " : "؛ ", hours.Select(each =>
    {
        var days = each.Days.Select(day => Array.IndexOf(week, day)).Order().ToList();
        var running = days.Count > 2 && days[^1] - days[0] == days.Count - 1;
        string Name(int day) => CultureInfo.GetCultureInfo(language == Language.Arabic ? "ar-MA" : "fr-MA").DateTimeFormat.GetDayName((DayOfWeek)((day + 1) % 7));
        var (opens, closes) = ($"{each.Opens:HH\\:mm}", $"{each.Closes:HH\\:mm}");
        return language == Language.French
            ? $"{(running ? $"du {Name(days[0])} au {Name(days[^1])}" : $"le {string.Join(", ", days.Select(Name))}")}, de {opens} à {closes}"
            : $"{(running ? $"من {Name(days[0])} إلى {Name(days[^1])}" : string.Join("، ", days.Select(Name)))}، من {opens} إلى {closes}";
    }));
}
