using Azure.Identity;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Kernel.Publishing;

/// <summary>The publishing key that is in use; the vault is asked now and then whether it was rolled over.</summary>
public sealed class PublishingKeyring : IDisposable
{
    readonly HeldKey<IPublishingKey> held;

    /// <param name="vault">Another road to the vault, for tests; by default the program's own identity asks it.</param>
    /// <exception cref="InvalidOperationException">
    /// Outside Development, a key file that is absent, unreadable or made for development: at start, not at the first signature.
    /// </exception>
    public PublishingKeyring(PublishingOptions options, bool development, TimeProvider clock, Func<KeyVault>? vault = null)
    {
        var road = new Lazy<KeyVault>(vault ?? (() => new KeyVault(options.KeyId!, new DefaultAzureCredential(), setting: "Casa__Publishing__KeyId")));
        var ofFile = options.Provider == "file";
        held = new(clock, ofFile ? () => FilePublishingKey.Open(options, development) : null,
            async cancellation => await KeyVaultPublishingKey.OpenAsync(road.Value, cancellation));
        if (ofFile && !development) held.OpenFile();
    }

    /// <summary>The key to sign with, and those to check with.</summary>
    public ValueTask<IPublishingKey> CurrentAsync(CancellationToken cancellation) => held.CurrentAsync(cancellation);

    public void Dispose() => held.Dispose();
}
