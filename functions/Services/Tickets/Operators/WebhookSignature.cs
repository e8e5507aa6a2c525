using System.Globalization;
using System.Security.Cryptography;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>
/// Signs and reads messages as Standard Webhooks 1.0 has it: <c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature</c>, whose
/// <c>v1,…</c> is HMAC-SHA-256 in base64 over id, time and body with points between them. Pure.
/// </summary>
public static class WebhookSignature
{
    public static string Of(string id, DateTimeOffset at, ReadOnlySpan<byte> body, string secret) =>
        $"v1,{Convert.ToBase64String(Mac(id, at.ToUnixTimeSeconds(), body, secret))}";

    /// <summary>Whether one of the signatures holds: while a secret is being changed, two are sent.</summary>
    public static bool Holds(string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, string secret, DateTimeOffset now)
    {
        if (id is not { Length: > 0 and <= 200 } || MessageProof.Time(timestamp, now) is not { } seconds) return false;
        var right = Mac(id, seconds, body, secret);
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes + 2];
        var holds = false;
        foreach (var one in (signatures ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MessageProof.Most))
        {
            if (one.StartsWith("v1,", StringComparison.Ordinal) && Convert.TryFromBase64String(one[3..], given, out var length))
                holds |= CryptographicOperations.FixedTimeEquals(given[..length], right);
        }
        return holds;
    }

    static byte[] Mac(string id, long seconds, ReadOnlySpan<byte> body, string secret) =>
        MessageProof.Of(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}."), body, secret);
}
