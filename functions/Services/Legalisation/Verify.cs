using System.Text.Json.Serialization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>Anyone asks whether a certified paper is what it says: by its code, by its file's hash, or by both.</summary>
public static class Verify
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/verifications/{code}", async (string code, string? sha256, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(code, sha256, counter, context.RequestAborted)))
            .OnHttp("LegalisationVerify").OpenToAnyone().Limited("readings", calls: 120);
        routes.MapGet("/api/verifications", async (string sha256, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(null, sha256, counter, context.RequestAborted)))
            .OnHttp("LegalisationVerifyFile").OpenToAnyone().Limited("readings", calls: 120);
    }

    public static async Task<Answer> Run(string? code, string? sha256, LegalisationCounter counter, CancellationToken stop)
    {
        var hash = sha256?.Trim().ToLowerInvariant();
        if (hash is not null && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigitLower))) throw LegalisationRefusals.NoSuchHash();
        var list = code is null ? LegalisationKind.OfHash(hash!)
            : Base32.Read(code) is { Length: 12 } symbols ? LegalisationKind.OfCode(symbols) : null;
        var reference = list is null ? null : await counter.Lists.Single(list, stop);
        var its = reference is null ? null : await counter.Cases.Find(counter.Kind, reference, stop);
        if (its?.State.Sealed is not { } paper) return Answer.Unknown;
        var state = its.State;
        var bureau = await counter.Referentiels.Bureau(state.Bureau, stop);
        var attested = hash is not null && hash == paper.Attests;
        var status = hash is not null && hash != paper.Sha256 && !attested ? VerificationStatus.Altered
            : state.Status == LegalisationStatus.Revoked ? VerificationStatus.Revoked : VerificationStatus.Valid;
        return new(status, state.RegisterNumber, bureau is null ? null : new(bureau.Id, bureau.Name.Fr, bureau.Name.Ar), state.Kind,
            CityTime.In(state.SealedAt!.Value), paper.Sha256, Written(state.Certification!.VerificationCode),
            state.RevokedAt is { } revoked ? new(CityTime.In(revoked)) : null, paper.Attests, attested ? true : null,
            new(state.Kind.Scope().Fr, state.Kind.Scope().Ar));
    }

    /// <summary>A code as it is printed: three groups of four.</summary>
    public static string Written(string code) => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    /// <summary>What is told: nothing about the citizen.</summary>
    /// <param name="SealedAt">As the clocks of Casablanca showed it.</param>
    /// <param name="Sha256">Of the sealed file.</param>
    /// <param name="Attests">Of the document that the sealed file attests beside it, because it was signed already or takes no stamp.</param>
    /// <param name="Original">True where the hash that was asked about is that document's: it is the attested original, not the sealed file.</param>
    public sealed record Answer(
        VerificationStatus Status,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RegisterNumber,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BureauName? Bureau,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PaperKind? Kind,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? SealedAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sha256,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Revocation? Revoked,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Attests,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Original,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AttestedScope? Scope)
    {
        internal static Answer Unknown { get; } = new(VerificationStatus.Unknown, null, null, null, null, null, null, null, null, null, null);
    }

    /// <param name="At">As the clocks of Casablanca showed it.</param>
    public sealed record Revocation(DateTimeOffset At);

    /// <summary>What the certification attests and what it does not.</summary>
    public sealed record AttestedScope(string Fr, string Ar);

    public sealed record BureauName(string Id, string Fr, string Ar);
}

/// <summary>What a verification says; <see cref="Altered"/>: the code is one of ours, the file is not the one it was given to.</summary>
[JsonConverter(typeof(Kebab<VerificationStatus>))]
public enum VerificationStatus
{
    Valid,
    Revoked,
    Altered,
    Unknown,
}
