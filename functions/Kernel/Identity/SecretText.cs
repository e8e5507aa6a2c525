using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Kernel.Identity;

/// <summary>Secrets that somebody shows as they were given them.</summary>
public static class SecretText
{
    /// <summary>Whether two texts are the same, in a time that says nothing of where they differ.</summary>
    public static bool Same(string? given, string right) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}
