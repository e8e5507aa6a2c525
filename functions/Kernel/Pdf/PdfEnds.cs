namespace CasaServerless.Kernel.Pdf;

// The two ends of a file: nothing before "%PDF-", nothing after "startxref … %%EOF". What has more is perhaps another file as well.
static class PdfEnds
{
    // Answers the number after the last "startxref".
    public static long Check(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith("%PDF-"u8))
            throw bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) > 0
                ? new PdfDamaged(PdfFault.Lead, "bytes before the header") : new PdfDamaged("not a PDF");
        var found = bytes.LastIndexOf("startxref"u8);
        if (found < 0) throw new PdfDamaged("cut: no startxref");
        var at = found + "startxref".Length;
        at += Blanks(bytes[at..]);
        at += PdfSyntax.Integer(bytes[at..], out var newest);
        at += Blanks(bytes[at..]);
        while (bytes[at..].StartsWith("%%EOF"u8))
        {
            at += "%%EOF".Length;
            at += Blanks(bytes[at..]);
        }
        return at == bytes.Length ? newest : throw new PdfDamaged(PdfFault.Tail, "bytes after the end");
    }

    static int Blanks(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAnyExcept(PdfSyntax.Blanks);
        return length < 0 ? bytes.Length : length;
    }
}
