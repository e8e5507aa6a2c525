using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Kernel.Sealing;

/// <summary>Why a paper's seal does not hold.</summary>
public enum SealFault
{
    /// <summary>The file is no readable PDF.</summary>
    Unreadable,

    /// <summary>It holds no signature.</summary>
    Unsigned,

    /// <summary>The signature does not cover the whole file: something was added to it, or left out of it.</summary>
    NotWhole,

    /// <summary>Signed bytes were changed.</summary>
    Altered,

    /// <summary>It is not a signature of our form, or was not made with the key of its certificate.</summary>
    Forged,

    /// <summary>The certificate inside is not the one that the signature names.</summary>
    OtherCertificate,

    /// <summary>The timestamp does not belong to the signature, or does not lead to the authority's root.</summary>
    OtherTime,
}

/// <summary>What a look at a sealed paper tells. It does not say whose seal it should be: compare <see cref="Signer"/>.</summary>
/// <param name="Fault">Null when the seal holds.</param>
/// <param name="Signer">The certificate that the signature verifies with; null when none does.</param>
/// <param name="StampedAt">The timestamp's moment; null when there is no timestamp.</param>
public sealed record SealVerdict(SealFault? Fault, X509Certificate2? Signer = null, DateTimeOffset? StampedAt = null)
{
    public bool Holds => Fault is null;
}
