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
    const string NistP256 = "1.2.840.10045.3.1.7";

    // Kept, because taking a key out of a certificate makes OpenSSL check it again, which costs more than a verification.
    readonly AsymmetricAlgorithm publicKey;

    /// <exception cref="InvalidOperationException">The certificate's key is neither RSA of 2048 bits or more nor P-256.</exception>
    public SealChain(X509Certificate2 signer, IReadOnlyList<X509Certificate2> issuers)
    {
        Signer = signer;
        Issuers = issuers;
        (Algorithm, publicKey) = KeyOf(signer);
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
    public bool Verifies(byte[] digest, byte[] signature) => publicKey switch
    {
        ECDsa curve => curve.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence),
        RSA rsa => rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        _ => false,
    };

    static (SealAlgorithm, AsymmetricAlgorithm) KeyOf(X509Certificate2 signer)
    {
        if (signer.GetRSAPublicKey() is { KeySize: >= LeastRsaBits } rsa) return (SealAlgorithm.Rsa, rsa);
        if (signer.GetECDsaPublicKey() is { } curve && curve.ExportParameters(false).Curve.Oid.Value == NistP256) return (SealAlgorithm.EcdsaP256, curve);
        throw new InvalidOperationException("The seal's key is neither RSA of at least 2048 bits nor P-256.");
    }
}
