using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Kernel.Identity;

/// <summary>
/// What proves that a message came from another system, and lately, whatever the headers that carry it: HMAC-SHA-256 over a head (which holds the time)
/// and the body, and a clock that is close to ours. Pure.
/// </summary>
static class MessageProof
{
    /// <summary>How old a message may be, and how far the other's clock may be ahead.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>While a secret is being changed, two proofs are sent; more than these are not looked at.</summary>
    public const int Most = 4;

    /// <summary>The time of a message in seconds since 1970; null where it is none, or not now.</summary>
    public static long? Time(ReadOnlySpan<char> text, DateTimeOffset now) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= uint.MaxValue
        && (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Tolerance ? seconds : null;

    /// <summary>The proof: 32 bytes.</summary>
    public static byte[] Of(string head, ReadOnlySpan<byte> body, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(head));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
