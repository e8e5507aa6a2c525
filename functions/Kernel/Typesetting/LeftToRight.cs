using System.Text.RegularExpressions;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// Keeps numbers whole in Arabic text. By the bidirectional algorithm itself <c>2026-001234</c> after an Arabic letter shows as
/// <c>001234-2026</c>, and a telephone number is torn apart; a left-to-right mark on both sides prevents it. The right-to-left mark behind
/// them keeps what follows, such as a date, from being drawn into the number's direction.
/// </summary>
public static partial class LeftToRight
{
    const string Mark = "\u200E", Back = "\u200F";

    /// <summary>Puts marks around every register number, telephone number, identity-card number, hash or address of a right-to-left text.</summary>
    public static string Protect(string text) => Candidate.Replace(text, found => IsFragile(found.ValueSpan) ? Mark + found.Value + Mark + Back : found.Value);

    // Digits alone, or letters alone, hold together by themselves.
    static bool IsFragile(ReadOnlySpan<char> token) =>
        token.IndexOfAnyInRange('0', '9') >= 0 && token.IndexOfAnyExceptInRange('0', '9') >= 0;

    /// <summary>A telephone number with its blanks, or a token of Latin letters, digits and the signs between them.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?:\+\d[\d .-]*\d|[A-Za-z0-9+#](?:[A-Za-z0-9+/:.,_?&=#%-]*[A-Za-z0-9%/])?)(?![\p{L}\p{N}])")]
    private static partial Regex Candidate { get; }
}
