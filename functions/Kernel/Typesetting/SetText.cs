using SkiaSharp;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A line of text at its place on a sheet.</summary>
sealed record SetText(TextLine Line, float X, float Baseline, float Size, SKColor Colour)
{
    /// <remarks>
    /// Drawn at one unit a point and scaled down: then glyphs stand at whole numbers, and a PDF writes most of them without a place.
    /// </remarks>
    public void Draw(SKCanvas canvas, Func<Typeface, SKTypeface> fonts)
    {
        using var paint = new SKPaint { Color = Colour, IsAntialias = true };
        var x = X;
        foreach (var run in Line.Runs)
        {
            var units = run.Typeface.UnitsPerEm;
            using var font = new SKFont(fonts(run.Typeface), units)
            {
                Subpixel = true,
                LinearMetrics = true,
                Hinting = SKFontHinting.None,
                Edging = SKFontEdging.Antialias,
            };
            using var blob = Blob(run, font);
            canvas.Save();
            canvas.Translate(x, Baseline);
            canvas.Scale(Size * run.Typeface.Optical / units);
            if (blob is not null) canvas.DrawText(blob, 0, 0, paint);
            canvas.Restore();
            x += run.Width * Size;
        }
    }

    /// <summary>Glyphs with the text they show: from these Skia writes what a reader searches and copies, ligatures and all.</summary>
    static SKTextBlob? Blob(GlyphRun run, SKFont font)
    {
        using var builder = new SKTextBlobBuilder();
        var buffer = builder.AllocatePositionedTextRun(font, run.Glyphs.Length, run.Utf8.Length);
        buffer.SetGlyphs(run.Glyphs);
        buffer.SetPositions(run.Positions);
        buffer.SetText(run.Utf8);
        buffer.SetClusters(run.Clusters);
        return builder.Build();
    }
}
