namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// Holds the key that is in use: one from a file for good, one from a vault for ten minutes, after which it may have been renewed or rolled over.
/// </summary>
/// <param name="file">Opens the key file; null where a vault has the key.</param>
/// <param name="vault">Asks the vault.</param>
sealed class HeldKey<TKey>(TimeProvider clock, Func<TKey>? file, Func<CancellationToken, Task<TKey>> vault) : IDisposable
    where TKey : class
{
    // Asking the vault for every paper would double its calls for a yearly event.
    static readonly TimeSpan trust = TimeSpan.FromMinutes(10);
    readonly SemaphoreSlim oneAtATime = new(1, 1);
    Held? current;

    /// <summary>Opens the key file now: what is wrong with it is told at start, not at the first signature.</summary>
    public void OpenFile() => current = new(file!(), DateTimeOffset.MaxValue);

    public async ValueTask<TKey> CurrentAsync(CancellationToken cancellation)
    {
        if (current is { } held && held.Until > clock.GetUtcNow()) return held.Key;
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var now = clock.GetUtcNow();
            if (current is { } fresh && fresh.Until > now) return fresh.Key;
            current = file is not null ? new(file(), DateTimeOffset.MaxValue) : new(await vault(cancellation), now + trust);
            return current.Key;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    // One reference: whoever reads it while it is replaced sees either.
    sealed record Held(TKey Key, DateTimeOffset Until);
}
