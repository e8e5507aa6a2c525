using System.Buffers;
using System.Buffers.Binary;
using SkiaSharp;

namespace CasaServerless.Kernel.Documents;

// A PNG becomes a page on white paper: lossless, unless that would be larger than an upload may be.
static class PngPhoto
{
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] ToPdf(ReadOnlyMemory<byte> upload, DocumentLimits limits)
    {
        using var data = SKData.CreateCopy(Clean(upload.Span).Span);
        using var pixels = PhotoPage.Unpack(data, limits);
        using var opaque = PhotoPage.Opaque(pixels);
        using var image = SKImage.FromPixels(opaque);
        var lossless = PhotoPage.Draw(image, SKEncodedOrigin.TopLeft);
        return lossless.Length <= limits.MaxBytes ? lossless : PhotoPage.Compress(pixels, SKEncodedOrigin.TopLeft);
    }

    // Only what makes the picture: texts, times, EXIF and unknown chunks are left behind before any decoder sees them.
    public static ReadOnlyMemory<byte> Clean(ReadOnlySpan<byte> bytes)
    {
        var output = new ArrayBufferWriter<byte>(bytes.Length);
        output.Write(bytes[..8]);
        for (var at = 8; ;)
        {
            if (at + 12 > bytes.Length) throw new DocumentRefused(DocumentFault.Damaged, "a PNG that is cut");
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - 12) throw new DocumentRefused(DocumentFault.Damaged, "a PNG that is cut");
            var chunk = bytes.Slice(at, (int)length + 12);
            var kind = chunk.Slice(4, 4);
            if (Kept(kind)) output.Write(chunk);
            at += chunk.Length;
            if (!kind.SequenceEqual("IEND"u8)) continue;
            return OtherFiles.Follows(bytes[at..])
                ? throw new DocumentRefused(DocumentFault.SeveralFiles, "another file behind a PNG") : output.WrittenMemory;
        }
    }

    static bool Kept(ReadOnlySpan<byte> kind) => System.Text.Encoding.ASCII.GetString(kind)
        is "IHDR" or "PLTE" or "IDAT" or "IEND" or "tRNS" or "gAMA" or "cHRM" or "sRGB" or "iCCP";
}
