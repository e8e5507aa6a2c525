namespace CasaServerless.Kernel.Pdf;

// The three small filters: hexadecimal, base 85, run lengths (ISO 32000-2, 7.4.2, 7.4.3, 7.4.5).
static class PdfAscii
{
    public static void UndoHex(ReadOnlySpan<byte> data, PdfOutput output)
    {
        var high = -1;
        foreach (var c in data)
        {
            if (c == '>') break;
            if (PdfSyntax.IsBlank(c)) continue;
            var digit = PdfSyntax.Hex(c);
            if (digit < 0) throw new PdfDamaged("hexadecimal data with a wrong digit");
            if (high >= 0) output.Write((byte)(high << 4 | digit));
            high = high >= 0 ? -1 : digit;
        }
        if (high >= 0) output.Write((byte)(high << 4));
    }

    public static void Undo85(ReadOnlySpan<byte> data, PdfOutput output)
    {
        Span<byte> group = stackalloc byte[4];
        ulong value = 0;
        var digits = 0;
        foreach (var c in data)
        {
            if (c == '~') break;
            if (PdfSyntax.IsBlank(c)) continue;
            if (c == 'z' && digits == 0)
            {
                output.Write([0, 0, 0, 0]);
                continue;
            }
            if (c is < (byte)'!' or > (byte)'u') throw new PdfDamaged("base 85 data with a wrong digit");
            value = value * 85 + (c - (uint)'!');
            if (++digits < 5) continue;
            Flush(group, value, 4, output);
            (value, digits) = (0, 0);
        }
        if (digits < 2) return;
        for (var missing = digits; missing < 5; missing++) value = value * 85 + 84;
        Flush(group, value, digits - 1, output);
    }

    public static void UndoRuns(ReadOnlySpan<byte> data, PdfOutput output)
    {
        Span<byte> run = stackalloc byte[128];
        for (var at = 0; at < data.Length && data[at] != 128;)
        {
            int length = data[at++];
            if (length < 128)
            {
                var literal = Math.Min(length + 1, data.Length - at);
                output.Write(data.Slice(at, literal));
                at += literal;
            }
            else if (at < data.Length)
            {
                run[..(257 - length)].Fill(data[at++]);
                output.Write(run[..(257 - length)]);
            }
        }
    }

    static void Flush(Span<byte> group, ulong value, int count, PdfOutput output)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(group, (uint)value);
        output.Write(group[..count]);
    }
}
