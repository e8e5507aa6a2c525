using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>
/// Proves that a delivery is Meta's: <c>X-Hub-Signature-256: sha256=…</c>, HMAC-SHA-256 in hexadecimal over the body's bytes as they came, since Meta's
/// JSON, written again, is other bytes. Pure.
/// </summary>
static class WebhookProof
{
    const string Begins = "sha256=";

    public static bool Holds(string? header, ReadOnlySpan<byte> body, string secret)
    {
        if (!IsOne(header)) return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes], right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(header.AsSpan(Begins.Length), given, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, right);
        return CryptographicOperations.FixedTimeEquals(given, right);
    }

    /// <summary>Whether a header has the form of a proof: without one nobody's megabytes are read.</summary>
    public static bool IsOne(string? header) =>
        header is { Length: 7 + (2 * HMACSHA256.HashSizeInBytes) } && header.StartsWith(Begins, StringComparison.Ordinal);
}
