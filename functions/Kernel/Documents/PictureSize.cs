using System.Buffers.Binary;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Documents;

// What the streams of a PDF unpack to, and the pictures among them: as their dictionaries say and as the picture's own header does.
static class PictureSize
{
    public static void Check(PdfFile file, PdfStream stream, DocumentLimits limits)
    {
        var picture = stream.Dictionary.Is("Subtype", "Image");
        if (picture) Pixels(Number(file, stream, "Width") * Number(file, stream, "Height"), limits);
        var packed = file.Measure(stream, picture ? limits.MaxPictureBytes : file.Limits.StreamBytes);
        var inside = packed.Remaining switch
        {
            "DCTDecode" or "DCT" => Jpeg(packed.Bytes.Span),
            "JPXDecode" => Jpeg2000(packed.Bytes.Span),
            _ => 0,
        };
        Pixels(inside, limits);
    }

    // Width × height from the frame header; 0 where there is none.
    public static long Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF) at++;
            else if (JpegPhoto.IsFrame(marker))
                return (long)BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]) * BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]);
            else at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return 0;
    }

    // From the SIZ segment of the code stream, which decoders go by.
    static long Jpeg2000(ReadOnlySpan<byte> bytes)
    {
        var size = bytes.IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]);
        if (size < 0 || bytes.Length - size < 24) return 0;
        var grid = bytes[(size + 8)..];
        return (long)BinaryPrimitives.ReadUInt32BigEndian(grid) * BinaryPrimitives.ReadUInt32BigEndian(grid[4..]);
    }

    static double Number(PdfFile file, PdfStream stream, string key) => (file.Resolve(stream.Dictionary, key) as PdfNumber)?.Value ?? 0;

    static void Pixels(double pixels, DocumentLimits limits)
    {
        if (!(pixels <= limits.MaxPicturePixels)) throw new DocumentRefused(DocumentFault.Excessive, "a picture of too many pixels");
    }
}
