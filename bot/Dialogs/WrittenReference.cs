using System.Globalization;
using System.Text.RegularExpressions;

namespace CasaServerless.Bot.Dialogs;

/// <summary>
/// A reference as people write it: in the midst of a sentence, in small letters, with blanks or other dashes, with the digits of an Arabic keyboard, copied
/// with the invisible marks around it. Whether it is a right one the city says. Pure.
/// </summary>
static partial class WrittenReference
{
    /// <summary>The one reference in a text, as the city writes them; null where there is none, or more than one.</summary>
    public static string? In(string text)
    {
        var plain = Plain(text);
        var found = Shape().Matches(plain).Where(Likely).ToList();
        if (found is not [var one]) return null;
        return $"{one.Groups["prefix"].Value}-{one.Groups["first"].Value}-{one.Groups["second"].Value}".ToUpperInvariant();
    }

    /// <summary>What is written beside references.</summary>
    public static string Without(string text) => Shape().Replace(Plain(text), match => Likely(match) ? " " : match.Value);

    // Without its dash, three words can have the same lengths (« que faire demain », « fin kayna l7dida »): two digits tell them apart, or one behind a prefix that the city gives.
    static bool Likely(Match match) => match.Groups["dash"].Value == "-" || match.Value.Count(char.IsAsciiDigit) is var digits && (digits > 1
        || digits == 1 && match.Groups["prefix"].Value.ToUpperInvariant() is "LEG" or "TIC");

    static string Plain(string text) => string.Concat(text.Select(sign => sign switch
    {
        >= '\u0660' and <= '\u0669' or >= '\u06F0' and <= '\u06F9' => (char)('0' + (int)CharUnicodeInfo.GetNumericValue(sign)),
        >= '\u2010' and <= '\u2015' => '-',
        '\u00A0' or '\u202F' => ' ',
        _ => sign,
    }));

    [GeneratedRegex("(?<![A-Za-z0-9])(?<prefix>[A-Za-z]{3})(?<dash>[- ]?)(?<first>[A-Za-z0-9]{5})[- ]?(?<second>[A-Za-z0-9]{6})(?![A-Za-z0-9])")]
    private static partial Regex Shape();
}
