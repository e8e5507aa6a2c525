using System.Text.Json.Serialization;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Register;

/// <summary>What a register says of a certification when it takes its number. No personal value: the citizen is in the case, if anywhere.</summary>
/// <param name="Certification">Key of the certification; one number each.</param>
/// <param name="Case">Reference of the case.</param>
/// <param name="Officer">Id of the officer who decided.</param>
/// <param name="Delegation">Id of the act by which they may.</param>
public sealed record RegisterEntry(
    string Certification, string Case, PaperKind Kind, DateOnly Day, string Officer, string Delegation);

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

/// <summary>A link of a register's chain: a number taken (<see cref="Entry"/>) or a number's end (<see cref="Outcome"/>).</summary>
/// <param name="Position">Place in the chain, from 1.</param>
/// <param name="At">When it was written.</param>
/// <param name="Hash">SHA-256 over the link before and all of this one.</param>
public sealed record RegisterLink(
    int Position, int Number, DateTimeOffset At, RegisterEntry? Entry, RegisterOutcome? Outcome, string Hash);

/// <summary>JSON of the register's rows.</summary>
[JsonSerializable(typeof(RegisterEntry))]
[JsonSerializable(typeof(RegisterOutcome))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
sealed partial class RegisterJson : JsonSerializerContext;
