using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Kernel.Sealing;

/// <summary>A seal whose key lies in a PEM file: made at the first run in Development, given and official anywhere else.</summary>
public sealed class FileSealKey : ISealKey
{
    readonly AsymmetricAlgorithm key;

    FileSealKey(SealChain chain, AsymmetricAlgorithm key) => (Chain, this.key) = (chain, key);

    public SealChain Chain { get; }

    /// <summary>Opens the seal at <see cref="SealOptions.Path"/>; in Development it is made there when nothing is.</summary>
    /// <exception cref="InvalidOperationException">No file, a file without key and certificate, or a development seal in production.</exception>
    public static FileSealKey Open(SealOptions options, bool development)
    {
        var path = options.Path ?? throw new InvalidOperationException("Casa__Seal__Path is not set.");
        if (!File.Exists(path))
        {
            if (!development) throw new InvalidOperationException("Casa__Seal__Path names no file.");
            KeyFile.Write(path, DevelopmentSeal.Make(options.Algorithm));
        }
        var opened = Read(File.ReadAllText(path));
        if (opened.Chain.IsUnofficial && !development)
        {
            throw new InvalidOperationException("Casa__Seal__Path names a seal made for development; a real paper must not carry it.");
        }
        return opened;
    }

    /// <param name="pem">Private key, its certificate, then the issuers' certificates.</param>
    public static FileSealKey Read(string pem)
    {
        try
        {
            using var loaded = X509Certificate2.CreateFromPem(pem, pem);
            var all = new X509Certificate2Collection();
            all.ImportFromPem(pem);
            var chain = new SealChain(all[0], [.. all.Skip(1)]);
            return new(chain, chain.Algorithm == SealAlgorithm.Rsa ? loaded.GetRSAPrivateKey()! : loaded.GetECDsaPrivateKey()!);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException("The seal's file does not hold a private key and then its certificate.", fault);
        }
    }

    public Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation) => Task.FromResult(key switch
    {
        RSA rsa => rsa.SignHash(digest.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa curve => curve.SignHash(digest.Span, DSASignatureFormat.Rfc3279DerSequence),
        _ => throw new InvalidOperationException("No such key."),
    });
}
