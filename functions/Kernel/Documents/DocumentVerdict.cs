namespace CasaServerless.Kernel.Documents;

/// <summary>What a document came as.</summary>
public enum DocumentForm
{
    Pdf,
    Jpeg,
    Png,
}

/// <summary>What the judge found: accepted or refused. Holds no personal value but the document itself.</summary>
public abstract record DocumentVerdict
{
    DocumentVerdict()
    {
    }

    /// <param name="Form">What it came as.</param>
    /// <param name="Pdf">What is shown and certified: the very bytes that came, or the page made from a photo.</param>
    /// <param name="Pages">Counted, not as the file claims.</param>
    /// <param name="Links">Links to addresses on the web.</param>
    /// <param name="Signatures">Signatures that it carries already.</param>
    /// <param name="DocMdp">What they still permit: 1 nothing, 2 forms and signatures, 3 comments too; null when they do not say.</param>
    public sealed record Accepted(DocumentForm Form, ReadOnlyMemory<byte> Pdf, int Pages, int Links, int Signatures, int? DocMdp) : DocumentVerdict
    {
        public bool Signed => Signatures > 0;
    }

    /// <param name="Fault">Why.</param>
    /// <param name="Finding">What was found, in terms of the format, for a log: "/S /JavaScript".</param>
    public sealed record Refused(DocumentFault Fault, string Finding) : DocumentVerdict;
}

// A "no" inside the judge, on its way to the verdict.
sealed class DocumentRefused(DocumentFault fault, string finding) : Exception(finding)
{
    public DocumentFault Fault { get; } = fault;
}
