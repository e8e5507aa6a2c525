using System.Globalization;

namespace CasaServerless.Kernel.Sealing;

/// <summary>A date in words, as Moroccan offices write it: Moroccan month names in Arabic, and western digits in both languages.</summary>
public static class MoroccanDate
{
    static readonly string[] french =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    static readonly string[] arabic =
    [
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
    ];

    public static Bilingual InWords(DateOnly date) => new(
        string.Create(CultureInfo.InvariantCulture, $"{(date.Day == 1 ? "1er" : date.Day)} {french[date.Month - 1]} {date.Year}"),
        string.Create(CultureInfo.InvariantCulture, $"{(date.Day == 1 ? "فاتح" : date.Day)} {arabic[date.Month - 1]} {date.Year}"));
}
