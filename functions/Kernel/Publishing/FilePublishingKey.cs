using System.Security.Cryptography;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Kernel.Publishing;

/// <summary>A publishing key in a PEM file: the private key, then the public keys that it took over from.</summary>
public sealed class FilePublishingKey : IPublishingKey
{
    const string Development = "CasaServerless: made for development, worth nothing.";
    readonly ECDsa key;

    FilePublishingKey(ECDsa key, IReadOnlyList<PublishedKey> retired) => (this.key, Public, Retired) = (key, PublishedKey.Of(key), retired);

    public PublishedKey Public { get; }

    public IReadOnlyList<PublishedKey> Retired { get; }

    /// <summary>Opens the key at <see cref="PublishingOptions.Path"/>; in Development it is made there when nothing is.</summary>
    /// <exception cref="InvalidOperationException">No file, a file without a private key of P-256, or a development key in production.</exception>
    public static FilePublishingKey Open(PublishingOptions options, bool development)
    {
        var path = options.Path ?? throw new InvalidOperationException("Casa__Publishing__Path is not set.");
        if (!File.Exists(path))
        {
            if (!development) throw new InvalidOperationException("Casa__Publishing__Path names no file.");
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            KeyFile.Write(path, $"{Development}\n{made.ExportPkcs8PrivateKeyPem()}\n");
        }
        var pem = File.ReadAllText(path);
        if (!development && pem.Contains(Development, StringComparison.Ordinal))
            throw new InvalidOperationException("Casa__Publishing__Path names a key made for development; nobody should come to trust it.");
        return Read(pem);
    }

    /// <exception cref="InvalidOperationException">It does not begin with a private key of P-256.</exception>
    public static FilePublishingKey Read(string pem)
    {
        try
        {
            ECDsa? signing = null;
            var retired = new List<PublishedKey>();
            for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
            {
                var key = ECDsa.Create();
                key.ImportFromPem(rest[found.Location]);
                if (signing is null) signing = key;
                else retired.Add(PublishedKey.Of(key));
            }
            if (signing is null) throw new CryptographicException("There is no key.");
            _ = signing.ExportParameters(includePrivateParameters: true);
            return new(signing, retired);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException("The publishing key's file does not begin with a private key of curve P-256.", fault);
        }
    }

    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation) => Task.FromResult(key.SignHash(digest.Span));
}
