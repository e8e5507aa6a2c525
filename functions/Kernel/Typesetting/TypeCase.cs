using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>The typefaces a text is set from, the preferred one first; the next stands in where a character is missing.</summary>
public sealed class TypeCase(params IReadOnlyList<Typeface> typefaces)
{
    // Amiri is drawn small on its body: at this size its letters are as easily read as those of Noto Sans.
    const float AmiriOptical = 1.18f;

    static readonly Lazy<Typeface> amiri = new(() => new Typeface("Amiri-Regular", AmiriOptical));
    static readonly Lazy<Typeface> noto = new(() => new Typeface("NotoSans-Regular"));
    static readonly Lazy<TypeCase> regular = new(() => new(amiri.Value, noto.Value));
    static readonly Lazy<TypeCase> bold = new(() => new(new("Amiri-Bold", AmiriOptical), new("NotoSans-Bold")));
    static readonly Lazy<TypeCase> code = new(() => new(noto.Value, amiri.Value));

    /// <summary>Amiri for sentences in both languages: one hand drew its Latin and its Arabic.</summary>
    public static TypeCase Regular => regular.Value;

    public static TypeCase Bold => bold.Value;

    /// <summary>Noto Sans for what a person types: a nought and an O are told apart.</summary>
    public static TypeCase Code => code.Value;

    /// <summary>Whether every character of the text can be drawn.</summary>
    public bool Draws(string text) => text.EnumerateRunes().All(rune => typefaces.Any(typeface => typeface.Draws(rune)));

    /// <summary>The typeface of each UTF-16 unit; a mark is drawn with the letter that it stands on.</summary>
    /// <exception cref="MissingGlyphException">No typeface draws a character.</exception>
    internal Typeface[] Choose(string text)
    {
        var chosen = new Typeface[text.Length];
        var current = typefaces[0];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var joins = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format;
            if (!joins || !current.Draws(rune))
                current = typefaces.FirstOrDefault(typeface => typeface.Draws(rune)) ?? throw new MissingGlyphException(rune);
            chosen.AsSpan(at, rune.Utf16SequenceLength).Fill(current);
            at += rune.Utf16SequenceLength;
        }
        return chosen;
    }
}
