using System.Globalization;
using System.Text;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>
/// One run of glyphs as PDF operators. Where glyphs and characters do not correspond one to one, the characters are written beside them
/// (ActualText), so that the text can be found and copied.
/// </summary>
sealed class RunOperators(StringBuilder operators, SubsetFont font, GlyphRun run, float size)
{
    bool open;
    int pen;
    int rise;

    public void Show()
    {
        // Glyphs stand from left to right; this says that they are read the other way.
        if (run.IsRightToLeft) operators.Append("/ReversedChars BMC\n");
        foreach (var cluster in GlyphCluster.Of(run))
        {
            var plain = font.Means(run, cluster);
            if (!plain) Begin(Encoding.UTF8.GetString(cluster.Text(run)));
            for (var i = cluster.From; i < cluster.To; i++) Glyph(run.Glyphs[i], run.Positions[i]);
            if (!plain) End();
        }
        Close();
        if (rise != 0) operators.Append("0 Ts\n");
        if (run.IsRightToLeft) operators.Append("EMC\n");
    }

    void Glyph(ushort glyph, Spot place)
    {
        if (place.Y != rise)
        {
            Close();
            rise = place.Y;
            operators.Append(CultureInfo.InvariantCulture, $"{-rise * size / run.Typeface.UnitsPerEm:0.###} Ts\n");
        }
        if (!open) operators.Append("[<");
        if (place.X != pen) operators.Append('>').Append((pen - place.X) * 1000 / run.Typeface.UnitsPerEm).Append('<');
        open = true;
        operators.Append(font.Code(glyph).ToString("X4", CultureInfo.InvariantCulture));
        pen = place.X + font.Advance(glyph);
    }

    void Close()
    {
        if (open) operators.Append(">]TJ\n");
        open = false;
    }

    void Begin(string text)
    {
        Close();
        operators.Append("/Span<</ActualText<FEFF").Append(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))).Append(">>>BDC\n");
    }

    void End()
    {
        Close();
        operators.Append("EMC\n");
    }
}
