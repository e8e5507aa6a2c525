namespace CasaServerless.Kernel.Pdf;

// One object for each name of a file, however often it is used.
sealed class PdfNames
{
    const int Longest = 512;

    readonly Dictionary<string, PdfName> known = new(StringComparer.Ordinal);

    // A name from its raw bytes, behind the slash.
    public PdfName Of(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > Longest) throw new PdfDamaged("a name too long");
        Span<char> buffer = stackalloc char[raw.Length];
        var name = Decode(raw, buffer);
        if (known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found)) return found;
        var made = new PdfName(name.ToString());
        known.Add(made.Value, made);
        return made;
    }

    // Only if the file's objects have used it: content can invent names without end.
    public PdfName? Known(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > Longest) return null;
        Span<char> buffer = stackalloc char[raw.Length];
        return known.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Decode(raw, buffer), out var found) ? found : null;
    }

    static ReadOnlySpan<char> Decode(ReadOnlySpan<byte> raw, Span<char> name)
    {
        var length = 0;
        for (var at = 0; at < raw.Length; at++)
        {
            var value = (int)raw[at];
            if (value == '#' && at + 2 < raw.Length
                && PdfSyntax.Hex(raw[at + 1]) is >= 0 and var high && PdfSyntax.Hex(raw[at + 2]) is >= 0 and var low)
            {
                value = high * 16 + low;
                at += 2;
            }
            name[length++] = (char)value;
        }
        return name[..length];
    }
}
