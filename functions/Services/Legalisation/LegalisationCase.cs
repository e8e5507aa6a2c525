using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Sharing;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>A request for legalisation as its events leave it, and the decisions that may be taken on it. Pure: no clock, no storage.</summary>
public sealed partial record LegalisationCase
{
    /// <summary>How many denied attempts a case remembers; its history keeps them all.</summary>
    const int MostDenied = 40;

    /// <summary>So many documents may be sent for one request, since each is kept until the paper is sealed or the files are purged.</summary>
    public const int MostUploads = 10;

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

    /// <summary>The applicant's last move, or the day from which they are to make one: the days to abandonment count from it.</summary>
    public DateTimeOffset MovedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The last upload, not judged yet when <see cref="Judged"/> is about another one.</summary>
    public DocumentReceived? Upload { get; init; }

    public DocumentAccepted? Judged { get; init; }

    /// <summary>How many documents have come, replaced ones included.</summary>
    public int Uploads { get; init; }

    public string? Fault { get; init; }

    /// <summary>How the person was known, as it was last corrected; null before.</summary>
    public Presented? Presentation { get; init; }

    /// <summary>The specimen on which a certification would stand; null where there is none, and once it is decided.</summary>
    public string? KnownBy => Status == LegalisationStatus.Presented ? Presentation?.Specimen : null;

    /// <summary>When the person was first known.</summary>
    public DateTimeOffset? PresentedAt { get; init; }

    public CertificationStarted? Certification { get; init; }

    public Certified? Sealed { get; init; }

    public DateTimeOffset? SealedAt { get; init; }

    public RefusalReason? Refusal { get; init; }

