using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Kernel.Sealing;

/// <summary>A seal whose key lies in a PEM file: made at the first run in Development, given and official anywhere else.</summary>
public sealed partial class FileSealKey : ISealKey
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
            Write(path, DevelopmentSeal.Make(options.Algorithm));
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

    /// <summary>Readable by its owner alone from its first byte; of two first runs at once, the earlier one's file stays.</summary>
    static void Write(string path, string pem)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(fresh, options)) writer.Write(pem);
        var linked = !OperatingSystem.IsWindows() && Link(fresh, path) == 0;
        if (linked || File.Exists(path)) File.Delete(fresh);
        else File.Move(fresh, path, overwrite: false);
    }

    // File.Move looks and then renames, and a second first run fits in between; a link is made where there is none, or not at all.
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string path);
}
