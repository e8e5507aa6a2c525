namespace CasaServerless.Kernel.Pdf;

// One string for each name of a file, however often it is used.
sealed class PdfNames
{
    readonly Dictionary<string, PdfName> known = new(StringComparer.Ordinal);

    // Raw bytes of a name, after its slash.
    public PdfName Of(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > 512) throw new PdfDamaged("a name too long");
        Span<char> name = stackalloc char[raw.Length];
        var length = 0;
        for (var at = 0; at < raw.Length; at++)
        {
            var value = (int)raw[at];
            if (value == '#' && at + 2 < raw.Length && PdfSyntax.Hex(raw[at + 1]) >= 0 && PdfSyntax.Hex(raw[at + 2]) >= 0)
            {
                value = PdfSyntax.Hex(raw[at + 1]) * 16 + PdfSyntax.Hex(raw[at + 2]);
                at += 2;
            }
            name[length++] = (char)value;
        }
        name = name[..length];
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var found)) return found;
        var made = new PdfName(name.ToString());
        known.Add(made.Value, made);
        return made;
    }
}