    public string? RevocationReason { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public bool Purged { get; init; }

    /// <summary>Closed because its applicant was erased before the end.</summary>
    public bool Withdrawn { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>The applicant's way to the bureau; null before there is anything to know of it.</summary>
    public Visit? Visit { get; init; }

    /// <summary>With whom the certified paper is shared.</summary>
    public IReadOnlyList<Share> Shares { get; init; } = [];

    /// <summary>The fee and what was paid of it; null where there is no tariff.</summary>
    public Fees.FeeAccount? Fees { get; init; }

    /// <summary>When the access code was last asked for.</summary>
    public DateTimeOffset? CodeAskedAt { get; init; }

    /// <summary>The applicant's language.</summary>
    public Kernel.Language Speaks => Language == "ar" ? Kernel.Language.Arabic : Kernel.Language.French;

    /// <summary>The last attempts to certify without the right to, one for each day, officer and reason.</summary>
    public IReadOnlyList<CertificationDenied>? Denied { get; init; }

    /// <summary>Such as <c>2026-000123</c>; null before the number is certain.</summary>
    public string? RegisterNumber => Sealed is null ? null : RegisterEntry.Written(Certification!.Year, Sealed.Number);

    /// <summary>Nothing more can happen to it but revocation, purging and erasure.</summary>
    public bool Closed => Status is LegalisationStatus.Certified or LegalisationStatus.Refused or LegalisationStatus.Revoked or LegalisationStatus.Abandoned;

    /// <summary>The state after one more event.</summary>
    public LegalisationCase After(Recorded<LegalisationEvent> happened) => Follow(happened) with
    {
        Visit = Visit.After(Visit, happened),
        Fees = Legalisation.Fees.FeeAccount.After(Fees, happened),
    };

    LegalisationCase Follow(Recorded<LegalisationEvent> happened) => happened.Event switch
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
        DocumentReceived it => this with { Status = LegalisationStatus.AwaitingDocument, Upload = it, Uploads = Uploads + 1, Fault = null, MovedAt = happened.At },
        DocumentAccepted it => this with { Status = LegalisationStatus.Submitted, Judged = it, Fault = null },
        DocumentRefused it => this with { Status = LegalisationStatus.DocumentRefused, Fault = it.Fault },
        // Corrected, the days to abandonment begin anew; that the person was seen before stays so.
        Presented it => this with
        {
            Status = LegalisationStatus.Presented,
            Presentation = it,
            PresentedAt = PresentedAt ?? happened.At,
            MovedAt = it.Corrects ? happened.At : MovedAt,
        },
        CertificationStarted it => this with { Status = LegalisationStatus.Certifying, Certification = it },
        Certified it => this with { Status = LegalisationStatus.Certified, Sealed = it, SealedAt = happened.At, ClosedAt = happened.At },
        CertificationAnnulled => this with { Status = LegalisationStatus.Presented, Certification = null, MovedAt = happened.At },
        Refused it => this with { Status = LegalisationStatus.Refused, Refusal = it.Reason, ClosedAt = happened.At },
        Revoked it => this with { Status = LegalisationStatus.Revoked, RevocationReason = it.Reason, RevokedAt = happened.At },
        Abandoned => this with { Status = LegalisationStatus.Abandoned, ClosedAt = happened.At },
        CertificationDenied it => this with { Denied = [.. (Denied ?? []).TakeLast(MostDenied - 1), it] },
        UploadsPurged => this with { Purged = true },
        PersonErased when Closed => this with { ErasedAt = happened.At, Purged = false, Shares = Share.After(Shares, happened) },
        PersonErased => this with
        {
            ErasedAt = happened.At,
            Purged = false,
            Status = LegalisationStatus.Abandoned,
            ClosedAt = happened.At,
            Withdrawn = true,
        },
        WitnessErased => this,
        AccessCodeAsked => this with { CodeAskedAt = happened.At },
        ApplicantNotified or NoticeUndeliverable or ConversationNamed => this,
        SharingEvent => this with { Shares = Share.After(Shares, happened) },
        AppointmentEvent.AppointmentBooked or AppointmentEvent.Arrived => this with { MovedAt = happened.At },
        AppointmentEvent => this,
        Legalisation.Fees.FeeEvent.FeePaidOnline => this with { MovedAt = happened.At },
        Legalisation.Fees.FeeEvent => this,
        Claimed it => this with { Claim = it },
        Released => this with { Claim = null },
        _ => throw new InvalidOperationException($"Unknown event {happened.Event.GetType().Name}."),
    };

    /// <summary>Whether a document is awaited, so that its bytes may be kept.</summary>
    public bool AwaitsUpload => Status is LegalisationStatus.AwaitingDocument or LegalisationStatus.DocumentRefused;

    /// <summary>Whether the applicant has sent as many documents as one request takes.</summary>
    public bool UploadsUsedUp => Uploads >= MostUploads;

    /// <summary>An upload arrived. The same bytes again change nothing: the answer to the first may have been lost.</summary>
    /// <param name="atDesk">An officer scans it, who may still put another in its place: the paper that was signed before them.</param>
    public Decision<LegalisationEvent> Receive(string sha256, long bytes, bool atDesk = false) => Status switch
    {
        not LegalisationStatus.DocumentRefused when Upload?.Sha256 == sha256 => Decision<LegalisationEvent>.Nothing,
        LegalisationStatus.AwaitingDocument or LegalisationStatus.DocumentRefused when UploadsUsedUp && !atDesk => throw LegalisationRefusals.TooManyUploads(),
        LegalisationStatus.DocumentRefused => new DocumentReceived(sha256, bytes),
        LegalisationStatus.AwaitingDocument => new DocumentReceived(sha256, bytes),
        LegalisationStatus.Submitted when atDesk => new DocumentReceived(sha256, bytes),
        _ => throw LegalisationRefusals.NoUploadNow(),
    };

    /// <summary>The judge accepted an upload. Nothing when the citizen has sent another one since.</summary>
    public Decision<LegalisationEvent> Accept(DocumentAccepted judged) =>
        AwaitsJudgement(judged.Received) ? judged : Decision<LegalisationEvent>.Nothing;

    public Decision<LegalisationEvent> RefuseDocument(DocumentRefused judged) =>
        AwaitsJudgement(judged.Received) ? judged : Decision<LegalisationEvent>.Nothing;

    /// <summary>Whether this upload is the one that waits for the judge.</summary>
    public bool AwaitsJudgement(string received) => Status == LegalisationStatus.AwaitingDocument && Upload?.Sha256 == received;

    public Decision<LegalisationEvent> StartCertification(CertificationStarted certification) => Status switch
    {
        LegalisationStatus.Certifying or LegalisationStatus.Certified => Decision<LegalisationEvent>.Nothing,
        LegalisationStatus.Presented => certification,
        _ => throw LegalisationRefusals.NotNow(Status),
    };

    /// <summary>Keeps an attempt that had no right; once a day for each officer and reason, however often they try.</summary>
    public Decision<LegalisationEvent> Deny(CertificationDenied attempt) =>
        Closed || Denied?.Contains(attempt) == true ? Decision<LegalisationEvent>.Nothing : attempt;

    /// <summary>The register's outcome; nothing when this certification is not under way (any more).</summary>
    public Decision<LegalisationEvent> Finish(string certification, LegalisationEvent outcome, EffectKey once) =>
        Status == LegalisationStatus.Certifying && Certification!.Certification == certification
            ? new Decision<LegalisationEvent>(outcome) { Once = once } : Decision<LegalisationEvent>.Nothing;

    public Decision<LegalisationEvent> Refuse(RefusalReason reason, string? note) => Status switch
    {
        LegalisationStatus.Refused => Decision<LegalisationEvent>.Nothing,
        LegalisationStatus.Submitted or LegalisationStatus.Presented => this.Ending(AppointmentEnd.CaseClosed, new(new Refused(reason))
        {
            Personal = new Dictionary<string, string?> { [Fields.Note] = note },
        }),
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
        AbandonedFrom is { } due && due <= now ? this.Ending(AppointmentEnd.CaseClosed, new Abandoned()) : Decision<LegalisationEvent>.Nothing;

    /// <summary>The access code is asked for; once an hour is enough for anyone who lost it, and little for anyone who pesters.</summary>
    public Decision<LegalisationEvent> AskCode(DateTimeOffset now) =>
        CodeAskedAt is { } last && now - last < LegalisationTimes.CodeAgain ? Decision<LegalisationEvent>.Nothing : new AccessCodeAsked();

    /// <summary>Whether it is the applicant's turn: to send a document, or to come to the bureau.</summary>
    public bool AwaitsApplicant => Status is LegalisationStatus.AwaitingDocument or LegalisationStatus.DocumentRefused or LegalisationStatus.Submitted;

    /// <summary>
    /// When it counts as abandoned: not before an appointment; null while it cannot be. Once the person was seen it may be the bureau that is slow,
    /// so it is left longer; but it ends, for only what has ended is ever erased.
    /// </summary>
    public DateTimeOffset? AbandonedFrom => Status switch
    {
        LegalisationStatus.Presented => Later(PresentedAt) + LegalisationTimes.AbandonmentOncePresented,
        _ when AwaitsApplicant => Later(Visit?.Booked?.Ends()) + LegalisationTimes.Abandonment,
        _ => null,
    };

    DateTimeOffset Later(DateTimeOffset? other) => other is { } at && at > MovedAt ? at : MovedAt;

    /// <summary>
    /// When files that were never sealed are deleted; null where there are none to delete. After an erasure they are looked for once more, since
    /// what was on its way may have come in when all had been deleted, and its sender have died.
    /// </summary>
    public DateTimeOffset? PurgedFrom => Purged ? null : ErasedAt is { } erased ? erased + LegalisationTimes.ErasedFiles : Status switch
    {
        // Without a document too: parts of one may have come, of which no event tells.
        LegalisationStatus.Abandoned => ClosedAt,
        LegalisationStatus.Refused => ClosedAt + LegalisationTimes.RefusedUploads,
        _ => null,
    };
}
