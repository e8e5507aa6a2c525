using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel;

/// <summary>
/// A line that a person wrote and others will read on a screen or a paper: nothing in it may turn, hide or overlay what stands beside it.
/// </summary>
static class PlainText
{
    const int MostMarks = 2;

    /// <summary>The text without space around it; null where it is absent, too short, too long, without any letter or digit, or holds what no name or sentence needs.</summary>
    /// <param name="lines">Whether line feeds are allowed.</param>
    public static string? Read(string? text, int least, int most, bool lines = false)
    {
        var trimmed = (lines ? text?.ReplaceLineEndings("\n") : text)?.Trim();
        return trimmed is not null && trimmed.Length >= least && trimmed.Length <= most && IsPlain(trimmed, lines)
            && trimmed.EnumerateRunes().Any(IsWritten) ? trimmed : null;
    }

    /// <summary>The text normalised, whoever sent it: what is no character, of which .NET takes no text, becomes the sign that stands for what cannot be shown.</summary>
    public static string Normal(string text, NormalizationForm form) =>
        string.Concat(text.EnumerateRunes().Select(rune => IsNone(rune) ? Rune.ReplacementChar : rune)).Normalize(form);

    static bool IsNone(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE;

    /// <summary>Whether it is a letter or a digit that can be seen: the fillers of Hangul are letters and show nothing.</summary>
    public static bool IsWritten(Rune rune) => Rune.IsLetterOrDigit(rune) && rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0);

    /// <summary>Whether nothing in the text, from its first character to its last, turns, hides or overlays: half a surrogate pair is no character, nor is U+FFFE.</summary>
    public static bool IsPlain(string text, bool lines = false)
    {
        var marks = 0;
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune) || IsNone(rune)) return false;
            at += rune.Utf16SequenceLength;
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark ? marks + 1 : 0;
            if (marks > MostMarks) return false;
            if (category switch
            {
                UnicodeCategory.Control => !(lines && rune.Value == '\n'),
                // Among the format characters are those that turn the direction; Arabic and Amazigh spelling needs the two joiners alone.
                UnicodeCategory.Format => rune.Value is not (0x200C or 0x200D),
                UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
                _ => false,
            }) return false;
        }
        return true;
    }
}
