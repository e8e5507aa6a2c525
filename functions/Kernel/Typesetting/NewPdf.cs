using System.Globalization;
using System.IO.Compression;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Typesetting;

/// <summary>A new PDF file: its objects in the order in which they are written, then the table of where they lie.</summary>
sealed class NewPdf
{
    // Below this a stream does not repay the compressor's start.
    const int WorthCompressing = 400;

    readonly PdfWriter writer = new(0);
    readonly List<long> places = [];

    // Bytes above 127 in a comment tell transfer programs that the file is binary.
    public NewPdf() => writer.Raw("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"u8);

    /// <summary>A number for an object that others refer to before it is written.</summary>
    public int Reserve()
    {
        places.Add(0);
        return places.Count;
    }

    public int Object(string value) => Object(Reserve(), value);

    public int Object(int number, string value)
    {
        places[number - 1] = writer.Offset;
        writer.Raw($"{number} 0 obj\n{value}\nendobj\n");
        return number;
    }

    /// <param name="entries">Further entries of the stream's dictionary.</param>
    public int Stream(ReadOnlySpan<byte> content, string entries = "")
    {
        if (content.Length < WorthCompressing) return Stream(content, entries, "");
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(content);
        return Stream(packed.GetBuffer().AsSpan(0, (int)packed.Length), entries, "/Filter/FlateDecode");
    }

    int Stream(ReadOnlySpan<byte> content, string entries, string filter)
    {
        var number = Reserve();
        places[number - 1] = writer.Offset;
        writer.Raw($"{number} 0 obj\n<<{entries}{filter}/Length {content.Length}>>\nstream\n");
        writer.Raw(content);
        writer.Raw("\nendstream\nendobj\n");
        return number;
    }

    public byte[] Close(int catalog, int information)
    {
        var table = writer.Offset;
        writer.Raw($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) writer.Raw(string.Create(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n"));
        writer.Raw($"trailer\n<</Size {places.Count + 1}/Root {catalog} 0 R/Info {information} 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return writer.Written.ToArray();
    }
}
