namespace CasaServerless.Kernel.Pdf;

/// <summary>In what way a file cannot be used.</summary>
public enum PdfFault
{
    /// <summary>Not a PDF, cut, or contradicting itself beyond repair.</summary>
    Damaged,

    /// <summary>Encrypted, even if the password is empty.</summary>
    Encrypted,

    /// <summary>Bytes before its header.</summary>
    Lead,

    /// <summary>Bytes after its end.</summary>
    Tail,

    /// <summary>It would cost more time or memory than <see cref="PdfLimits"/> allow.</summary>
    Excess,
}

/// <summary>The only exception that reading a PDF ends in.</summary>
/// <param name="fault">The way in which it cannot be used.</param>
/// <param name="what">What was found, in terms of the format; never content of the document.</param>
public sealed class PdfDamaged(PdfFault fault, string what) : Exception(what)
{
    public PdfDamaged(string what)
        : this(PdfFault.Damaged, what)
    {
    }

    public PdfFault Fault { get; } = fault;
}
