using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Kernel.Identity;

/// <summary>Short-lived, single-purpose tokens for links: what they are for, what they name, until when, signed by the city.</summary>
public sealed class SignedLink(CityKeys keys, TimeProvider clock)
{
    readonly byte[] key = keys.For("signed link");

    /// <param name="purpose">What the link allows, such as <c>upload</c>; a token made for another purpose is refused.</param>
    /// <param name="subject">What it names, such as a reference; no personal value, since it stands in a URL.</param>
    public string Make(string purpose, string subject, DateTimeOffset until)
    {
        // Whole seconds, and never fewer than were promised.
        var body = $"{(until + TimeSpan.FromMilliseconds(999)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.{subject}";
        return $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(body))}.{Base64Url.EncodeToString(CityKeys.Mac(key, purpose, body).AsSpan(0, 16))}";
    }

    /// <summary>What the token names; null where it is forged, for another purpose, or over.</summary>
    public string? Read(string purpose, string token)
    {
        var dot = token.IndexOf('.');
        if (dot < 1 || token.Length > 512 || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1))) return null;
        var body = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.AsSpan(0, dot)));
        var right = CityKeys.Mac(key, purpose, body).AsSpan(0, 16);
        if (!CryptographicOperations.FixedTimeEquals(right, Base64Url.DecodeFromChars(token.AsSpan(dot + 1)))) return null;
        var parts = body.Split('.', 2);
        var until = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
        return clock.GetUtcNow() <= until ? parts[1] : null;
    }
}
