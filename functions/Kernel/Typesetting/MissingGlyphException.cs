using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A character that no typeface here can draw. An empty box on a legal paper would be worse than none.</summary>
public sealed class MissingGlyphException : Exception
{
    public MissingGlyphException(Rune character)
        : base(string.Create(CultureInfo.InvariantCulture, $"No typeface draws U+{character.Value:X4}.")) => Character = character;

    public MissingGlyphException(string typeface) : base($"{typeface} has no glyph for a character it was chosen for.") { }

    /// <summary>The character; null when a shaping rule, and not the text, asked for the glyph.</summary>
    public Rune? Character { get; }
}
