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
        var status = hash is not null && hash != paper.Sha256 ? VerificationStatus.Altered
            : state.Status == LegalisationStatus.Revoked ? VerificationStatus.Revoked : VerificationStatus.Valid;
        return new(status, state.RegisterNumber, bureau is null ? null : new(bureau.Id, bureau.Name.Fr, bureau.Name.Ar), state.Kind,
            CityTime.In(state.SealedAt!.Value), paper.Sha256, Written(state.Certification!.VerificationCode),
            state.RevokedAt is { } revoked ? new(CityTime.In(revoked)) : null);
    }

    /// <summary>A code as it is printed: three groups of four.</summary>
    public static string Written(string code) => $"{code[..4]}-{code[4..8]}-{code[8..]}";

    /// <summary>What is told: nothing about the citizen.</summary>
    /// <param name="SealedAt">As the clocks of Casablanca showed it.</param>
    public sealed record Answer(
        VerificationStatus Status, string? RegisterNumber, BureauName? Bureau, PaperKind? Kind, DateTimeOffset? SealedAt, string? Sha256,
        string? Code, Revocation? Revoked)
    {
        internal static Answer Unknown { get; } = new(VerificationStatus.Unknown, null, null, null, null, null, null, null);
    }

    /// <param name="At">As the clocks of Casablanca showed it.</param>
    public sealed record Revocation(DateTimeOffset At);

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
