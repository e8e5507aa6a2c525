using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>A signature dictionary's claim on its file: the bytes before and after the gap that holds the signature.</summary>
/// <param name="Dictionary">The signature dictionary.</param>
/// <param name="Contents">The bytes of /Contents, padding included.</param>
sealed record SignatureRange(PdfDictionary Dictionary, int GapStart, int GapEnd, long End, byte[] Contents)
{
    const int DeepestField = 16;

    public bool IsCades => Dictionary.Is("Filter", "Adobe.PPKLite") && Dictionary.Is("SubFilter", "ETSI.CAdES.detached");

    /// <summary>The signature field whose range reaches furthest; null when no field has a signature.</summary>
    public static SignatureRange? Outermost(PdfFile file) =>
        file.Resolve(file.Catalog, "AcroForm") is PdfDictionary form && file.Resolve(form, "Fields") is PdfArray fields
            ? Signatures(file, fields, 0).Select(dictionary => Read(file, dictionary)).MaxBy(range => range.End) : null;

    /// <summary>
    /// Whether exactly the gap is left out, and the gap is exactly this dictionary's /Contents: anything else would be a place to change the
    /// paper without touching its digest.
    /// </summary>
    public bool CoversWhole(ReadOnlySpan<byte> pdf)
    {
        if (End != pdf.Length || GapStart <= 0 || GapEnd <= GapStart + 1 || GapEnd > pdf.Length) return false;
        if (pdf[GapStart] != '<' || pdf[GapEnd - 1] != '>') return false;
        var digits = pdf[(GapStart + 1)..(GapEnd - 1)];
        var gap = new byte[digits.Length / 2];
        return digits.Length % 2 == 0 && Convert.FromHexString(digits, gap, out _, out var written) == System.Buffers.OperationStatus.Done
            && gap.AsSpan(0, written).SequenceEqual(Contents);
    }

    public byte[] Signed(ReadOnlySpan<byte> pdf)
    {
        var signed = new byte[GapStart + pdf.Length - GapEnd];
        pdf[..GapStart].CopyTo(signed);
        pdf[GapEnd..].CopyTo(signed.AsSpan(GapStart));
        return signed;
    }

    static SignatureRange Read(PdfFile file, PdfDictionary dictionary)
    {
        var contents = (file.Resolve(dictionary, "Contents") as PdfString)?.Bytes.ToArray() ?? [];
        return file.Resolve(dictionary, "ByteRange") is PdfArray { Count: 4 } range && range[0] is PdfNumber { Int: 0 }
            && range[1] is PdfNumber { Int: { } start } && range[2] is PdfNumber { Int: { } end } && range[3] is PdfNumber { Int: { } rest }
            ? new(dictionary, start, end, (long)end + rest, contents) : new(dictionary, 0, 0, 0, contents);
    }

    static IEnumerable<PdfDictionary> Signatures(PdfFile file, PdfArray fields, int depth)
    {
        if (depth > DeepestField) throw new PdfDamaged("a form nested too deep");
        foreach (var item in fields)
        {
            if (file.Resolve(item) is not PdfDictionary field) continue;
            if (file.Resolve(field, "V") is PdfDictionary value && value.Has("ByteRange")) yield return value;
            if (file.Resolve(field, "Kids") is not PdfArray kids) continue;
            foreach (var signature in Signatures(file, kids, depth + 1)) yield return signature;
        }
    }
}
