using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>
/// Signs and reads messages as Standard Webhooks 1.0 has it: <c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature</c>, whose
/// <c>v1,…</c> is HMAC-SHA-256 in base64 over id, time and body with points between them. Pure.
/// </summary>
public static class WebhookSignature
{
    /// <summary>How old a message may be, and how far the other's clock may be ahead.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    const int MostSignatures = 4;

    public static string Of(string id, DateTimeOffset at, ReadOnlySpan<byte> body, string secret) =>
        $"v1,{Convert.ToBase64String(Mac(id, at.ToUnixTimeSeconds(), body, secret))}";

    /// <summary>Whether one of the signatures holds: while a secret is being changed, two are sent.</summary>
    public static bool Holds(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (id is not { Length: > 0 and <= 200 } || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > uint.MaxValue) return false;
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance) return false;
        var right = Mac(id, seconds, body, secret);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes + 2];
        var holds = false;
        foreach (var one in (signatures ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostSignatures))
        {
            if (one.StartsWith("v1,", StringComparison.Ordinal) && Convert.TryFromBase64String(one[3..], given, out var length))
                holds |= CryptographicOperations.FixedTimeEquals(given[..length], right);
        }
        return holds;
    }

    static byte[] Mac(string id, long seconds, ReadOnlySpan<byte> body, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.")));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
