using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>A request for legalisation as its events leave it, and the decisions that may be taken on it. Pure: no clock, no storage.</summary>
public sealed record LegalisationCase
{
    public static LegalisationCase Nothing { get; } = new();

    public LegalisationStatus Status { get; init; }

    public PaperKind Kind { get; init; }

    public string Language { get; init; } = "fr";

    public string Bureau { get; init; } = "";

    public Destination Destination { get; init; }

    public int Copies { get; init; }

    /// <summary>Random id under which the applicant acts.</summary>
    public string Citizen { get; init; } = "";

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>The applicant's last move, from which the days to abandonment count.</summary>
    public DateTimeOffset MovedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The last upload, not judged yet when <see cref="Judged"/> is about another one.</summary>
    public DocumentReceived? Upload { get; init; }

    public DocumentAccepted? Judged { get; init; }

    public string? Fault { get; init; }

    public CertificationStarted? Certification { get; init; }

    public Certified? Sealed { get; init; }

    public DateTimeOffset? SealedAt { get; init; }

    public RefusalReason? Refusal { get; init; }

    public string? RevocationReason { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public bool Purged { get; init; }

    /// <summary>Such as <c>2026-000123</c>; null before the number is certain.</summary>
    public string? RegisterNumber => Sealed is null ? null : RegisterEntry.Written(Certification!.Year, Sealed.Number);

    /// <summary>Nothing more can happen to it but revocation, purging and erasure.</summary>
    public bool Closed => Status is LegalisationStatus.Certified or LegalisationStatus.Refused or LegalisationStatus.Revoked or LegalisationStatus.Abandoned;

    /// <summary>The state after one more event.</summary>
    public LegalisationCase After(Recorded<LegalisationEvent> happened) => happened.Event switch
    {
        Requested it => this with
        {
            Status = LegalisationStatus.AwaitingDocument,
            Kind = it.Kind,
            Language = it.Language,
            Bureau = it.Bureau,
            Destination = it.Destination,
            Copies = it.Copies,
            Citizen = it.Citizen,
            RequestedAt = happened.At,
            MovedAt = happened.At,
        },
        DocumentReceived it => this with { Status = LegalisationStatus.AwaitingDocument, Upload = it, Fault = null, MovedAt = happened.At },
        DocumentAccepted it => this with { Status = LegalisationStatus.Submitted, Judged = it, Fault = null },
        DocumentRefused it => this with { Status = LegalisationStatus.DocumentRefused, Fault = it.Fault },
        Presented => this with { Status = LegalisationStatus.Presented },
        CertificationStarted it => this with { Status = LegalisationStatus.Certifying, Certification = it },
        Certified it => this with { Status = LegalisationStatus.Certified, Sealed = it, SealedAt = happened.At, ClosedAt = happened.At },
        CertificationAnnulled => this with { Status = LegalisationStatus.Presented, Certification = null },
        Refused it => this with { Status = LegalisationStatus.Refused, Refusal = it.Reason, ClosedAt = happened.At },
        Revoked it => this with { Status = LegalisationStatus.Revoked, RevocationReason = it.Reason, RevokedAt = happened.At },
        Abandoned => this with { Status = LegalisationStatus.Abandoned, ClosedAt = happened.At },
        UploadsPurged => this with { Purged = true },
        PersonErased when Closed => this with { Purged = true },
        PersonErased => this with { Purged = true, Status = LegalisationStatus.Abandoned, ClosedAt = happened.At },
        _ => throw new InvalidOperationException($"Unknown event {happened.Event.GetType().Name}."),
    };

    /// <summary>Whether a document is awaited, so that its bytes may be kept.</summary>
    public bool AwaitsUpload => Status is LegalisationStatus.AwaitingDocument or LegalisationStatus.DocumentRefused;

    /// <summary>An upload arrived. The same bytes again change nothing: the answer to the first may have been lost.</summary>
    public Decision<LegalisationEvent> Receive(string sha256, long bytes) => Status switch
    {
        LegalisationStatus.DocumentRefused => new DocumentReceived(sha256, bytes),
        _ when Upload?.Sha256 == sha256 => Decision<LegalisationEvent>.Nothing,
        LegalisationStatus.AwaitingDocument => new DocumentReceived(sha256, bytes),
        _ => throw LegalisationRefusals.NoUploadNow(),
    };

    /// <summary>The judge accepted an upload. Nothing when the citizen has sent another one since.</summary>
    public Decision<LegalisationEvent> Accept(DocumentAccepted judged) =>
        AwaitsJudgement(judged.Received) ? judged : Decision<LegalisationEvent>.Nothing;

    public Decision<LegalisationEvent> RefuseDocument(DocumentRefused judged) =>
        AwaitsJudgement(judged.Received) ? judged : Decision<LegalisationEvent>.Nothing;

    /// <summary>Whether this upload is the one that waits for the judge.</summary>
    public bool AwaitsJudgement(string received) => Status == LegalisationStatus.AwaitingDocument && Upload?.Sha256 == received;

    public Decision<LegalisationEvent> Present(Presented seen, IReadOnlyDictionary<string, string?> witnesses) => Status switch
    {
        LegalisationStatus.Presented => Decision<LegalisationEvent>.Nothing,
        LegalisationStatus.Submitted when Kind == PaperKind.CertifiedCopy && !seen.OriginalSeen => throw LegalisationRefusals.OriginalNotSeen(),
        LegalisationStatus.Submitted => new Decision<LegalisationEvent>(seen) { Personal = witnesses },
        _ => throw LegalisationRefusals.NotNow(Status),
    };

    public Decision<LegalisationEvent> StartCertification(CertificationStarted certification) => Status switch
    {
        LegalisationStatus.Certifying or LegalisationStatus.Certified => Decision<LegalisationEvent>.Nothing,
        LegalisationStatus.Presented => certification,
        _ => throw LegalisationRefusals.NotNow(Status),
    };

    /// <summary>The register's outcome; nothing when this certification is not under way (any more).</summary>
    public Decision<LegalisationEvent> Finish(string certification, LegalisationEvent outcome, EffectKey once) =>
        Status == LegalisationStatus.Certifying && Certification!.Certification == certification
            ? new Decision<LegalisationEvent>(outcome) { Once = once } : Decision<LegalisationEvent>.Nothing;

    public Decision<LegalisationEvent> Refuse(RefusalReason reason, string? note) => Status switch
    {
        LegalisationStatus.Refused => Decision<LegalisationEvent>.Nothing,
        LegalisationStatus.Submitted or LegalisationStatus.Presented => new Decision<LegalisationEvent>(new Refused(reason))
        {
            Personal = new Dictionary<string, string?> { [Fields.Note] = note },
        },
        _ => throw LegalisationRefusals.NotNow(Status),
    };

    public Decision<LegalisationEvent> Revoke(string reason) => Status switch
    {
        LegalisationStatus.Revoked => Decision<LegalisationEvent>.Nothing,
        LegalisationStatus.Certified => new Revoked(reason),
        _ => throw LegalisationRefusals.NotNow(Status),
    };

    /// <summary>Closes a request that its applicant left; nothing when it has moved meanwhile.</summary>
    public Decision<LegalisationEvent> Abandon(DateTimeOffset now) =>
        AbandonedFrom is { } due && due <= now ? new Abandoned() : Decision<LegalisationEvent>.Nothing;

    /// <summary>Erases the person. While a certification is under way its paper still needs them: a moment later it does not.</summary>
    public Decision<LegalisationEvent> Erase() => Status == LegalisationStatus.Certifying
        ? throw LegalisationRefusals.NotNow(Status) : new Decision<LegalisationEvent>(new PersonErased()) { Erases = true };

    /// <summary>When it counts as abandoned; null while it cannot be.</summary>
    public DateTimeOffset? AbandonedFrom =>
        Status is LegalisationStatus.AwaitingDocument or LegalisationStatus.DocumentRefused or LegalisationStatus.Submitted
            ? MovedAt + LegalisationTimes.Abandonment : null;

    /// <summary>When uploads that were never sealed are deleted; null where there are none to delete.</summary>
    public DateTimeOffset? PurgedFrom => Upload is null || Purged ? null : Status switch
    {
        LegalisationStatus.Abandoned => ClosedAt,
        LegalisationStatus.Refused => ClosedAt + LegalisationTimes.RefusedUploads,
        _ => null,
    };
}

/// <summary>The counter's delays.</summary>
public static class LegalisationTimes
{
    /// <summary>A request that its applicant does not move is closed after 30 days.</summary>
    public static readonly TimeSpan Abandonment = TimeSpan.FromDays(30);

    /// <summary>A refused request's upload stays for 30 days, while the applicant may object.</summary>
    public static readonly TimeSpan RefusedUploads = TimeSpan.FromDays(30);

    /// <summary>How long an upload's address works.</summary>
    public static readonly TimeSpan UploadLink = TimeSpan.FromHours(1);
}
