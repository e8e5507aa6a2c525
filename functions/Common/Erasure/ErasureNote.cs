using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Common.Erasure;

/// <summary>What a manager writes beside the reason of an erasure. It outlives the person's values, so it must name nobody.</summary>
static partial class ErasureNote
{
    const int Least = 3, Most = 200, LeastOfName = 3;

    /// <summary>The note; null where there is none.</summary>
    /// <param name="invalid">The counter's refusal of one that is too long or short; it is told the field, in both languages.</param>
    /// <param name="names">The counter's refusal of one that holds something like a card, a telephone or an address.</param>
    public static string? Read(string? typed, Func<string, string, Refusal> invalid, Func<Refusal> names)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var note = PlainText.Read(typed, Least, Most) ?? throw invalid("note (3 à 200 caractères)", "الملاحظة (من 3 إلى 200 حرف)");
        return Numbers().IsMatch(note) ? throw names() : note;
    }

    /// <summary>
    /// Refuses a note that names somebody of the case: one of its values, or a word of one of its names, whatever stands between the words or
    /// among the letters and digits.
    /// </summary>
    public static void MustNotName(string note, Personal values, Func<Refusal> names)
    {
        var (words, written) = (Words(note), PersonalNames.Bare(note));
        foreach (var field in values.Fields)
        {
            var value = values[field]!;
            var named = field.EndsWith(".name", StringComparison.Ordinal)
                ? Words(value).Any(part => part.Length >= LeastOfName && words.Any(word => PersonalNames.Same(word, part)))
                : Writings(value).Any(one => one.Length >= LeastOfName && written.Contains(one, StringComparison.Ordinal));
            if (named) throw names();
        }
    }

    // A telephone is written with 0, with 212 and with neither, a card's number with its noughts and without.
    static string[] Writings(string value) => value.StartsWith("+212", StringComparison.Ordinal) ? [value[4..]]
        : PersonalNumbers.Cin(value) is { } cin ? [PersonalNames.Bare(value), PersonalNames.Bare(PersonalNumbers.WithoutNoughts(cin))]
        : [PersonalNames.Bare(value)];

    // What is not seen, such as a joiner, parts no word.
    static string[] Words(string text)
    {
        var parted = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var within = Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
            parted.Append(within ? rune.ToString() : " ");
        }
        return parted.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    // A decision's number may stand in a note, and a day; five digits in a row are a card's, and ten in pairs a telephone's.
    [GeneratedRegex(@"@|\d{5}|\+\s?\d|\b(?:0|212[ .\-/]?)[5-8](?:[ .\-/]?\d\d){4}\b", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Numbers();
}
