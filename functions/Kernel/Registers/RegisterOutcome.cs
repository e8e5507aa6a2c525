using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Kernel.Registers;

/// <summary>How a number ended: its paper was sealed, or it was annulled. Written once.</summary>
/// <param name="Sha256">Of the sealed file; null when annulled.</param>
/// <param name="Attests">Of the document that the sealed file attests without changing it; null where it is the document itself.</param>
public sealed record RegisterOutcome(
    RegisterFate Fate, string? Sha256, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Attests = null)
{
    public static RegisterOutcome Annulled { get; } = new(RegisterFate.Annulled, null);

    public static RegisterOutcome Sealed(string sha256, string? attests = null) => new(RegisterFate.Sealed, sha256, attests);

    /// <summary>What a row says; null where nothing that can be read stands there.</summary>
    internal static RegisterOutcome? TryRead(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, RegisterJson.Default.RegisterOutcome);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>An act that wants a number.</summary>
/// <param name="Key">Of the act; one number each, whatever is repeated.</param>
/// <param name="Facts">What the register says of it: JSON of the counter's.</param>
public sealed record RegisterClaim(string Key, string Facts);

/// <summary>The two ends of a number.</summary>
[JsonConverter(typeof(Kebab<RegisterFate>))]
public enum RegisterFate
{
    Sealed,
    Annulled,
}

/// <summary>A link of a register's chain: a number taken (<see cref="Facts"/>) or a number's end (<see cref="Outcome"/>).</summary>
/// <param name="Position">Place in the chain, from 1.</param>
/// <param name="At">When it was written.</param>
/// <param name="Key">Of the act that took the number; null on an end.</param>
/// <param name="Facts">What the counter says of it, JSON; null on an end.</param>
/// <param name="Hash">SHA-256 over the link before and all of this one.</param>
public sealed record RegisterLink(
    int Position, int Number, DateTimeOffset At, string? Key, string? Facts, RegisterOutcome? Outcome, string Hash);
