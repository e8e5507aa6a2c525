namespace CasaServerless.Kernel.Pdf;

// What is left of a file's limits. Every loop over foreign bytes draws on it, so none can run for ever.
sealed class PdfBudget(PdfLimits limits, long length)
{
    int values = limits.Values;
    long decoded = limits.DecodedBytes;
    long packed = limits.ObjectStreamsBytes;
    long syntax = limits.Rereads * (length + 50_000);

    public PdfLimits Limits { get; } = limits;

    public void Value()
    {
        if (--values < 0) throw new PdfDamaged(PdfFault.Excess, "too many values");
    }

    public void Syntax(long bytes)
    {
        syntax -= bytes;
        if (syntax < 0) throw new PdfDamaged(PdfFault.Excess, "read too often");
    }

    public void Packed(long bytes)
    {
        packed -= bytes;
        if (packed < 0) throw new PdfDamaged(PdfFault.Excess, "object streams decode to too many bytes");
    }

    // A filter costs something even if nothing comes out of it.
    public void Filter() => Decoded(10_000);

    public void Decoded(long bytes)
    {
        decoded -= bytes;
        if (decoded < 0) throw new PdfDamaged(PdfFault.Excess, "decodes to too many bytes");
        // What was decoded may be read as syntax in its turn.
        syntax += 4 * bytes;
    }
}
