using System.Text.RegularExpressions;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant;

/// <summary>
/// What a person wrote, as it is written down: an access code is nobody's to read again, not even the agent's who is shown the conversation, wherever in it
/// the code was written and by whatever keyboard. Pure.
/// </summary>
static partial class HiddenCodes
{
    const string Hidden = "••••-••••";

    // Nearly a code is nearly as good: a sign too many or too few.
    const int LongestAttempt = 14;

    /// <param name="wanted">The person was asked for a code.</param>
    public static string In(string text, bool wanted)
    {
        var typed = TypedSigns.Of(text);
        if (wanted && (Base32.Read(typed) is { Length: 8 } || (typed.Length <= LongestAttempt && typed.Any(char.IsAsciiDigit)))) return Hidden;
        var beside = References().IsMatch(typed);
        var hidden = Code().Replace(typed, found => IsCode(found.Value, wanted, beside) ? Hidden : found.Value);
        // What holds no code is written down as it was written.
        return hidden == typed ? text : hidden;
    }

    // Beside a reference it is known without its dash.
    static bool IsCode(string found, bool wanted, bool beside)
    {
        var (dash, digit) = (found.Contains('-', StringComparison.Ordinal), found.Any(char.IsAsciiDigit));
        return wanted ? digit || dash && Base32.Read(found) is not null : (dash || beside) && digit && found.Any(char.IsAsciiLetter);
    }

    [GeneratedRegex("(?<![0-9A-Z])(?:TIC|LEG)[- ]?[0-9A-Z]{5}[- ]?[0-9A-Z]{6}(?![0-9A-Z])", RegexOptions.IgnoreCase)]
    private static partial Regex References();

    // Neither a part of a reference nor of a longer word or number.
    [GeneratedRegex(@"(?<![\p{L}\p{N}-])[0-9A-Za-z]{4}(?: ?- ?| ?)[0-9A-Za-z]{4}(?![\p{L}\p{N}-])")]
    private static partial Regex Code();
}
