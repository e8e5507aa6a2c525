using SkiaSharp;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A line of text at its place on a sheet.</summary>
sealed record SetText(TextLine Line, float X, float Baseline, float Size, SKColor Colour)
{
    public void Draw(SKCanvas canvas, Func<Typeface, SKTypeface> fonts)
    {
        using var paint = new SKPaint { Color = Colour, IsAntialias = true };
        var x = X;
        foreach (var run in Line.Runs)
        {
            using var font = new SKFont(fonts(run.Typeface), Size * run.Typeface.Optical)
            {
                Subpixel = true,
                LinearMetrics = true,
                Hinting = SKFontHinting.None,
                Edging = SKFontEdging.Antialias,
            };
            using var blob = Blob(run, font);
            if (blob is not null) canvas.DrawText(blob, x, Baseline, paint);
            x += run.Width * Size;
        }
    }

    /// <summary>Glyphs with the text they show: from these Skia writes what a reader searches and copies, ligatures and all.</summary>
    SKTextBlob? Blob(GlyphRun run, SKFont font)
    {
        using var builder = new SKTextBlobBuilder();
        var buffer = builder.AllocatePositionedTextRun(font, run.Glyphs.Length, run.Utf8.Length);
        buffer.SetGlyphs(run.Glyphs);
        buffer.SetPositions(Array.ConvertAll(run.Positions, place => new SKPoint(place.X * Size, place.Y * Size)));
        buffer.SetText(run.Utf8);
        buffer.SetClusters(run.Clusters);
        return builder.Build();
    }
}
