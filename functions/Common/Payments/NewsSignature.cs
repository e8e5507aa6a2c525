using System.Globalization;
using System.Security.Cryptography;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Common.Payments;

/// <summary>
/// Proves that a message came from the provider, and lately: <c>t=1764583200,v1=…</c>, HMAC-SHA-256 in hexadecimal over the time, a point and the body. While
/// the provider changes its secret it sends two, and one that holds is enough.
/// </summary>
static class NewsSignature
{
    public static bool Holds(string? header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (parts is not [var time, .. { Length: > 0 and <= MessageProof.Most } proofs] || !time.StartsWith("t=", StringComparison.Ordinal)) return false;
        if (MessageProof.Time(time.AsSpan(2), now) is not { } seconds) return false;
        var right = MessageProof.Of(string.Create(CultureInfo.InvariantCulture, $"{seconds}."), body, secret);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var holds = false;
        foreach (var proof in proofs)
        {
            if (!proof.StartsWith("v1=", StringComparison.Ordinal) || proof.Length != 3 + 2 * HMACSHA256.HashSizeInBytes) continue;
            if (Convert.FromHexString(proof.AsSpan(3), given, out _, out _) != System.Buffers.OperationStatus.Done) continue;
            holds |= CryptographicOperations.FixedTimeEquals(given, right);
        }
        return holds;
    }
}
