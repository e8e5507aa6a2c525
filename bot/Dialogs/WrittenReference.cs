using System.Text.RegularExpressions;
using CasaServerless.Bot.Messages;

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
        var found = Shape().Matches(TypedSigns.Of(text)).Where(Likely).ToList();
        if (found is not [var one]) return null;
        return $"{one.Groups["prefix"].Value}-{one.Groups["first"].Value}-{one.Groups["second"].Value}".ToUpperInvariant();
    }

    /// <summary>What is written beside references.</summary>
    public static string Without(string text) => Shape().Replace(TypedSigns.Of(text), match => Likely(match) ? " " : match.Value);

    // Words and parts of them can have the same lengths (« que faire demain », « rah 9ate3 lmmcha », « ont-elles toutes »): behind a prefix that the city gives a digit tells them
    // apart, else only a reference that has both its dashes is one.
    static bool Likely(Match match) => match.Groups["prefix"].Value.ToUpperInvariant() is "LEG" or "TIC"
        ? match.Groups["dash"].Value.Contains('-') || match.Value.Any(char.IsAsciiDigit)
        : match.Groups["dash"].Value.Contains('-') && match.Groups["other"].Value.Contains('-') && match.Value.Any(char.IsAsciiDigit);

    [GeneratedRegex("(?<![A-Za-z0-9])(?<prefix>[A-Za-z]{3})(?<dash> ?- ?| ?)(?<first>[A-Za-z0-9]{5})(?<other> ?- ?| ?)(?<second>[A-Za-z0-9]{6})(?![A-Za-z0-9])")]
    private static partial Regex Shape();
}
