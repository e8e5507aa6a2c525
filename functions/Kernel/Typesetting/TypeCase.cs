using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// The typefaces a text is set from: one for Latin, one for Arabic, each standing in for the other where a character is missing.
/// </summary>
public sealed class TypeCase(Typeface latin, Typeface arabic)
{
    // Beside sans-serif capitals Amiri's Arabic, drawn with tall ascenders, needs to be larger to be read as easily.
    const float AmiriOptical = 1.22f;

    public static TypeCase Regular => regular.Value;

    public static TypeCase Bold => bold.Value;

    static readonly Lazy<TypeCase> regular = new(() =>
        new(new Typeface("fonts/NotoSans-Regular.ttf"), new Typeface("fonts/Amiri-Regular.ttf", AmiriOptical)));

    static readonly Lazy<TypeCase> bold = new(() =>
        new(new Typeface("fonts/NotoSans-Bold.ttf"), new Typeface("fonts/Amiri-Bold.ttf", AmiriOptical)));

    /// <summary>The typeface of each UTF-16 unit. Digits, marks and punctuation follow the letters before them, or the paragraph.</summary>
    /// <exception cref="MissingGlyphException">Neither typeface draws a character.</exception>
    internal Typeface[] Choose(string text, Direction direction)
    {
        var chosen = new Typeface[text.Length];
        var current = direction == Direction.RightToLeft ? arabic : latin;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            current = BidiClasses.Of(rune) switch
            {
                BidiClass.L when !IsInvisible(rune) => latin,
                BidiClass.R or BidiClass.AL when !IsInvisible(rune) => arabic,
                _ => current,
            };
            var typeface = Drawing(rune, current);
            chosen.AsSpan(at, rune.Utf16SequenceLength).Fill(typeface);
            at += rune.Utf16SequenceLength;
        }
        return chosen;
    }

    Typeface Drawing(Rune rune, Typeface wanted)
    {
        if (IsInvisible(rune) || wanted.Draws(rune)) return wanted;
        var other = wanted == latin ? arabic : latin;
        return other.Draws(rune) ? other : throw new MissingGlyphException(rune);
    }

    static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
}
