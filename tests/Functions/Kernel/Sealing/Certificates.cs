using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

/// <summary>Certificates of an authority that is not the development one, for keys that play official ones.</summary>
static class Certificates
{
    static readonly DateTimeOffset from = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset until = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Issue(AsymmetricAlgorithm key, string subject = "CN=Commune de Casablanca", params X509Extension[] extensions) =>
        IssueUnder(null, key, subject, extensions);

    /// <summary>Self-signed when there is no issuer.</summary>
    public static X509Certificate2 IssueUnder(X509Certificate2? issuer, AsymmetricAlgorithm key, string subject, params X509Extension[] extensions)
    {
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        foreach (var extension in extensions) request.CertificateExtensions.Add(extension);
        if (issuer is null) return request.CreateSelfSigned(from, until);
        var generator = X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!);
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7f;
        using var issued = request.Create(issuer.SubjectName, generator, from, until, serial);
        return key is RSA own ? issued.CopyWithPrivateKey(own) : issued.CopyWithPrivateKey((ECDsa)key);
    }

    public static AsymmetricAlgorithm NewKey(string kind) => kind == "rsa2048" ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static X509Extension[] Authority =>
        [new X509BasicConstraintsExtension(true, false, 0, true), new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true)];

    public static string Pem(X509Certificate2 certificate, AsymmetricAlgorithm key) =>
        key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n";
}
