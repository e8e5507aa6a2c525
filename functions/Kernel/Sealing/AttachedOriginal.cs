using System.IO.Compression;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The attested document inside its attestation, byte for byte: an associated file (ISO 32000-2, 7.11.4 and 14.13), so that the two cannot be
/// parted, and under the attestation's signature.
/// </summary>
static class AttachedOriginal
{
    /// <summary>What readers show and save it as.</summary>
    public const string FileName = "original.pdf";

    /// <returns>The catalog with the file entered; to be put by whoever changes the catalog next.</returns>
    public static PdfDictionary Attach(PdfUpdate update, PdfDictionary catalog, ReadOnlyMemory<byte> original)
    {
        var content = update.Add(new PdfStream(new PdfDictionary
        {
            ["Type"] = new PdfName("EmbeddedFile"),
            ["Subtype"] = new PdfName("application/pdf"),
            ["Filter"] = new PdfName("FlateDecode"),
            ["Params"] = new PdfDictionary { ["Size"] = original.Length },
        }, Packed(original.Span)));
        var file = update.Add(new PdfDictionary
        {
            ["Type"] = new PdfName("Filespec"),
            ["F"] = PdfString.Text(FileName),
            ["UF"] = PdfString.Text(FileName),
            ["Desc"] = PdfString.Text("Original attesté – الأصل المشهود به"),
            ["AFRelationship"] = new PdfName("Source"),
            ["EF"] = new PdfDictionary { ["F"] = content, ["UF"] = content },
        });
        return catalog.With("AF", PdfArray.Of([file])).With("Names", new PdfDictionary
        {
            ["EmbeddedFiles"] = new PdfDictionary { ["Names"] = PdfArray.Of([PdfString.Text(FileName), file]) },
        });
    }

    // Packed, because some programs look for signatures by searching a file's bytes: they must find the attestation's and not the original's.
    static ReadOnlyMemory<byte> Packed(ReadOnlySpan<byte> original)
    {
        using var packed = new MemoryStream(original.Length + 1024);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(original);
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }
}
