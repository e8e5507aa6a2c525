using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Kernel.Sealing;

/// <summary>The two kinds of key that the city seals with.</summary>
public enum SealAlgorithm
{
    Rsa,
    EcdsaP256,
}

/// <summary>A seal's certificate and those of its issuers; what a paper may say about the seal follows from here alone.</summary>
public sealed class SealChain
{
    const int LeastRsaBits = 2048;

    /// <exception cref="InvalidOperationException">The certificate's key is neither RSA of 2048 bits or more nor P-256.</exception>
    public SealChain(X509Certificate2 signer, IReadOnlyList<X509Certificate2> issuers)
    {
        Signer = signer;
        Issuers = issuers;
        Algorithm = AlgorithmOf(signer);
        IsQualified = QualifiedSeal.IsStatedBy(signer);
        IsUnofficial = DevelopmentSeal.Made(signer);
    }

    public X509Certificate2 Signer { get; }

    public IReadOnlyList<X509Certificate2> Issuers { get; }

    public SealAlgorithm Algorithm { get; }

    /// <summary>Whether the certificate states a qualified seal; without it the word "qualifiée" must not be printed.</summary>
    public bool IsQualified { get; }

    /// <summary>Whether the seal was made for development; then every page says so.</summary>
    public bool IsUnofficial { get; }

    /// <summary>Whether a signature belongs to this certificate's key.</summary>
    public bool Verifies(byte[] digest, byte[] signature)
    {
        if (Algorithm == SealAlgorithm.EcdsaP256)
        {
            using var curve = Signer.GetECDsaPublicKey()!;
            return curve.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
        }
        using var rsa = Signer.GetRSAPublicKey()!;
        return rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    static SealAlgorithm AlgorithmOf(X509Certificate2 signer)
    {
        using var rsa = signer.GetRSAPublicKey();
        if (rsa is { KeySize: >= LeastRsaBits }) return SealAlgorithm.Rsa;
        using var curve = signer.GetECDsaPublicKey();
        if (curve?.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7") return SealAlgorithm.EcdsaP256;
        throw new InvalidOperationException("The seal's key is neither RSA of at least 2048 bits nor P-256.");
    }
}
