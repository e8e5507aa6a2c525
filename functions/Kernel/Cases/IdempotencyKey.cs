using System.Security.Cryptography;
using System.Text;
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
    /// <summary>The header as it came; null where there is none.</summary>
    /// <exception cref="Refusal"><c>CASE-008</c>: longer than 255 characters.</exception>
    public static string? Read(string? header) => header switch
    {
        null or "" => null,
        { Length: > 255 } => throw CaseRefusals.KeyTooLong(),
        _ => header,
    };

    /// <summary>The key of a case that is opened; null where the header is absent.</summary>
    /// <inheritdoc cref="Read"/>
    public static IdempotencyKey? Of(string caller, string? header, Func<string> body) => Read(header) is { } key ? new(caller, key, body()) : null;

    /// <summary>The key of an act on a case that is there, inserted with its change, so that it is done once; null where the header is absent.</summary>
    /// <param name="whose">Keys of different callers and acts never meet.</param>
    /// <inheritdoc cref="Read"/>
    public static EffectKey? OfAct(string reference, string whose, string? header) => Read(header) is { } key
        ? new(reference, 0, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{whose} {key}")).AsSpan(0, 16))) : null;

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
