using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;

namespace CasaServerless.Services.Legalisation;

/// <summary>What every act of this counter works with.</summary>
public sealed record LegalisationCounter(
    CaseStore Cases, LegalisationKind Kind, ReferentielStore Referentiels, CaseBlobs Blobs, Lists Lists, Register Register,
    CityKeys Keys, AccessCode Codes, SignedLink Links, LegalisationOptions Options, TimeProvider Clock)
{
    /// <summary>The case, for staff of its bureau or for whoever has its access code.</summary>
    /// <exception cref="Refusal">No such case, a wrong code, or another bureau's.</exception>
    public async Task<Case<LegalisationCase>> Open(string reference, string? code, Caller? caller, CancellationToken stop)
    {
        var its = Reference.Read(reference) ?? throw CaseRefusals.Unknown();
        if (caller is not null && (caller.Is(Roles.Officer) || caller.Is(Roles.Manager) || caller.Is(Roles.Auditor)))
        {
            return await OfBureau(its, caller, stop);
        }
        return code is { Length: > 0 } ? await Cases.Open(Kind, its, code, Codes, stop) : throw CaseRefusals.Unknown();
    }

    /// <summary>The case, for an officer of its bureau; managers and auditors see every bureau's.</summary>
    public async Task<Case<LegalisationCase>> OfBureau(string reference, Caller caller, CancellationToken stop)
    {
        var its = Reference.Read(reference) ?? throw CaseRefusals.Unknown();
        var found = await Cases.Find(Kind, its, stop) ?? throw CaseRefusals.Unknown();
        if (caller.Is(Roles.Manager) || caller.Is(Roles.Auditor)) return found;
        return (await Officer(caller, stop)).Bureau == found.State.Bureau ? found : throw LegalisationRefusals.OtherBureau();
    }

    /// <summary>The officer whom a token names, as the référentiel knows them.</summary>
    public async Task<Officer> Officer(Caller caller, CancellationToken stop) =>
        await Referentiels.Officer(caller.Id, stop) ?? throw LegalisationRefusals.OtherBureau();

    /// <summary>An officer's change of a case of their bureau.</summary>
    public async Task<Case<LegalisationCase>> ChangeAs(
        Officer officer, string reference, string function, Func<LegalisationCase, Decision<LegalisationEvent>> decide, CancellationToken stop) =>
        await Cases.Change(
            Kind, Reference.Read(reference) ?? throw CaseRefusals.Unknown(), new Actor("officer", officer.Id), function,
            its => its.State.Bureau == officer.Bureau ? decide(its.State) : throw LegalisationRefusals.OtherBureau(), stop);
}

/// <summary>The counter's settings.</summary>
public sealed record LegalisationOptions
{
    /// <summary>The city's public address, without a slash at its end (<c>Casa__PublicUrl</c>): what QR codes and links begin with.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>Largest upload in bytes (<c>Casa__Documents__MaxBytes</c>).</summary>
    public long MaxBytes { get; init; }

    /// <summary>Most pages of a document (<c>Casa__Documents__MaxPages</c>).</summary>
    public int MaxPages { get; init; }

    public static LegalisationOptions From(IConfiguration configuration) => new()
    {
        PublicUrl = configuration["Casa:PublicUrl"]?.TrimEnd('/') ?? throw new InvalidOperationException("Casa__PublicUrl is not set."),
        MaxBytes = MaxBytesOf(configuration),
        MaxPages = configuration.GetValue("Casa:Documents:MaxPages", DocumentLimits.Default.MaxPages),
    };

    /// <summary>The largest upload: the door must know it before anything else is configured.</summary>
    public static long MaxBytesOf(IConfiguration configuration) => configuration.GetValue("Casa:Documents:MaxBytes", (long)DocumentLimits.Default.MaxBytes);
}
