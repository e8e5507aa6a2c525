using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// A detached CMS signature as PAdES baseline wants it (ETSI EN 319 142-1, RFC 5652, RFC 5035). Written here rather than by
/// <c>SignedCms</c>, because that one wants the whole content and a private key in memory; this one needs a digest and a key that may be
/// far away.
/// </summary>
static class CadesSignature
{
    const string Data = "1.2.840.113549.1.7.1";
    const string SignedData = "1.2.840.113549.1.7.2";
    const string ContentType = "1.2.840.113549.1.9.3";
    const string MessageDigest = "1.2.840.113549.1.9.4";
    const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    const string SignatureTimeStamp = "1.2.840.113549.1.9.16.2.14";
    const string Sha256 = "2.16.840.1.101.3.4.2.1";
    const string Sha256WithRsa = "1.2.840.113549.1.1.11";
    const string Sha256WithEcdsa = "1.2.840.10045.4.3.2";
    static readonly Asn1Tag zero = new(TagClass.ContextSpecific, 0);
    static readonly Asn1Tag one = new(TagClass.ContextSpecific, 1);

    /// <summary>Signs the digest of a paper; with an authority, its timestamp on the signature is part of the result (B-T).</summary>
    /// <param name="digest">SHA-256 of the signed byte ranges.</param>
    /// <returns>DER of the ContentInfo.</returns>
    /// <exception cref="CryptographicException">The key does not belong to its certificate, or the timestamp does not verify.</exception>
    public static async Task<byte[]> SignAsync(byte[] digest, ISealKey key, TimestampAuthority? authority, CancellationToken cancellation)
    {
        var attributes = Attributes(digest, key.Chain.Signer);
        var attributesDigest = SHA256.HashData(attributes);
        var signature = await key.SignAsync(attributesDigest, cancellation);
        // A vault whose key and certificate were renewed apart would otherwise produce papers that nobody can verify.
        if (!key.Chain.Verifies(attributesDigest, signature)) throw new CryptographicException("The seal's key does not belong to its certificate.");
        var timestamp = authority is null ? null : await authority.StampAsync(signature, cancellation);
        return Encode(key.Chain, attributes, signature, timestamp);
    }

    /// <summary>
    /// The signed attributes as SET OF, the form that is hashed. No signing-time: PAdES forbids it, the dictionary's /M says the time.
    /// </summary>
    static byte[] Attributes(byte[] digest, X509Certificate2 signer)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, ContentType, w => w.WriteObjectIdentifier(Data));
            Attribute(writer, MessageDigest, w => w.WriteOctetString(digest));
            Attribute(writer, SigningCertificateV2, w => EssCertificate(w, signer));
        }
        return writer.Encode();
    }

    static void Attribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf()) value(writer);
        }
    }

    // SigningCertificateV2 ::= SEQUENCE { SEQUENCE OF ESSCertIDv2 { hashAlgorithm DEFAULT sha256, certHash, IssuerSerial } }
    static void EssCertificate(AsnWriter writer, X509Certificate2 signer)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(signer.GetCertHash(HashAlgorithmName.SHA256));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                {
                    writer.WriteEncodedValue(signer.IssuerName.RawData);
                }
                writer.WriteInteger(signer.SerialNumberBytes.Span);
            }
        }
    }

    static byte[] Encode(SealChain chain, byte[] attributes, byte[] signature, byte[]? timestamp)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(zero))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf()) Algorithm(writer, Sha256, withNull: false);
                using (writer.PushSequence()) writer.WriteObjectIdentifier(Data);
                using (writer.PushSetOf(zero))
                {
                    writer.WriteEncodedValue(chain.Signer.RawData);
                    foreach (var issuer in chain.Issuers) writer.WriteEncodedValue(issuer.RawData);
                }
                using (writer.PushSetOf()) SignerInfo(writer, chain, attributes, signature, timestamp);
            }
        }
        return writer.Encode();
    }

    static void SignerInfo(AsnWriter writer, SealChain chain, byte[] attributes, byte[] signature, byte[]? timestamp)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(chain.Signer.IssuerName.RawData);
                writer.WriteInteger(chain.Signer.SerialNumberBytes.Span);
            }
            Algorithm(writer, Sha256, withNull: false);
            // Hashed as SET OF, embedded as [0]: only the tag differs.
            byte[] embedded = [.. attributes];
            embedded[0] = 0xA0;
            writer.WriteEncodedValue(embedded);
            if (chain.Algorithm == SealAlgorithm.Rsa) Algorithm(writer, Sha256WithRsa, withNull: true);
            else Algorithm(writer, Sha256WithEcdsa, withNull: false);
            writer.WriteOctetString(signature);
            if (timestamp is not null)
            {
                using (writer.PushSetOf(one)) Attribute(writer, SignatureTimeStamp, w => w.WriteEncodedValue(timestamp));
            }
        }
    }

    static void Algorithm(AsnWriter writer, string algorithm, bool withNull)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(algorithm);
            if (withNull) writer.WriteNull();
        }
    }
}
