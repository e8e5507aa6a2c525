using System.Text.Json.Serialization;

namespace CasaServerless.Kernel.Registers;

/// <summary>How a number ended: its paper was sealed, or it was annulled. Written once.</summary>
/// <param name="Sha256">Of the sealed file; null when annulled.</param>
public sealed record RegisterOutcome(RegisterFate Fate, string? Sha256)
{
    public static RegisterOutcome Annulled { get; } = new(RegisterFate.Annulled, null);

    public static RegisterOutcome Sealed(string sha256) => new(RegisterFate.Sealed, sha256);
}

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

/// <summary>JSON of the register's rows.</summary>
[JsonSerializable(typeof(RegisterOutcome))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
sealed partial class RegisterJson : JsonSerializerContext;
