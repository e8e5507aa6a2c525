namespace CasaServerless.Kernel.Publishing;

/// <summary>
/// The key with which the city signs what anyone may check without asking it: ECDSA P-256, never the seal's. A border with two sides, a file
/// for development and Azure Key Vault in production.
/// </summary>
public interface IPublishingKey
{
    /// <summary>The public half of exactly the key that <see cref="SignAsync"/> signs with.</summary>
    PublishedKey Public { get; }

    /// <summary>Keys that signed before it: what they signed is still to be checked.</summary>
    IReadOnlyList<PublishedKey> Retired { get; }

    /// <summary>Signs a SHA-256 digest.</summary>
    /// <param name="digest">32 bytes.</param>
    /// <returns>r and s side by side, 64 bytes, as COSE and JOSE carry them.</returns>
    Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation);
}
