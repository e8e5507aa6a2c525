using System.Diagnostics.CodeAnalysis;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;
using CasaServerless.Services.Legalisation.Specimens;

namespace CasaServerless.Services.Legalisation;

/// <summary>What every act of this counter works with.</summary>
public sealed record LegalisationCounter(
    CaseStore Cases, LegalisationKind Kind, ReferentielStore Referentiels, CaseBlobs Blobs, PartialFiles Parts, Lists Lists, Register Register,
    CityKeys Keys, AccessCode Codes, SignedLink Links, LegalisationOptions Options, TimeProvider Clock, SpecimenBook Specimens)
{
    /// <summary>The case, for staff of its bureau or for whoever has its access code.</summary>
    /// <exception cref="Refusal">No such case, a wrong code, or another bureau's.</exception>
    public async Task<Case<LegalisationCase>> Open(string reference, string? code, Caller? caller, CancellationToken stop)
    {
        var its = Reference.Read(reference) ?? throw CaseRefusals.Unknown();
        if (IsStaff(caller))
        {
            return await OfBureau(its, caller, stop);
        }
        return code is { Length: > 0 } ? await Cases.Open(Kind, its, code, Codes, stop) : throw CaseRefusals.Unknown();
    }

    /// <summary>Whether the caller may be told what only the bureau knows; an agent that acts for a citizen may not.</summary>
    public static bool IsStaff([NotNullWhen(true)] Caller? caller) =>
        caller is not null && (caller.Is(Roles.Officer) || caller.Is(Roles.Manager) || caller.Is(Roles.Auditor));

    /// <summary>Whether the caller sees what was done and when, but neither papers nor who the applicant is.</summary>
    public static bool OnlyAudits([NotNullWhen(true)] Caller? caller) =>
        caller is not null && caller.Is(Roles.Auditor) && !caller.Is(Roles.Officer) && !caller.Is(Roles.Manager);

    /// <summary>The case, for an officer of its bureau; managers and auditors see every bureau's.</summary>
    public async Task<Case<LegalisationCase>> OfBureau(string reference, Caller caller, CancellationToken stop)
    {
        var its = Reference.Read(reference) ?? throw CaseRefusals.Unknown();
        var found = await Cases.Find(Kind, its, stop) ?? throw CaseRefusals.Unknown();
        await MustSee(found.State.Bureau, caller, stop);
        return found;
    }

    /// <summary>Officers see their own bureau; managers and auditors see every one.</summary>
    /// <exception cref="Refusal"><c>LEG-008</c>: another bureau's officer.</exception>
    public async Task MustSee(string bureau, Caller caller, CancellationToken stop)
    {
        if (caller.Is(Roles.Manager) || caller.Is(Roles.Auditor)) return;
        if ((await Officer(caller, stop)).Bureau != bureau) throw LegalisationRefusals.OtherBureau();
    }

    /// <summary>The officer whom a token names, as the référentiel knows them.</summary>
    public async Task<Officer> Officer(Caller caller, CancellationToken stop) =>
        await Referentiels.Officer(caller.Id, stop) ?? throw LegalisationRefusals.OtherBureau();

    /// <summary>An officer's change of a case of their bureau that no other officer has in hand.</summary>
    /// <param name="seen">What the officer was shown (<see cref="LegalisationCase.Tag"/>); nothing changes where the case has moved on since.</param>
    public async Task<Case<LegalisationCase>> ChangeAs(
        Officer officer, string reference, string function, Func<LegalisationCase, Decision<LegalisationEvent>> decide, CancellationToken stop,
        string? seen = null) => await ChangeAs(officer, reference, function, (its, _) => decide(its), stop, seen);

    /// <summary>The same, where the decision needs the case's personal values.</summary>
    public async Task<Case<LegalisationCase>> ChangeAs(
        Officer officer, string reference, string function, Func<LegalisationCase, Personal, Decision<LegalisationEvent>> decide, CancellationToken stop,
        string? seen = null)
    {
        var now = Clock.GetUtcNow();
        return await ChangeBeside(officer, reference, function, (its, known) =>
        {
            var decision = decide(its, known);
            // What is done already collides with nobody: its answer was lost, and it is asked again.
            if (decision.Events.Count > 0) its.MustBeFreeFor(officer.Id, now, seen);
            return decision;
        }, stop);
    }

    /// <summary>An officer's change of a case of their bureau, whoever has it in hand.</summary>
    public async Task<Case<LegalisationCase>> ChangeBeside(
        Officer officer, string reference, string function, Func<LegalisationCase, Decision<LegalisationEvent>> decide, CancellationToken stop) =>
        await ChangeBeside(officer, reference, function, (its, _) => decide(its), stop);

    async Task<Case<LegalisationCase>> ChangeBeside(
        Officer officer, string reference, string function, Func<LegalisationCase, Personal, Decision<LegalisationEvent>> decide, CancellationToken stop) =>
        await Cases.Change(
            Kind, Reference.Read(reference) ?? throw CaseRefusals.Unknown(), new Actor("officer", officer.Id), function,
            its => its.State.Bureau == officer.Bureau ? decide(its.State, its.Personal) : throw LegalisationRefusals.OtherBureau(), stop);
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

    /// <summary>Whether fees can be paid online (<c>Casa__Payments__Address</c>).</summary>
    public bool PaysOnline { get; init; }

    public static LegalisationOptions From(IConfiguration configuration) => new()
    {
        PublicUrl = configuration["Casa:PublicUrl"]?.TrimEnd('/') ?? throw new InvalidOperationException("Casa__PublicUrl is not set."),
        MaxBytes = MaxBytesOf(configuration),
        MaxPages = configuration.GetValue("Casa:Documents:MaxPages", DocumentLimits.Default.MaxPages),
        PaysOnline = configuration["Casa:Payments:Address"] is { Length: > 0 },
    };

    /// <summary>The largest upload: the door must know it before anything else is configured.</summary>
    public static long MaxBytesOf(IConfiguration configuration) => configuration.GetValue("Casa:Documents:MaxBytes", (long)DocumentLimits.Default.MaxBytes);
}
