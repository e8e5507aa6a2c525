namespace CasaServerless.Kernel.Pdf;

// LZWDecode (ISO 32000-2, 7.4.4): codes of 9 to 12 bits, 256 clears the table, 257 ends.
static class PdfLzw
{
    const int Clear = 256, End = 257, Full = 4096;

    public static void Undo(ReadOnlySpan<byte> data, int early, PdfOutput output)
    {
        var previous = new short[Full];
        var last = new byte[Full];
        var length = new short[Full];
        for (var code = 0; code < 256; code++) (last[code], length[code]) = ((byte)code, 1);
        var word = new byte[Full + 1];
        int next = End + 1, width = 9, before = -1, held = 0;
        uint bits = 0;
        foreach (var b in data)
        {
            bits = bits << 8 | b;
            held += 8;
            if (held < width) continue;
            held -= width;
            var code = (int)(bits >> held) & (1 << width) - 1;
            if (code == End) return;
            if (code == Clear)
            {
                (next, width, before) = (End + 1, 9, -1);
                continue;
            }
            if (code > next || code == next && before < 0) throw new PdfDamaged("LZW data that cannot be read");
            // A code that is only now being made is the word before with its own first byte behind it.
            var known = code < next ? code : before;
            var size = (int)length[known];
            for (int at = size - 1, walk = known; at >= 0; at--, walk = previous[walk]) word[at] = last[walk];
            if (before >= 0 && next < Full)
            {
                (previous[next], last[next], length[next]) = ((short)before, word[0], (short)(length[before] + 1));
                next++;
            }
            if (known != code) word[size++] = word[0];
            output.Write(word.AsSpan(0, size));
            before = code;
            width = (next + early) switch { >= 2048 => 12, >= 1024 => 11, >= 512 => 10, _ => 9 };
        }
    }
}
