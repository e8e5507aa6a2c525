using System.Text.RegularExpressions;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Bot.Dialogs;

/// <summary>
/// An access code as people write it: eight letters and digits, in small letters, with the digits of an Arabic keyboard, copied with the invisible marks around it. What is none is
/// not tried as one, for tries are counted. Pure.
/// </summary>
static partial class WrittenCode
{
    const int Signs = 8;
    static readonly char[] around = [.. " \t\r\n.,;:!?*\"'()[]«»"];

    /// <summary>The code that a message is, however its signs stand apart, or that stands in its sentence as the city writes them; null where there is none.</summary>
    public static string? Of(string text) => Alone(text) ?? In(text);

    /// <summary>The code beside a reference, which has a digit; null where there is none.</summary>
    public static string? Beside(string text) => Of(WrittenReference.Without(text)) is { } code && code.Any(char.IsAsciiDigit) ? code : null;

    /// <summary>Whether a message is a code as the city writes them and nothing else.</summary>
    public static bool Is(string text) => In(text) is { } its && its.Length == TypedSigns.Of(text).Trim(around).Replace(" ", "", StringComparison.Ordinal).Length;

    // In a sentence it has its dash, a digit and a letter, and is the only one.
    static string? In(string text) =>
        Shape().Matches(TypedSigns.Of(text)).Where(found => found.Value.Any(char.IsAsciiDigit) && found.Value.Any(char.IsAsciiLetter)).ToList() is [var one] ? one.Value.Replace(" ", "", StringComparison.Ordinal) : null;

    static string? Alone(string text)
    {
        var its = TypedSigns.Of(text).Trim(around);
        if (its.Count(char.IsAsciiLetterOrDigit) != Signs || !its.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-' || char.IsWhiteSpace(sign))) return null;
        // Few codes have no digit, and none a U; « agent svp » and « pourquoi » have as many letters.
        return its.Any(char.IsAsciiDigit) || !its.Any(char.IsWhiteSpace) && !its.Contains('u', StringComparison.OrdinalIgnoreCase) ? its : null;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}-])[0-9A-Za-z]{4} ?- ?[0-9A-Za-z]{4}(?![\p{L}\p{N}-])")]
    private static partial Regex Shape();
}
