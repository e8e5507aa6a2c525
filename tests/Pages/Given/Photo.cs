using QRCoder;
using SkiaSharp;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>Photos of papers, as a phone takes them: a page on a table, a little askew, in grey light.</summary>
public static class Photo
{
    /// <summary>JPEG of a page with a QR that says <paramref name="text"/>; of a page without QR if null.</summary>
    /// <param name="qr">The QR's side, as a part of the width.</param>
    public static byte[] Of(string? text, int width = 1500, int height = 2000, float qr = .2f)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        var canvas = surface.Canvas;
        canvas.Clear(new SKColor(110, 100, 90));
        canvas.RotateDegrees(6, width / 2f, height / 2f);
        using var paint = new SKPaint { Color = new SKColor(232, 230, 224) };
        canvas.DrawRect(width * .1f, height * .08f, width * .8f, height * .84f, paint);
        paint.Color = new SKColor(60, 60, 66);
        for (var line = 0; line < 20; line++) canvas.DrawRect(width * .18f, height * (.14f + line * .026f), width * .62f, height * .006f, paint);
        if (text is not null) Draw(canvas, text, width * .18f, height * .87f - width * qr, width * qr, paint);
        using var image = surface.Snapshot();
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 80);
        return jpeg.ToArray();
    }

    /// <summary>JPEG of noise: about a byte and a half a pixel.</summary>
    public static byte[] Noise(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        // A generator of its own, the same noise every time (Numerical Recipes).
        var noise = 7u;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) bitmap.SetPixel(x, y, new SKColor((noise = noise * 1664525 + 1013904223) >> 8 | 0xff000000));
        }
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return jpeg.ToArray();
    }

    static void Draw(SKCanvas canvas, string text, float left, float top, float side, SKPaint paint)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var module = side / rows.Count;
        var ink = paint.Color;
        paint.Color = SKColors.White;
        canvas.DrawRect(left, top, side, side, paint);
        paint.Color = ink;
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (rows[y][x]) canvas.DrawRect(left + x * module, top + y * module, module + .5f, module + .5f, paint);
            }
        }
    }
}
