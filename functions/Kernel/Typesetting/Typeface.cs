using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using HarfBuzzSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>One font of the program: embedded as a resource, never changed after loading, safe to shape with from any thread.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A typeface lives as long as the program.")]
public sealed unsafe class Typeface
{
    static readonly HarfBuzzSharp.Language french = new("fr"), arabic = new("ar");

    readonly Blob blob;
    readonly Face face;
    readonly Font font;
    readonly IntPtr prepared;

    // Whether it draws the characters up to the end of the Arabic block, asked once.
    readonly bool[] usual = new bool[0x700];

    /// <param name="name">Its PostScript name; the embedded file is <c>fonts/{name}.ttf</c>.</param>
    /// <param name="optical">How much larger than its nominal size the font is set, so that faces side by side look alike.</param>
    public Typeface(string name, float optical = 1)
    {
        Name = name;
        Optical = optical;
        var file = typeof(Typeface).Assembly.GetManifestResourceStream($"fonts/{name}.ttf") as UnmanagedMemoryStream
            ?? throw new InvalidOperationException($"The font {name} is not embedded.");
        // The bytes lie in the program's own image; nothing is copied and nothing may free them.
        blob = new Blob((IntPtr)file.PositionPointer, (int)file.Length, MemoryMode.ReadOnly);
        face = new Face(blob, 0);
        font = new Font(face);
        font.SetFunctionsOpenType();
        UnitsPerEm = face.UnitsPerEm;
        font.SetScale(UnitsPerEm, UnitsPerEm);
        face.MakeImmutable();
        prepared = FontSubset.Prepare(face.Handle);
        Metrics = ReadMetrics();
        for (var i = 0; i < usual.Length; i++) usual[i] = Has(i);
    }

    public string Name { get; }

    public float Optical { get; }

    public int UnitsPerEm { get; }

    internal FontMetrics Metrics { get; }

    public bool Draws(Rune character) => character.Value < usual.Length ? usual[character.Value] : Has(character.Value);

    /// <summary>A glyph's own width, before shaping moved it.</summary>
    public int Advance(ushort glyph) => font.GetHorizontalGlyphAdvance(glyph);

    /// <summary>Shapes one piece of a text that has one direction, seeing its neighbours, since Arabic letters join.</summary>
    /// <param name="text">The whole text in UTF-8.</param>
    /// <param name="direction">The piece's own direction.</param>
    public GlyphRun Shape(ReadOnlySpan<byte> text, int start, int length, Direction direction)
    {
        using var buffer = new Buffer();
        buffer.AddUtf8(text, start, length);
        var rightToLeft = direction == Direction.RightToLeft;
        buffer.Direction = rightToLeft ? HarfBuzzSharp.Direction.RightToLeft : HarfBuzzSharp.Direction.LeftToRight;
        buffer.Script = rightToLeft ? Script.Arabic : Script.Latin;
        buffer.Language = rightToLeft ? arabic : french;
        // Letter and mark as clusters of their own: a reader then finds each where it stands, also from right to left.
        buffer.ClusterLevel = ClusterLevel.MonotoneCharacters;
        font.Shape(buffer);
        return Shaping.Run(this, buffer, text.Slice(start, length), start);
    }

    internal FontSubset Subset(IReadOnlyCollection<ushort> glyphs) => FontSubset.Cut(prepared, glyphs);

    bool Has(int character) => font.TryGetNominalGlyph((uint)character, out _);

    FontMetrics ReadMetrics()
    {
        font.TryGetHorizontalFontExtents(out var extents);
        using var head = face.ReferenceTable(Tag.Parse("head"));
        using var os2 = face.ReferenceTable(Tag.Parse("OS/2"));
        var box = head.AsSpan().Slice(36, 8);
        return new FontMetrics(
            string.Create(CultureInfo.InvariantCulture, $"{Thousandths(box, 0)} {Thousandths(box, 2)} {Thousandths(box, 4)} {Thousandths(box, 6)}"),
            extents.Ascender * 1000 / UnitsPerEm, extents.Descender * 1000 / UnitsPerEm, Thousandths(os2.AsSpan(), 88));
    }

    int Thousandths(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadInt16BigEndian(table[at..]) * 1000 / UnitsPerEm;
}

/// <summary>What a PDF says of a font, in thousandths of an em.</summary>
/// <param name="Box">The box around all glyphs: left, bottom, right, top.</param>
sealed record FontMetrics(string Box, int Ascent, int Descent, int CapHeight);
