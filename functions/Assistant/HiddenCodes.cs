using System.Text.RegularExpressions;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant;

/// <summary>
/// What a person wrote, as it is written down: an access code is nobody's to read again, not even the agent's who is shown the conversation, wherever in it
/// the code was written. Pure.
/// </summary>
static partial class HiddenCodes
{
    const string Hidden = "••••-••••";

    // Nearly a code is nearly as good: a sign too many or too few.
    const int LongestAttempt = 14;

    /// <param name="wanted">The person was asked for a code.</param>
    public static string In(string text, bool wanted) =>
        wanted && (Base32.Read(text) is { Length: 8 } || (text.Length <= LongestAttempt && text.Any(char.IsAsciiDigit)))
            ? Hidden
            : Code().Replace(text, found => found.ValueSpan.ContainsAnyInRange('0', '9') && (wanted || (found.Value[4] == '-' && found.Value.Any(char.IsAsciiLetter))) ? Hidden : found.Value);

    // Neither a part of a reference nor of a longer word or number.
    [GeneratedRegex(@"(?<![\p{L}\p{N}-])[0-9A-Za-z]{4}[- ]?[0-9A-Za-z]{4}(?![\p{L}\p{N}-])")]
    private static partial Regex Code();
}
