using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Kernel.Publishing;

/// <summary>
/// A publishing key that never leaves Azure Key Vault. Rolling it over makes a new version there; the older versions stay published, but for
/// one that is disabled: it is withdrawn.
/// </summary>
public sealed class KeyVaultPublishingKey : IPublishingKey
{
    readonly KeyVault vault;
    readonly Uri sign;

    KeyVaultPublishingKey(KeyVault vault, string version, PublishedKey itself, IReadOnlyList<PublishedKey> retired)
    {
        (this.vault, Public, Retired) = (vault, itself, retired);
        sign = new($"{version}/sign");
    }

    public PublishedKey Public { get; }

    public IReadOnlyList<PublishedKey> Retired { get; }

    /// <exception cref="InvalidOperationException">The vault's key is not of curve P-256.</exception>
    public static async Task<KeyVaultPublishingKey> OpenAsync(KeyVault vault, CancellationToken cancellation)
    {
        var (version, itself) = await Get(vault.KeyId);
        var retired = new List<PublishedKey>();
        var name = string.Join('/', vault.KeyId.AbsolutePath.Split('/').Take(3));
        for (var next = new Uri(vault.KeyId, $"{name}/versions"); next is not null;)
        {
            using var page = await vault.GetAsync(next, cancellation);
            foreach (var other in page.RootElement.GetProperty("value").EnumerateArray())
            {
                var kid = other.GetProperty("kid").GetString()!;
                if (kid != version && other.GetProperty("attributes").GetProperty("enabled").GetBoolean()) retired.Add((await Get(new(kid))).Key);
            }
            next = page.RootElement.TryGetProperty("nextLink", out var link) && link.GetString() is { Length: > 0 } more ? new(more) : null;
        }
        return new(vault, version, itself, retired);

        async Task<(string Version, PublishedKey Key)> Get(Uri address)
        {
            using var answer = await vault.GetAsync(address, cancellation);
            var key = answer.RootElement.GetProperty("key");
            if (!key.TryGetProperty("crv", out var curve) || curve.GetString() != "P-256")
                throw new InvalidOperationException("Casa__Publishing__KeyId names a key that is not of curve P-256.");
            return (key.GetProperty("kid").GetString()!, PublishedKey.Of(key.GetProperty("x").GetString()!, key.GetProperty("y").GetString()!));
        }
    }

    public async Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation)
    {
        var body = Encoding.ASCII.GetBytes($$"""{"alg":"ES256","value":"{{Base64Url.EncodeToString(digest.Span)}}"}""");
        using var answer = await vault.PostAsync(sign, body, cancellation);
        var signature = Base64Url.DecodeFromChars(answer.RootElement.GetProperty("value").GetString());
        return signature.Length == 64 ? signature : throw new CryptographicException("The vault's ES256 signature is not 64 bytes long.");
    }
}
