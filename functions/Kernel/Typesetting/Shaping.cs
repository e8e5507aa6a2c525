using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>Turns what HarfBuzz shaped into a run of glyphs with their places.</summary>
static class Shaping
{
    // Readers that guess blanks from gaps take a tenth of the font size for one.
    const float WidestGap = 0.09f;

    /// <param name="utf8">The piece of text that was shaped, which began at <paramref name="start"/> of the whole.</param>
    public static GlyphRun Run(Typeface typeface, Font font, Buffer shaped, ReadOnlySpan<byte> utf8, int start)
    {
        var infos = shaped.GetGlyphInfoSpan();
        var places = shaped.GetGlyphPositionSpan();
        var glyphs = new ushort[infos.Length];
        var clusters = new uint[infos.Length];
        var positions = new SKPoint[infos.Length];
        float x = 0;
        for (var i = 0; i < infos.Length; i++)
        {
            if (infos[i].Codepoint == 0) throw new MissingGlyphException(typeface.Name);
            glyphs[i] = (ushort)infos[i].Codepoint;
            clusters[i] = infos[i].Cluster - (uint)start;
            positions[i] = new SKPoint(x + places[i].XOffset, -places[i].YOffset);
            x += places[i].XAdvance;
        }
        x -= CloseGaps(font, infos, positions, utf8, start, WidestGap * typeface.UnitsPerEm);
        var scale = typeface.Optical / typeface.UnitsPerEm;
        for (var i = 0; i < positions.Length; i++) positions[i] = new SKPoint(positions[i].X * scale, positions[i].Y * scale);
        return new GlyphRun(typeface, utf8.ToArray(), glyphs, positions, clusters, x * scale);
    }

    /// <summary>
    /// Amiri kerns some letters apart inside a word (reh before yeh, by an eighth of an em), and a search for the word would then fail. Such
    /// a gap is narrowed just enough.
    /// </summary>
    /// <returns>By how much the run became shorter.</returns>
    static float CloseGaps(Font font, ReadOnlySpan<GlyphInfo> infos, SKPoint[] positions, ReadOnlySpan<byte> utf8, int start, float widest)
    {
        float shift = 0;
        float? end = null;
        for (var from = 0; from < infos.Length;)
        {
            // A letter and its marks share a cluster and move together.
            var to = from;
            var letter = -1;
            for (; to < infos.Length && infos[to].Cluster == infos[from].Cluster; to++)
            {
                if (letter < 0 && font.GetHorizontalGlyphAdvance(infos[to].Codepoint) > 0) letter = to;
            }
            var blank = utf8[(int)infos[from].Cluster - start] is (byte)' ' or 0xC2;
            if (letter >= 0 && end is { } before && !blank && positions[letter].X - shift - before > widest)
                shift = positions[letter].X - before - widest;
            for (var i = from; i < to; i++) positions[i].X -= shift;
            if (letter >= 0) end = blank ? null : positions[letter].X + font.GetHorizontalGlyphAdvance(infos[letter].Codepoint);
            from = to;
        }
        return shift;
    }
}
