namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The city's seal: a certificate and the private key behind it. A border with two sides, a file for development and Azure Key Vault in
/// production; signing is asynchronous because the key may never leave the vault.
/// </summary>
public interface ISealKey
{
    /// <summary>The certificate of exactly the key that <see cref="SignAsync"/> signs with, and its issuers.</summary>
    SealChain Chain { get; }

    /// <summary>Signs a SHA-256 digest.</summary>
    /// <param name="digest">32 bytes.</param>
    /// <returns>The signature as CMS carries it: PKCS#1 v1.5 for RSA, a DER sequence (r, s) for P-256.</returns>
    Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation);
}
