using Buffer = HarfBuzzSharp.Buffer;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>Turns what HarfBuzz shaped into a run of glyphs with their places.</summary>
static class Shaping
{
    // Readers that guess blanks from gaps take a tenth of the font size for one.
    const int WidestGapPercent = 9;

    /// <param name="utf8">The piece of text that was shaped, which began at <paramref name="start"/> of the whole.</param>
    public static GlyphRun Run(Typeface typeface, Buffer shaped, ReadOnlySpan<byte> utf8, int start)
    {
        var infos = shaped.GetGlyphInfoSpan();
        var places = shaped.GetGlyphPositionSpan();
        var glyphs = new ushort[infos.Length];
        var clusters = new int[infos.Length];
        var positions = new Spot[infos.Length];
        var pens = new int[infos.Length + 1];
        for (var i = 0; i < infos.Length; i++)
        {
            if (infos[i].Codepoint == 0) throw new MissingGlyphException(typeface.Name);
            glyphs[i] = (ushort)infos[i].Codepoint;
            clusters[i] = (int)infos[i].Cluster - start;
            positions[i] = new Spot(pens[i] + places[i].XOffset, -places[i].YOffset);
            pens[i + 1] = pens[i] + places[i].XAdvance;
        }
        var rightToLeft = shaped.Direction == HarfBuzzSharp.Direction.RightToLeft;
        var run = new GlyphRun(typeface, rightToLeft, utf8.ToArray(), glyphs, positions, pens, clusters);
        if (rightToLeft) CloseGaps(run);
        return run;
    }

    /// <summary>
    /// Amiri kerns some letters apart inside a word (reh before yeh, by an eighth of an em), and a search for the word would then fail. Such
    /// a gap is narrowed just enough.
    /// </summary>
    static void CloseGaps(GlyphRun run)
    {
        var widest = WidestGapPercent * run.Typeface.UnitsPerEm / 100;
        var shift = 0;
        int? end = null;
        var waiting = 0;
        for (var i = 0; i < run.Glyphs.Length; i++)
        {
            var advance = run.Typeface.Advance(run.Glyphs[i]);
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
                run.Positions[waiting] = run.Positions[waiting] with { X = run.Positions[waiting].X - shift };
                run.Pens[waiting] -= shift;
            }
        }
    }
}
