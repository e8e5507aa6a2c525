using System.Diagnostics.CodeAnalysis;
using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>One font of the program: embedded as a resource, never changed after loading, safe to shape with from any thread.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A typeface lives as long as the program.")]
public sealed unsafe class Typeface
{
    readonly Blob blob;
    readonly Face face;
    readonly Font font;
    readonly IntPtr prepared;

    /// <param name="resource">Name of the embedded font file.</param>
    /// <param name="optical">How much larger than its nominal size the font is set, so that faces side by side look alike.</param>
    public Typeface(string resource, float optical = 1)
    {
        Name = resource;
        Optical = optical;
        var file = typeof(Typeface).Assembly.GetManifestResourceStream(resource) as UnmanagedMemoryStream
            ?? throw new InvalidOperationException($"The font {resource} is not embedded.");
        // The bytes lie in the program's own image; nothing is copied and nothing may free them.
        blob = new Blob((IntPtr)file.PositionPointer, (int)file.Length, MemoryMode.ReadOnly);
        face = new Face(blob, 0);
        font = new Font(face);
        font.SetFunctionsOpenType();
        UnitsPerEm = face.UnitsPerEm;
        font.SetScale(UnitsPerEm, UnitsPerEm);
        face.MakeImmutable();
        prepared = FontSubset.Prepare(face.Handle);
    }

    public string Name { get; }

    public float Optical { get; }

    public int UnitsPerEm { get; }

    public bool Draws(Rune character) => font.TryGetNominalGlyph((uint)character.Value, out _);

    /// <summary>Shapes one piece of a text that has one direction, seeing its neighbours, since Arabic letters join.</summary>
    /// <param name="text">The whole text in UTF-8.</param>
    /// <param name="direction">The piece's own direction.</param>
    public GlyphRun Shape(ReadOnlySpan<byte> text, int start, int length, Direction direction)
    {
        using var buffer = new Buffer();
        buffer.AddUtf8(text, start, length);
        buffer.Direction = direction == Direction.RightToLeft ? HarfBuzzSharp.Direction.RightToLeft : HarfBuzzSharp.Direction.LeftToRight;
        buffer.Script = direction == Direction.RightToLeft ? Script.Arabic : Script.Latin;
        buffer.Language = new HarfBuzzSharp.Language(direction == Direction.RightToLeft ? "ar" : "fr");
        // Letter and mark as clusters of their own: a reader then finds each where it stands, also from right to left.
        buffer.ClusterLevel = ClusterLevel.MonotoneCharacters;
        font.Shape(buffer);
        return Shaping.Run(this, font, buffer, text.Slice(start, length), start);
    }

    /// <summary>The font with only these glyphs, as Skia takes it; glyph numbers stay.</summary>
    public SKTypeface Subset(IEnumerable<uint> glyphs)
    {
        using var data = SKData.CreateCopy(FontSubset.Cut(prepared, glyphs));
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"Skia cannot read the subset of {Name}.");
    }
}
