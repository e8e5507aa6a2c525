using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Kernel.Identity;

/// <summary>
/// The key by which a partner's program is known, such as <c>demo-app.7KQ39XMP…</c>: the partner's id and 130 secret bits. The city keeps its
/// digest alone; as nobody guesses so many bits, a plain SHA-256 is enough.
/// </summary>
public static class ApiKey
{
    const int Symbols = 26;

    /// <summary>The key that this secret gives a partner: the same each time, so that it can be told once more.</summary>
    public static string Make(CityKeys keys, string partner) => $"{partner}.{Base32.Encode(keys.Mac("api key", partner), Symbols)}";

    /// <summary>What the city keeps of a key: 64 hexadecimal digits.</summary>
    public static string Digest(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Whether a digest is that of the key; takes the same time for every wrong one.</summary>
    public static bool Matches(string key, string digest) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Digest(key)), Encoding.ASCII.GetBytes(digest));

    /// <summary>The partner whom a key names; null where it is none.</summary>
    public static string? Partner(string key) => key.LastIndexOf('.') is > 0 and <= 80 and var dot && key.Length == dot + 1 + Symbols ? key[..dot] : null;
}
