namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// Shaped glyphs of one typeface and direction, in the order in which they stand from left to right. Lengths are in units of the font.
/// </summary>
/// <param name="Utf8">The text they show; <paramref name="Clusters"/> are offsets into it. A PDF keeps both, so the text can be found.</param>
/// <param name="Positions">Origins on the baseline, from the run's left end; y grows downwards.</param>
/// <param name="Pens">Where the space of each glyph begins, and, one more, where the run ends.</param>
public sealed record GlyphRun(Typeface Typeface, bool IsRightToLeft, byte[] Utf8, ushort[] Glyphs, Spot[] Positions, int[] Pens, int[] Clusters)
{
    /// <summary>In ems of the nominal size.</summary>
    public float Width => Pens[^1] * Typeface.Optical / Typeface.UnitsPerEm;

    /// <summary>The glyphs of a stretch of the text: shaped letters keep their form when a line ends at a blank.</summary>
    public GlyphRun Slice(int start, int length)
    {
        if (start == 0 && length == Utf8.Length) return this;
        var from = 0;
        while (from < Glyphs.Length && !Inside(from)) from++;
        var to = from;
        while (to < Glyphs.Length && Inside(to)) to++;
        var left = Pens[from];
        return new GlyphRun(
            Typeface,
            IsRightToLeft,
            Utf8.AsSpan(start, length).ToArray(),
            Glyphs[from..to],
            Array.ConvertAll(Positions[from..to], place => new Spot(place.X - left, place.Y)),
            Array.ConvertAll(Pens[from..(to + 1)], pen => pen - left),
            Array.ConvertAll(Clusters[from..to], cluster => cluster - start));

        bool Inside(int glyph) => Clusters[glyph] >= start && Clusters[glyph] < start + length;
    }
}
