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
        var pens = new float[infos.Length + 1];
        for (var i = 0; i < infos.Length; i++)
        {
            if (infos[i].Codepoint == 0) throw new MissingGlyphException(typeface.Name);
            glyphs[i] = (ushort)infos[i].Codepoint;
            clusters[i] = infos[i].Cluster - (uint)start;
            positions[i] = new SKPoint(pens[i] + places[i].XOffset, -places[i].YOffset);
            pens[i + 1] = pens[i] + places[i].XAdvance;
        }
        var run = new GlyphRun(typeface, utf8.ToArray(), glyphs, positions, pens, clusters);
        if (shaped.Direction == HarfBuzzSharp.Direction.RightToLeft) CloseGaps(run, font);
        return run;
    }

    /// <summary>
    /// Amiri kerns some letters apart inside a word (reh before yeh, by an eighth of an em), and a search for the word would then fail. Such
    /// a gap is narrowed just enough.
    /// </summary>
    static void CloseGaps(GlyphRun run, Font font)
    {
        var widest = MathF.Floor(WidestGap * run.Typeface.UnitsPerEm);
        float shift = 0;
        float? end = null;
        var waiting = 0;
        for (var i = 0; i < run.Glyphs.Length; i++)
        {
            var advance = font.GetHorizontalGlyphAdvance(run.Glyphs[i]);
            // A mark stands before its letter in a run from right to left, and moves with it.
            if (advance == 0) continue;
            var blank = run.Utf8[run.Clusters[i]] == ' ';
            if (!blank && end is { } before && run.Positions[i].X - shift - before > widest) shift = run.Positions[i].X - before - widest;
            Move(i + 1);
            end = blank ? null : run.Positions[i].X + advance;
        }
        Move(run.Glyphs.Length);
        run.Pens[^1] -= shift;

        void Move(int to)
        {
            for (; waiting < to; waiting++)
            {
                run.Positions[waiting].X -= shift;
                run.Pens[waiting] -= shift;
            }
        }
    }
}
