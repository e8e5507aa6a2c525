using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Kernel.Identity;

/// <summary>
/// The code that opens one case to whoever asked for it. Derived from the reference and a version, so it is never stored; a new version
/// makes a new code and ends the old one.
/// </summary>
public sealed class AccessCode(CityKeys keys)
{
    readonly byte[] key = keys.For("access code");

    /// <summary>Eight symbols, 40 bits, such as <c>7KQ3-9XMP</c>.</summary>
    public string Of(string reference, int version)
    {
        var symbols = Base32.Encode(CityKeys.Mac(key, reference, $"{version}"), 8);
        return $"{symbols[..4]}-{symbols[4..]}";
    }

    /// <summary>Whether a person's code is the right one; takes the same time for every wrong one.</summary>
    public bool Matches(string reference, int version, string typed)
    {
        var right = Of(reference, version).Replace("-", "", StringComparison.Ordinal);
        return Base32.Read(typed) is { } symbols
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(symbols), Encoding.ASCII.GetBytes(right));
    }
}
