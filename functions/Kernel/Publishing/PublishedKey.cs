using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace CasaServerless.Kernel.Publishing;

/// <summary>A public key of the city, as anyone may have it (RFC 7517).</summary>
/// <param name="X">32 bytes, base64url.</param>
/// <param name="Y">32 bytes, base64url.</param>
/// <param name="Kid">Follows from the key alone, so that no provider has to agree on names: the first eight bytes of its thumbprint (RFC 7638).</param>
public sealed record PublishedKey(string Kty, string Crv, string X, string Y, string Use, string Alg, string Kid)
{
    const int KidLength = 8;

    /// <summary>The key's id as COSE carries it.</summary>
    [JsonIgnore]
    public byte[] KidBytes => Base64Url.DecodeFromChars(Kid);

    /// <exception cref="CryptographicException">It is not of curve P-256.</exception>
    public static PublishedKey Of(ECDsa key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        if (parameters.Q.X is not { Length: 32 } x || parameters.Q.Y is not { Length: 32 } y || parameters.Curve.Oid.FriendlyName is not ("nistP256" or "ECDSA_P256"))
            throw new CryptographicException("The publishing key is not of curve P-256.");
        return Of(Base64Url.EncodeToString(x), Base64Url.EncodeToString(y));
    }

    public static PublishedKey Of(string x, string y)
    {
        // The order and the absence of blanks are RFC 7638's.
        var thumbprint = SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        return new("EC", "P-256", x, y, "sig", "ES256", Base64Url.EncodeToString(thumbprint.AsSpan(0, KidLength)));
    }

    /// <param name="signature">r and s, 64 bytes.</param>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64Url.DecodeFromChars(X), Y = Base64Url.DecodeFromChars(Y) },
        });
        return key.VerifyData(message, signature, HashAlgorithmName.SHA256);
    }
}

/// <summary>The city's public keys: the one that signs now is the first.</summary>
public sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys)
{
    public static PublishedKeys Of(IPublishingKey key) => new([key.Public, .. key.Retired]);
}

/// <summary>JSON of the keys.</summary>
[JsonSerializable(typeof(PublishedKeys))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
public sealed partial class PublishingJson : JsonSerializerContext;
