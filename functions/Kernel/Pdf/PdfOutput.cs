using System.Buffers;

namespace CasaServerless.Kernel.Pdf;

// Decoded bytes, never more than the limits allow. They gather in pieces from the shared pool and are joined once, so that a large stream does
// not leave every half of itself behind. One that does not keep them only counts.
sealed class PdfOutput(PdfBudget budget, int limit, int encoded, bool keeps = true)
{
    const int Smallest = 1024, Largest = 1 << 20;

    readonly List<(byte[] Bytes, int Length)> full = [];
    byte[] piece = [];
    int used;
    long total;

    public PdfOutput(PdfBudget budget, int encoded)
        : this(budget, budget.Limits.StreamBytes, encoded)
    {
    }

    // Where to put more; never empty.
    public Span<byte> Room()
    {
        if (used < piece.Length) return piece.AsSpan(used);
        if (keeps && used > 0) full.Add((piece, used));
        if (keeps || used == 0) piece = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(Math.Max(total, 2L * encoded), Smallest, Largest));
        used = 0;
        return piece;
    }

    public void Advance(int count)
    {
        used += count;
        total += count;
        if (total > limit) throw new PdfDamaged(PdfFault.Excess, "a stream decodes to too many bytes");
        budget.Decoded(count);
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            var room = Room();
            var part = data[..Math.Min(room.Length, data.Length)];
            part.CopyTo(room);
            Advance(part.Length);
            data = data[part.Length..];
        }
    }

    public void Write(byte data)
    {
        Room()[0] = data;
        Advance(1);
    }

    // All that was written, if it was kept; nothing can be written after it.
    public Memory<byte> Taken()
    {
        var joined = new byte[keeps ? total : 0];
        var at = 0;
        foreach (var (bytes, length) in full)
        {
            bytes.AsSpan(0, length).CopyTo(joined.AsSpan(at));
            at += length;
            ArrayPool<byte>.Shared.Return(bytes);
        }
        if (keeps) piece.AsSpan(0, used).CopyTo(joined.AsSpan(at));
        if (piece.Length > 0) ArrayPool<byte>.Shared.Return(piece);
        piece = [];
        return joined;
    }
}
