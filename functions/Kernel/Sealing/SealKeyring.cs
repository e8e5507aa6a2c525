using System.Security.Cryptography.X509Certificates;
using Azure.Identity;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// Holds the seal that is in use. A paper takes one key from here and keeps it to its end, so that certificate, text and signature agree
/// even when the seal is renewed meanwhile.
/// </summary>
public sealed class SealKeyring : IDisposable
{
    // A renewed certificate is taken up within this time; asking the vault for every paper would double its calls for a yearly event.
    static readonly TimeSpan trust = TimeSpan.FromMinutes(10);
    readonly SealOptions options;
    readonly bool development;
    readonly TimeProvider clock;
    readonly Lazy<KeyVault> vault;
    readonly SemaphoreSlim oneAtATime = new(1, 1);
    (ISealKey Key, DateTimeOffset Until)? current;

    /// <param name="vault">Another road to the vault, for tests; by default the program's own identity asks it.</param>
    /// <exception cref="InvalidOperationException">
    /// Outside Development, a key file that is absent, unreadable or unofficial: at start, not at the first paper.
    /// </exception>
    public SealKeyring(SealOptions options, bool development, TimeProvider clock, Func<KeyVault>? vault = null)
    {
        (this.options, this.development, this.clock) = (options, development, clock);
        this.vault = new(vault ?? (() => new KeyVault(options.KeyId!, new DefaultAzureCredential())));
        if (!development && options.Provider == "file") current = (FileSealKey.Open(options, development), DateTimeOffset.MaxValue);
    }

    /// <summary>The key to seal the next paper with.</summary>
    /// <exception cref="InvalidOperationException">Its certificate does not hold now.</exception>
    public async ValueTask<ISealKey> CurrentAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var held = current;
        if (held is null || held.Value.Until <= now)
        {
            await oneAtATime.WaitAsync(cancellation);
            try
            {
                held = current is { } fresh && fresh.Until > now ? fresh : await Open(now, cancellation);
                current = held;
            }
            finally
            {
                oneAtATime.Release();
            }
        }
        var certificate = held.Value.Key.Chain.Signer;
        return now >= certificate.NotBefore.ToUniversalTime() && now <= certificate.NotAfter.ToUniversalTime() ? held.Value.Key
            : throw new InvalidOperationException("The seal's certificate is not valid at this time.");
    }

    public void Dispose() => oneAtATime.Dispose();

    async Task<(ISealKey, DateTimeOffset)> Open(DateTimeOffset now, CancellationToken cancellation)
    {
        if (options.Provider == "file") return (FileSealKey.Open(options, development), DateTimeOffset.MaxValue);
        var issuers = new X509Certificate2Collection();
        if (options.Path is { } path) issuers.ImportFromPemFile(path);
        return (await KeyVaultSealKey.OpenAsync(vault.Value, issuers, cancellation), now + trust);
    }
}
