using System.Security.Cryptography;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Kernel.Cases;

/// <summary>
/// A caller's <c>Idempotency-Key</c> with the body it came with. The case's head keeps a salted digest of both, so that a repeat is known
/// and a key that is used for something else is refused.
/// </summary>
/// <param name="Caller">Whose key it is: keys of different callers never meet.</param>
/// <param name="Key">The header's value, at most 255 characters.</param>
/// <param name="Body">The request in a canonical form.</param>
public sealed record IdempotencyKey(string Caller, string Key, string Body)
{
    internal string Seal(CityKeys keys)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return $"{salt}.{Digest(keys, salt, Caller, Key)}.{Digest(keys, salt, Key, Body)}";
    }

    /// <summary>Whether a head with this seal was made by this key and body; false for a stranger's.</summary>
    /// <exception cref="Refusal"><c>CASE-004</c>: this key, another body.</exception>
    internal bool Made(string seal, CityKeys keys)
    {
        if (seal.Split('.') is not [var salt, var ofKey, var ofBody] || Digest(keys, salt, Caller, Key) != ofKey) return false;
        return Digest(keys, salt, Key, Body) == ofBody ? true : throw CaseRefusals.KeyReused();
    }

    static string Digest(CityKeys keys, string salt, string one, string two) =>
        Convert.ToHexStringLower(keys.Mac("idempotency", salt, one, two).AsSpan(0, 16));
}
