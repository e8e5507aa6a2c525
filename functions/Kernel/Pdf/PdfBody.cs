namespace CasaServerless.Kernel.Pdf;

// An indirect object as it stands in the body: "7 0 obj … endobj".
readonly record struct PdfIndirect(int Number, int Generation, PdfObject Value, int End);

// Reads indirect objects by their offset.
sealed class PdfBody(ReadOnlyMemory<byte> bytes, PdfBudget budget, PdfNames names)
{
    // Looks up a /Length that is a reference; null when it cannot be had.
    public Func<PdfReference, int?> LengthOf { get; set; } = _ => null;

    public ReadOnlyMemory<byte> Bytes => bytes;

    public PdfBudget Budget => budget;

    public PdfNames Names => names;

    public PdfParser Parser(int at) => new(bytes, at, budget, names);

    // Whether an object's header stands at the offset; `after` is where its value begins.
    public bool HeaderAt(long offset, out int number, out int generation, out int after)
    {
        (number, generation, after) = (0, 0, 0);
        if (offset < 0 || offset >= bytes.Length) return false;
        var parser = Parser((int)offset);
        if (!parser.Integer(out var n) || !parser.Integer(out var g) || !parser.Keyword("obj"u8)) return false;
        if (n > PdfXref.HighestNumber || g > 65_535) return false;
        (number, generation, after) = ((int)n, (int)g, parser.At);
        return true;
    }

    public PdfIndirect ObjectAt(long offset)
    {
        if (!HeaderAt(offset, out var number, out var generation, out var after)) throw new PdfDamaged("an object was expected");
        var parser = Parser(after);
        var value = parser.Value();
        if (value is not PdfDictionary dictionary || !parser.Keyword("stream"u8)) return new(number, generation, value, parser.At);
        var start = parser.At;
        var span = bytes.Span;
        if (start < span.Length && span[start] == '\r') start++;
        if (start < span.Length && span[start] == '\n') start++;
        var length = LengthFrom(dictionary, start, out var end);
        return new(number, generation, new PdfStream(dictionary, bytes.Slice(start, length)), end);
    }

    // /Length is believed only if "endstream" follows the data; `end` is behind that word.
    int LengthFrom(PdfDictionary dictionary, int start, out int end)
    {
        var claimed = dictionary["Length"] switch
        {
            PdfNumber number => number.Int,
            PdfReference reference => LengthOf(reference),
            _ => null,
        };
        if (claimed is { } length && length >= 0 && length <= bytes.Length - start)
        {
            var parser = Parser(start + length);
            if (parser.Keyword("endstream"u8))
            {
                end = parser.At;
                return length;
            }
        }
        var found = bytes.Span[start..].IndexOf("endstream"u8);
        if (found < 0)
        {
            budget.Syntax(bytes.Length - start);
            throw new PdfDamaged("a stream without end");
        }
        budget.Syntax(found);
        end = start + found + "endstream".Length;
        var data = bytes.Span.Slice(start, found);
        if (data is [.., (byte)'\r', (byte)'\n']) return found - 2;
        return data is [.., (byte)'\r' or (byte)'\n'] ? found - 1 : found;
    }
}
