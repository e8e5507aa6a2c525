using SkiaSharp;

namespace CasaServerless.Kernel.Documents;

// One photo on one page of A4, the right way up.
static class PhotoPage
{
    // A4 in points, and a margin that printers can keep.
    const float Short = 595.28f, Long = 841.89f, Margin = 28.35f;

    // A small picture is not blown up beyond this many points for a pixel (96 pixels to the inch).
    const float Largest = 0.75f;

    // Nothing to tell from the original by eye.
    const int Quality = 92;

    // How the camera was held; nothing is unpacked for it.
    public static SKEncodedOrigin Open(ReadOnlyMemory<byte> upload, long mostPixels)
    {
        using var data = SKData.CreateCopy(upload.Span);
        using var codec = Codec(data);
        Pixels(codec, mostPixels);
        return codec.EncodedOrigin;
    }

    // Decodes at an eighth of the size, for which all data has to be there.
    public static void MustBeWhole(SKData data)
    {
        using var codec = Codec(data);
        var small = codec.GetScaledDimensions(0.125f);
        using var pixels = new SKBitmap(new SKImageInfo(small.Width, small.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success) throw Broken();
    }

    // All pixels, on white where they are transparent.
    public static SKBitmap Unpack(SKData data, DocumentLimits limits)
    {
        using var codec = Codec(data);
        Pixels(codec, limits.MaxUnpackedPixels);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        var pixels = new SKBitmap(info);
        try
        {
            if (codec.GetPixels(info, pixels.GetPixels()) != SKCodecResult.Success) throw Broken();
            OnWhite(pixels.GetPixelSpan());
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    // The same pixels, said to have no transparency; they belong to the bitmap.
    public static SKPixmap Opaque(SKBitmap pixels)
    {
        using var all = pixels.PeekPixels();
        return all.WithAlphaType(SKAlphaType.Opaque);
    }

    public static byte[] Compress(SKBitmap pixels, SKEncodedOrigin origin)
    {
        using var opaque = Opaque(pixels);
        using var jpeg = opaque.Encode(SKEncodedImageFormat.Jpeg, Quality);
        using var image = SKImage.FromEncodedData(jpeg);
        return Draw(image, origin);
    }

    public static byte[] Draw(SKImage image, SKEncodedOrigin origin)
    {
        // From here on as it is seen, not as it is stored.
        var (width, height) = (int)origin < 5 ? (image.Width, image.Height) : (image.Height, image.Width);
        var (across, down) = width > height ? (Long, Short) : (Short, Long);
        var scale = Math.Min(Largest, Math.Min((across - 2 * Margin) / width, (down - 2 * Margin) / height));
        using var output = new MemoryStream();
        // A quality above 100 leaves pixels as they are.
        using (var document = SKDocument.CreatePdf(output, new SKDocumentPdfMetadata { RasterDpi = 300, EncodingQuality = 101 }))
        {
            var canvas = document.BeginPage(across, down);
            canvas.Translate((across - width * scale) / 2, (down - height * scale) / 2);
            canvas.Scale(scale);
            canvas.Concat(Upright(origin, width, height));
            canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
            document.EndPage();
            document.Close();
        }
        return output.ToArray();
    }

    // The eight ways in which a camera can be held (EXIF 2.3, tag 0x0112).
    public static SKMatrix Upright(SKEncodedOrigin origin, float width, float height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, width, -1, 0, height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    // Premultiplied pixels over white: each colour gains what its transparency lets through.
    static void OnWhite(Span<byte> pixels)
    {
        for (var at = 0; at < pixels.Length; at += 4)
        {
            var white = (byte)(255 - pixels[at + 3]);
            if (white == 0) continue;
            pixels[at] += white;
            pixels[at + 1] += white;
            pixels[at + 2] += white;
            pixels[at + 3] = 255;
        }
    }

    static void Pixels(SKCodec codec, long most)
    {
        if ((long)codec.Info.Width * codec.Info.Height > most) throw new DocumentRefused(DocumentFault.Excessive, "a photo of too many pixels");
    }

    static SKCodec Codec(SKData data) => SKCodec.Create(data) ?? throw Broken();

    static DocumentRefused Broken() => new(DocumentFault.Damaged, "a photo that cannot be read to its end");
}
