namespace CasaServerless.Kernel.Pdf;

// Finds objects by their headers, from the front of a file to its end, whatever the cross references say.
static class PdfScan
{
    // Some garbage looks like a header; this much of it is no document.
    const int MostUnreadable = 100;

    public static IEnumerable<(int Start, PdfIndirect Object)> Objects(PdfBody body)
    {
        var unreadable = 0;
        var at = 0;
        while (true)
        {
            var (start, after) = Header(body.Bytes.Span, at);
            if (start < 0) yield break;
            PdfIndirect? found = null;
            try
            {
                found = body.ObjectAt(start);
            }
            catch (PdfDamaged damaged) when (damaged.Fault == PdfFault.Damaged && unreadable++ < MostUnreadable)
            {
            }
            at = found?.End ?? after;
            if (found is { } read) yield return (start, read);
        }
    }

    // The next "7 0 obj": where it begins and what is behind it; (-1, …) when there is none.
    static (int Start, int After) Header(ReadOnlySpan<byte> bytes, int from)
    {
        while (true)
        {
            var found = bytes[from..].IndexOf("obj"u8);
            if (found < 0) return (-1, bytes.Length);
            var word = from + found;
            var after = word + 3;
            if (Number(bytes, Blanks(bytes, word, from), from) is { } generation && generation < word
                && Number(bytes, Blanks(bytes, generation, from), from) is { } number && number < generation)
                return (number, after);
            from = after;
        }
    }

    // Steps back over blanks.
    static int Blanks(ReadOnlySpan<byte> bytes, int end, int from)
    {
        while (end > from && PdfSyntax.IsBlank(bytes[end - 1])) end--;
        return end;
    }

    // Steps back over digits; null when there are none.
    static int? Number(ReadOnlySpan<byte> bytes, int end, int from)
    {
        var start = end;
        while (start > from && PdfSyntax.IsDigit(bytes[start - 1]) && end - start < 10) start--;
        return start < end ? start : null;
    }
}
