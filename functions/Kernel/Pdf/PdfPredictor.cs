namespace CasaServerless.Kernel.Pdf;

// Undoes the row predictors of Flate and LZW (ISO 32000-2, 7.4.4.4), in place.
static class PdfPredictor
{
    public static ReadOnlyMemory<byte> Undo(Memory<byte> data, Func<string, int?> parameter)
    {
        var predictor = parameter("Predictor") ?? 1;
        if (predictor <= 1) return data;
        var colors = parameter("Colors") ?? 1;
        var bits = parameter("BitsPerComponent") ?? 8;
        var columns = parameter("Columns") ?? 1;
        if (colors is < 1 or > 32 || bits is not (1 or 2 or 4 or 8 or 16) || columns is < 1 or > 1_000_000)
            throw new PdfDamaged("a predictor out of range");
        var pixel = Math.Max(1, colors * bits / 8);
        var row = (int)(((long)colors * bits * columns + 7) / 8);
        if (predictor >= 10) return data[..Png(data.Span, row, pixel)];
        if (predictor != 2) throw new PdfDamaged("a predictor of unknown kind");
        Tiff(data.Span, row, colors, bits);
        return data;
    }

    // Rows shrink by their tag byte; answers the new length.
    static int Png(Span<byte> data, int row, int pixel)
    {
        var written = 0;
        for (var read = 0; read + 1 < data.Length; read += row + 1)
        {
            var kind = data[read];
            var length = Math.Min(row, data.Length - read - 1);
            var above = written >= row ? data.Slice(written - row, row) : default;
            data.Slice(read + 1, length).CopyTo(data[written..]);
            Row(kind, data.Slice(written, length), above, pixel);
            written += length;
        }
        return written;
    }

    static void Row(byte kind, Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        if (kind == 0) return;
        for (var x = 0; x < row.Length; x++)
        {
            var left = x >= pixel ? row[x - pixel] : (byte)0;
            var up = above.IsEmpty ? (byte)0 : above[x];
            var corner = x >= pixel && !above.IsEmpty ? above[x - pixel] : (byte)0;
            row[x] += kind switch
            {
                1 => left,
                2 => up,
                3 => (byte)((left + up) / 2),
                4 => Paeth(left, up, corner),
                _ => throw new PdfDamaged("a predictor of unknown kind"),
            };
        }
    }

    static byte Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        int a = Math.Abs(estimate - left), b = Math.Abs(estimate - up), c = Math.Abs(estimate - corner);
        return (byte)(a <= b && a <= c ? left : b <= c ? up : corner);
    }

    static void Tiff(Span<byte> data, int row, int colors, int bits)
    {
        for (var start = 0; start < data.Length; start += row)
        {
            var line = data.Slice(start, Math.Min(row, data.Length - start));
            if (bits == 8)
            {
                for (var x = colors; x < line.Length; x++) line[x] += line[x - colors];
            }
            else if (bits == 16)
            {
                for (var x = 2 * colors; x + 1 < line.Length; x += 2)
                {
                    var sum = (line[x] << 8 | line[x + 1]) + (line[x - 2 * colors] << 8 | line[x - 2 * colors + 1]);
                    (line[x], line[x + 1]) = ((byte)(sum >> 8), (byte)sum);
                }
            }
            else Narrow(line, colors, bits);
        }
    }

    // Samples of less than a byte.
    static void Narrow(Span<byte> line, int colors, int bits)
    {
        var mask = (1 << bits) - 1;
        var samples = line.Length * 8 / bits;
        for (var at = colors; at < samples; at++)
        {
            var sum = Sample(line, at) + Sample(line, at - colors) & mask;
            var shift = 8 - bits - at * bits % 8;
            ref var cell = ref line[at * bits / 8];
            cell = (byte)(cell & ~(mask << shift) | sum << shift);
        }

        int Sample(ReadOnlySpan<byte> from, int at) => from[at * bits / 8] >> (8 - bits - at * bits % 8) & mask;
    }
}
