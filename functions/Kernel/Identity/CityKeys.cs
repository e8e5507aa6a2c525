using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Kernel.Identity;

/// <summary>
/// The city's secret (<c>Casa__Keys</c>, shared by all instances) and what is derived from it: one key a purpose (HKDF-SHA256), so that a
/// value made for one purpose is worth nothing for another.
/// </summary>
public sealed class CityKeys
{
    readonly byte[] secret;

    /// <param name="secret">At least 32 characters of <c>Casa__Keys</c>.</param>
    /// <exception cref="InvalidOperationException">The secret is missing or shorter than 32 characters.</exception>
    public CityKeys(string? secret)
    {
        if (secret is not { Length: >= 32 }) throw new InvalidOperationException("Casa__Keys is not set, or is shorter than 32 characters.");
        this.secret = Encoding.UTF8.GetBytes(secret);
    }

    /// <summary>The 32-byte key of one purpose.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>HMAC-SHA256 over the parts, each preceded by its length so that no two lists of parts look alike.</summary>
    public byte[] Mac(string purpose, params ReadOnlySpan<string> parts) => Mac(For(purpose), parts);

    /// <summary>HMAC-SHA256 under a key of the caller's, over the parts, each preceded by its length.</summary>
    public static byte[] Mac(byte[] key, params ReadOnlySpan<string> parts)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            mac.AppendData(length);
            mac.AppendData(bytes);
        }
        return mac.GetHashAndReset();
    }
}
