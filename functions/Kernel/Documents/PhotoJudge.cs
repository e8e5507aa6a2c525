using SkiaSharp;

namespace CasaServerless.Kernel.Documents;

/// <summary>
/// Judges a photo by its content and draws it anew, upright and no larger than a screen needs: nothing of what the camera wrote into it about
/// place, time and owner is left, nor anything that was hidden behind its end.
/// </summary>
public sealed class PhotoJudge(DocumentJudge judge)
{
    /// <summary>Longest side of what is kept, in pixels.</summary>
    public const int LongestSide = 2000;

    const int Quality = 85;

    /// <summary>The photo as a JPEG of its own, or why there is none.</summary>
    public PhotoVerdict Judge(ReadOnlyMemory<byte> upload)
    {
        var verdict = judge.Judge(upload);
        if (verdict is DocumentVerdict.Refused refused) return new(null, refused.Fault);
        if (verdict is not DocumentVerdict.Accepted { Form: DocumentForm.Jpeg or DocumentForm.Png }) return new(null, DocumentFault.NotADocument);
        try
        {
            return new(Redraw(upload), null);
        }
        catch (DocumentRefused fault)
        {
            return new(null, fault.Fault);
        }
    }

    static byte[] Redraw(ReadOnlyMemory<byte> upload)
    {
        var limits = DocumentLimits.Default;
        var origin = PhotoPage.Open(upload, limits.MaxUnpackedPixels);
        using var data = SKData.CreateCopy(upload.Span);
        using var pixels = PhotoPage.Unpack(data, limits);
        var (width, height) = (int)origin < 5 ? (pixels.Width, pixels.Height) : (pixels.Height, pixels.Width);
        var scale = Math.Min(1f, (float)LongestSide / Math.Max(width, height));
        using var surface = SKSurface.Create(new SKImageInfo(Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)), SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Scale(scale);
        surface.Canvas.Concat(PhotoPage.Upright(origin, width, height));
        using var opaque = PhotoPage.Opaque(pixels);
        using var picture = SKImage.FromPixels(opaque);
        surface.Canvas.DrawImage(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var image = surface.Snapshot();
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return jpeg.ToArray();
    }
}

/// <summary>A photo judged.</summary>
/// <param name="Jpeg">What is kept; null where it was refused.</param>
/// <param name="Fault">Why it was refused.</param>
public sealed record PhotoVerdict(byte[]? Jpeg, DocumentFault? Fault);
