namespace CasaServerless.Kernel.Sealing;

/// <summary>Why a document was left as it is and got an attestation beside it.</summary>
public enum AttestationOnly
{
    /// <summary>It is signed already; whatever is added to a page would put that signature in doubt.</summary>
    AlreadySigned,

    /// <summary>A page takes no band without something being hidden or altered.</summary>
    NotStampable,
}

/// <summary>What sealing made.</summary>
/// <param name="Pdf">
/// The original with its seal, of which it is the beginning byte for byte; or, with a <paramref name="Reason"/>, a separate attestation that
/// names the original by its hash and holds it as an attached file.
/// </param>
/// <param name="OriginalSha256">Of the original, in lower-case hexadecimal.</param>
/// <param name="Reason">Null when the document itself was stamped and signed.</param>
public sealed record SealedPaper(byte[] Pdf, string OriginalSha256, AttestationOnly? Reason)
{
    /// <summary>SHA-256 of the document that it attests and holds; null where it is the document itself.</summary>
    public string? Attests => Reason is null ? null : OriginalSha256;
}
