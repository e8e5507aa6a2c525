using System.Buffers;
using System.Runtime.InteropServices;

namespace CasaServerless.Kernel.Pdf;

// Decoded bytes, never more than the limits allow. One that does not keep them only counts.
sealed class PdfOutput(PdfBudget budget, int limit, int encoded, bool keeps = true)
{
    const int Scratch = 64 * 1024;

    readonly ArrayBufferWriter<byte> bytes = new(keeps ? Math.Clamp(encoded * 3, 256, 1 << 20) : Scratch);
    long total;

    public PdfOutput(PdfBudget budget, int encoded)
        : this(budget, budget.Limits.StreamBytes, encoded)
    {
    }

    public Span<byte> Room() => bytes.GetSpan(256);

    public void Advance(int count)
    {
        if (keeps) bytes.Advance(count);
        total += count;
        if (total > limit) throw new PdfDamaged(PdfFault.Excess, "a stream decodes to too many bytes");
        budget.Decoded(count);
    }

    public void Write(ReadOnlySpan<byte> data)
    {
        if (keeps) data.CopyTo(bytes.GetSpan(data.Length));
        Advance(data.Length);
    }

    public void Write(byte data)
    {
        if (keeps) bytes.GetSpan(1)[0] = data;
        Advance(1);
    }

    public void Run(byte data, int count)
    {
        if (keeps) bytes.GetSpan(count)[..count].Fill(data);
        Advance(count);
    }

    // For the predictor, which works in place on what only it holds.
    public Memory<byte> Taken() => MemoryMarshal.AsMemory(bytes.WrittenMemory);
}
