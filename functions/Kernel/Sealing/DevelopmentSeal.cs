using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// A seal for development: its own authority and a certificate that says in every language that it is worth nothing. The authority's key
/// is forgotten once it has issued that one certificate.
/// </summary>
public static class DevelopmentSeal
{
    const string Unofficial = "NON OFFICIEL · غير رسمي · UNOFFICIAL";

    // A development clock may stand anywhere, so the certificate holds for as long as UTCTime can be written without ambiguity.
    static readonly DateTimeOffset from = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset until = new(2049, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether a certificate is one of those made here.</summary>
    public static bool Made(X509Certificate2 certificate) =>
        certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Any(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.3" && part.GetSingleElementValue() == Unofficial);

    /// <returns>PEM: private key, certificate, certificate of the authority.</returns>
    public static string Make(SealAlgorithm algorithm)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest(Name("Autorité de développement · سلطة التطوير"), authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        authority.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authority.PublicKey, false));
        using var issuer = authority.CreateSelfSigned(from, until);

        using AsymmetricAlgorithm key = algorithm == SealAlgorithm.Rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var seal = new CertificateRequest(Name("Cachet de développement · خاتم التطوير"), PublicKeyOf(key), HashAlgorithmName.SHA256);
        seal.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        seal.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        seal.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(seal.PublicKey, false));
        seal.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        using var certificate = seal.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(authorityKey), from, until, serial);
        return string.Join('\n', key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem(), issuer.ExportCertificatePem(), "");
    }

    static X500DistinguishedName Name(string unit)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("MA");
        name.AddOrganizationName("CasaServerless");
        name.AddOrganizationalUnitName(unit);
        name.AddCommonName(Unofficial);
        return name.Build();
    }

    static PublicKey PublicKeyOf(AsymmetricAlgorithm key) => key is RSA rsa ? new PublicKey(rsa) : new PublicKey((ECDsa)key);
}
