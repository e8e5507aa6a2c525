using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// Verifies the outermost signature of a paper that we sealed, byte ranges, digest, signature, certificate and timestamp, with the
/// platform's CMS reader rather than with anything that took part in sealing.
/// </summary>
public static class SealVerifier
{
    const string Sha256 = "2.16.840.1.101.3.4.2.1";
    const string MessageDigest = "1.2.840.113549.1.9.4";
    const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    const string SignatureTimeStamp = "1.2.840.113549.1.9.16.2.14";

    /// <param name="authority">Whose timestamps are believed; without one a timestamp is only checked to belong to the signature.</param>
    public static SealVerdict Verify(ReadOnlyMemory<byte> pdf, TimestampAuthority? authority = null)
    {
        SignatureRange? range;
        try
        {
            if (SignatureRange.Outermost(PdfFile.Open(pdf)) is not { } found) return new(SealFault.Unsigned);
            range = found;
        }
        catch (PdfDamaged)
        {
            return new(SealFault.Unreadable);
        }
        if (!range.CoversWhole(pdf.Span)) return new(SealFault.NotWhole);
        if (!range.IsCades) return new(SealFault.Forged);
        try
        {
            return Verify(range, pdf.Span, authority);
        }
        catch (Exception fault) when (fault is CryptographicException or AsnContentException)
        {
            return new(SealFault.Forged);
        }
    }

    static SealVerdict Verify(SignatureRange range, ReadOnlySpan<byte> pdf, TimestampAuthority? authority)
    {
        var cms = new SignedCms(new ContentInfo(range.Signed(pdf)), detached: true);
        cms.Decode(WithoutPadding(range.Contents));
        if (cms.SignerInfos is not [var signer] || signer.Certificate is not { } certificate) return new(SealFault.Forged);
        if (signer.DigestAlgorithm.Value != Sha256) return new(SealFault.Forged);
        var digest = new AsnReader(Only(signer.SignedAttributes, MessageDigest) ?? [], AsnEncodingRules.DER).ReadOctetString();
        if (!digest.AsSpan().SequenceEqual(SHA256.HashData(cms.ContentInfo.Content))) return new(SealFault.Altered);
        signer.CheckSignature(verifySignatureOnly: true);
        var named = Only(signer.SignedAttributes, SigningCertificateV2) ?? [];
        if (!Names(named, certificate.GetCertHash(HashAlgorithmName.SHA256))) return new(SealFault.OtherCertificate);
        if (Only(signer.UnsignedAttributes, SignatureTimeStamp) is not { } encoded) return new(null, certificate);
        return Rfc3161TimestampToken.TryDecode(encoded, out var token, out _) && token.VerifySignatureForSignerInfo(signer, out _)
            && authority?.Trusts(token, signer.GetSignature()) != false
            ? new(null, certificate, token.TokenInfo.Timestamp) : new(SealFault.OtherTime, certificate);
    }

    /// <summary>The reserved room is larger than the signature; what follows it must be zeros and nothing else.</summary>
    static byte[] WithoutPadding(ReadOnlySpan<byte> contents)
    {
        AsnDecoder.ReadEncodedValue(contents, AsnEncodingRules.BER, out _, out _, out var length);
        if (contents[length..].ContainsAnyExcept((byte)0)) throw new CryptographicException("Something hides behind the signature.");
        return contents[..length].ToArray();
    }

    /// <summary>The value of an attribute that may be there once, with one value.</summary>
    static byte[]? Only(CryptographicAttributeObjectCollection attributes, string type)
    {
        var found = attributes.Cast<CryptographicAttributeObject>().Where(attribute => attribute.Oid.Value == type).ToList();
        if (found.Count == 0) return null;
        return found is [{ Values: [var value] }] ? value.RawData : throw new CryptographicException("An attribute is doubled.");
    }

    // SigningCertificateV2: the first certificate is the signer's; without hashAlgorithm the hash is SHA-256.
    static bool Names(byte[] attribute, byte[] hash)
    {
        var first = new AsnReader(attribute, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadSequence();
        return first.PeekTag() == Asn1Tag.PrimitiveOctetString && first.ReadOctetString().AsSpan().SequenceEqual(hash);
    }
}
