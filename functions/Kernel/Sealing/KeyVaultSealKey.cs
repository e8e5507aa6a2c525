using System.Buffers.Text;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CasaServerless.Kernel.Sealing;

/// <summary>A seal whose key never leaves Azure Key Vault: only digests go there, only signatures come back.</summary>
public sealed class KeyVaultSealKey : ISealKey
{
    readonly KeyVault vault;
    readonly Uri sign;

    KeyVaultSealKey(KeyVault vault, Uri version, SealChain chain)
    {
        (this.vault, Chain) = (vault, chain);
        sign = new($"{version.AbsoluteUri.TrimEnd('/')}/sign");
    }

    public SealChain Chain { get; }

    /// <summary>
    /// Reads the certificate of the same name; the key version it names is the one that will sign, so that a renewal between the two
    /// calls cannot part them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The vault's certificate is disabled, unofficial, or belongs to another key.</exception>
    public static async Task<KeyVaultSealKey> OpenAsync(KeyVault vault, X509Certificate2Collection issuers, CancellationToken cancellation)
    {
        var certificate = new Uri(vault.KeyId, vault.KeyId.AbsolutePath.Replace("/keys/", "/certificates/", StringComparison.Ordinal));
        using var answer = await vault.GetAsync(certificate, cancellation);
        var found = answer.RootElement;
        if (!found.GetProperty("attributes").GetProperty("enabled").GetBoolean())
        {
            throw new InvalidOperationException("The seal's certificate is disabled in the vault.");
        }
        var version = new Uri(found.GetProperty("kid").GetString()!);
        if (version.Host != vault.KeyId.Host || !(version.AbsolutePath + "/").StartsWith(vault.KeyId.AbsolutePath + "/", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The vault's certificate belongs to a key that is not Casa__Seal__KeyId.");
        }
        var chain = new SealChain(X509CertificateLoader.LoadCertificate(found.GetProperty("cer").GetBytesFromBase64()), [.. issuers]);
        if (chain.IsUnofficial) throw new InvalidOperationException("The vault holds a seal made for development.");
        return new(vault, version, chain);
    }

    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation)
    {
        var algorithm = Chain.Algorithm == SealAlgorithm.Rsa ? "RS256" : "ES256";
        var body = Encoding.ASCII.GetBytes($$"""{"alg":"{{algorithm}}","value":"{{Base64Url.EncodeToString(digest.Span)}}"}""");
        using var answer = await vault.PostAsync(sign, body, cancellation);
        var signature = Base64Url.DecodeFromChars(answer.RootElement.GetProperty("value").GetString());
        return Chain.Algorithm == SealAlgorithm.Rsa ? signature : Sequence(signature);
    }

    /// <summary>The vault answers r and s side by side, as JWS does; CMS wants a DER sequence of two integers.</summary>
    static byte[] Sequence(ReadOnlySpan<byte> sideBySide)
    {
        if (sideBySide.Length != 64) throw new CryptographicException("The vault's ES256 signature is not 64 bytes long.");
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(sideBySide[..32], isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(sideBySide[32..], isUnsigned: true, isBigEndian: true));
        }
        return writer.Encode();
    }
}
