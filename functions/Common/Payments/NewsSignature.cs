using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Common.Payments;

/// <summary>
/// Proves that a message came from the provider, and lately: <c>t=1764583200,v1=…</c>, HMAC-SHA-256 in hexadecimal over the time, a point and the body. While
/// the provider changes its secret it sends two, and one that holds is enough.
/// </summary>
static class NewsSignature
{
    /// <summary>How old a message may be, and how far the provider's clock may be ahead.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    const int Most = 4;

    public static bool Holds(string? header, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (parts is not [var time, .. { Length: > 0 and <= Most } proofs] || !time.StartsWith("t=", StringComparison.Ordinal)) return false;
        if (!long.TryParse(time.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > uint.MaxValue) return false;
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance) return false;
        var right = Of(seconds, body, secret);
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

    static byte[] Of(long seconds, ReadOnlySpan<byte> body, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
