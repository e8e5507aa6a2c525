using System.Security.Cryptography.X509Certificates;
using Azure.Identity;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The seal that is in use. A paper takes one key from here and keeps it to its end, so that certificate, text and signature agree even when the
/// seal is renewed meanwhile.
/// </summary>
public sealed class SealKeyring : IDisposable
{
    readonly TimeProvider clock;
    readonly HeldKey<ISealKey> held;

    /// <param name="vault">Another road to the vault, for tests; by default the program's own identity asks it.</param>
    /// <exception cref="InvalidOperationException">
    /// Outside Development, a key file that is absent, unreadable or unofficial: at start, not at the first paper.
    /// </exception>
    public SealKeyring(SealOptions options, bool development, TimeProvider clock, Func<KeyVault>? vault = null)
    {
        this.clock = clock;
        var road = new Lazy<KeyVault>(vault ?? (() => new KeyVault(options.KeyId!, new DefaultAzureCredential())));
        var ofFile = options.Provider == "file";
        held = new(clock, ofFile ? () => FileSealKey.Open(options, development) : null, async cancellation =>
        {
            var issuers = new X509Certificate2Collection();
            if (options.Path is { } path) issuers.ImportFromPemFile(path);
            return await KeyVaultSealKey.OpenAsync(road.Value, issuers, cancellation);
        });
        if (ofFile && !development) held.OpenFile();
    }

    /// <summary>The key to seal the next paper with.</summary>
    /// <exception cref="InvalidOperationException">Its certificate does not hold now.</exception>
    public async ValueTask<ISealKey> CurrentAsync(CancellationToken cancellation)
    {
        var key = await held.CurrentAsync(cancellation);
        var (certificate, now) = (key.Chain.Signer, clock.GetUtcNow());
        return now >= certificate.NotBefore.ToUniversalTime() && now <= certificate.NotAfter.ToUniversalTime() ? key
            : throw new InvalidOperationException("The seal's certificate is not valid at this time.");
    }

    public void Dispose() => held.Dispose();
}
