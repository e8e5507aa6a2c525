using SkiaSharp;

namespace Casa;

/// <summary>A photo for those who bring none: a dark street lamp against an evening sky.</summary>
static class SamplePhoto
{
    const int Width = 640, Height = 480, Quality = 80;

    public static byte[] Jpeg { get; } = Draw();

    static byte[] Draw()
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height));
        var canvas = surface.Canvas;
        canvas.Clear(new SKColor(38, 44, 70));
        using var paint = new SKPaint { Color = new SKColor(20, 20, 24) };
        canvas.DrawRect(310, 120, 14, 360, paint);
        canvas.DrawRect(310, 112, 120, 12, paint);
        paint.Color = new SKColor(70, 70, 64);
        canvas.DrawOval(425, 130, 26, 12, paint);
        using var image = surface.Snapshot();
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }
}
