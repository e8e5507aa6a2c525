using System.Buffers;
using System.Buffers.Binary;
using SkiaSharp;

namespace CasaServerless.Kernel.Documents;

// A JPEG becomes a page without being compressed again: its picture data goes into the PDF as it is, without what the camera wrote about
// place, time and owner.
static class JpegPhoto
{
    // Enough for any progressive picture; hundreds of scans only keep a decoder busy.
    const int MostScans = 64;

    public static ReadOnlySpan<byte> Magic => [0xFF, 0xD8, 0xFF];

    public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    public static byte[] ToPdf(ReadOnlyMemory<byte> upload, DocumentLimits limits)
    {
        var clean = Clean(upload.Span);
        var origin = PhotoPage.Open(upload, clean.Baseline ? limits.MaxPhotoPixels : limits.MaxUnpackedPixels);
        using var data = SKData.CreateCopy(clean.Bytes.Span);
        if (clean.Components == 4)
        {
            // Printing colours: viewers disagree on them, so the page gets them as a screen shows them.
            using var pixels = PhotoPage.Unpack(data, limits);
            return PhotoPage.Compress(pixels, origin);
        }
        PhotoPage.MustBeWhole(data);
        using var image = SKImage.FromEncodedData(data) ?? throw new DocumentRefused(DocumentFault.Damaged, "a JPEG that cannot be read");
        return PhotoPage.Draw(image, origin);
    }

    // The picture without EXIF, XMP, GPS, IPTC, comments and whatever follows its end; JFIF, colour profile and Adobe's colour mark stay, since
    // they say how it looks.
    public static (ReadOnlyMemory<byte> Bytes, int Components, bool Baseline) Clean(ReadOnlySpan<byte> bytes)
    {
        var output = new ArrayBufferWriter<byte>(bytes.Length);
        output.Write(bytes[..2]);
        int at = 2, scans = 0, components = 0;
        // Anything else is held in memory until its last scan.
        var baseline = true;
        while (true)
        {
            // Without its end mark a picture was cut: a decoder would fill up with gray and say nothing.
            if (at + 2 > bytes.Length || bytes[at] != 0xFF) throw Cut();
            var marker = bytes[at + 1];
            if (marker == 0xD9) break;
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (at + 4 > bytes.Length) throw Cut();
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 4 || at + length > bytes.Length) throw Cut();
            var segment = bytes.Slice(at, length);
            at += length;
            if (IsFrame(marker))
            {
                if (components != 0 || length < 10) throw new DocumentRefused(DocumentFault.Damaged, "a JPEG with several pictures");
                (components, baseline) = (segment[9], marker is 0xC0 or 0xC1);
            }
            if (Kept(marker, segment[4..])) output.Write(segment);
            if (marker != 0xDA) continue;
            if (++scans > MostScans) throw new DocumentRefused(DocumentFault.Excessive, "a JPEG of too many scans");
            var data = Entropy(bytes[at..]);
            output.Write(bytes.Slice(at, data));
            at += data;
        }
        if (OtherFiles.Follows(bytes[(at + 2)..])) throw new DocumentRefused(DocumentFault.SeveralFiles, "another file behind a JPEG");
        if (scans == 0 || components == 0) throw Cut();
        output.Write((ReadOnlySpan<byte>)[0xFF, 0xD9]);
        return (output.WrittenMemory, components, baseline);
    }

    static bool Kept(byte marker, ReadOnlySpan<byte> payload) => marker switch
    {
        0xE0 => payload.StartsWith("JFIF\0"u8),
        0xE2 => payload.StartsWith("ICC_PROFILE\0"u8),
        0xEE => payload.StartsWith("Adobe"u8),
        >= 0xE1 and <= 0xEF or 0xFE => false,
        _ => true,
    };

    // How many bytes of picture data come before the next marker.
    static int Entropy(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; ; at += 2)
        {
            var next = bytes[Math.Min(at, bytes.Length)..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= bytes.Length) return bytes.Length;
            at += next;
            if (bytes[at + 1] is not (0 or (>= 0xD0 and <= 0xD7))) return at;
        }
    }

    static DocumentRefused Cut() => new(DocumentFault.Damaged, "a JPEG that is cut or not one");
}
