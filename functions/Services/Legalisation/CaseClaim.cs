using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Sharing;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>Whose hands a case is in, and whether an officer acts on what they were shown.</summary>
public sealed partial record LegalisationCase
{
    /// <summary>How long an officer holds a case; whoever still works on it renews.</summary>
    public static readonly TimeSpan ClaimLife = TimeSpan.FromMinutes(10);

    /// <summary>The last claim, perhaps lapsed; null when given back or when nothing is left to decide.</summary>
    public Claimed? Claim { get; init; }

    /// <summary>Version of the last event that changed what an officer is shown: claims come and go without changing the case.</summary>
    public int Revision { get; init; }

    /// <summary>ETag of what is shown: the case as it is, and the document by its hash.</summary>
    public string Tag => $"\"{Revision}-{Judged?.Sha256[..16] ?? "none"}\"";

    /// <summary>Whether it waits for an officer's decision.</summary>
    public bool AwaitsOfficer => Status is LegalisationStatus.Submitted or LegalisationStatus.Presented;

    /// <summary>The claim of somebody else that holds now.</summary>
    public Claimed? ClaimOfAnother(string officer, DateTimeOffset now) =>
        Claim is { } claim && claim.Officer != officer && now < claim.Until ? claim : null;

    /// <summary>An officer takes the case, holds it longer, or takes it over from another, which must be said.</summary>
    public Decision<LegalisationEvent> ClaimFor(Officer officer, bool takeOver, DateTimeOffset now)
    {
        if (!AwaitsOfficer) throw LegalisationRefusals.NotNow(Status);
        if (!takeOver && ClaimOfAnother(officer.Id, now) is { } other) throw LegalisationRefusals.InOtherHands(other);
        // Renewed in its second half only, so that a long look at a paper leaves few events.
        if (Claim is { } mine && mine.Officer == officer.Id && now + ClaimLife / 2 < mine.Until) return Decision<LegalisationEvent>.Nothing;
        return new Claimed(officer.Id, officer.Name, now + ClaimLife);
    }

    public Decision<LegalisationEvent> ReleaseBy(string officer) =>
        Claim?.Officer == officer ? new Released(officer) : Decision<LegalisationEvent>.Nothing;

    /// <summary>Refuses an act on a case in other hands, or on one that is no longer what the officer was shown.</summary>
    /// <param name="seen">The <see cref="Tag"/> that was shown; null from callers who show nothing.</param>
    public void MustBeFreeFor(string officer, DateTimeOffset now, string? seen)
    {
        if (ClaimOfAnother(officer, now) is { } other) throw LegalisationRefusals.InOtherHands(other);
        if (seen is { Length: > 0 } and not "*" && seen != Tag) throw LegalisationRefusals.MovedOn();
    }

    /// <summary>
    /// Whether an event leaves what an officer decides on as it was: whoever acts on what they were shown before it still acts on what is.
    /// Whose hands a case is in, letters, the way to the bureau, attempts that certified nothing, the fee, and what becomes of a certified paper's links.
    /// </summary>
    internal static bool LeavesWhatIsShown(LegalisationEvent happened) => happened is Claimed or Released or AccessCodeAsked or ConversationNamed
        or ApplicantNotified or NoticeUndeliverable or CertificationDenied or AppointmentEvent or SharingEvent or Legalisation.Fees.FeeEvent;

    // A claim outlives a scan at the desk, which is judged meanwhile, and ends with the decision.
    internal LegalisationCase Noted(Recorded<LegalisationEvent> happened) => LeavesWhatIsShown(happened.Event) ? this
        : this with { Revision = happened.Version, Claim = Closed || Status == LegalisationStatus.Certifying ? null : Claim };
}

/// <summary>Who has a case in hand, as lists and views show it.</summary>
/// <param name="Officer">The officer's id.</param>
/// <param name="Until">When the claim lapses, as the clocks of Casablanca show it.</param>
public sealed record Holder(string Officer, Bilingual Name, DateTimeOffset Until)
{
    public static Holder? Of(Claimed? claim) => claim is null ? null : new(claim.Officer, claim.OfficerName, CityTime.In(claim.Until));

    /// <summary>As it stands at this moment: a lapsed claim is none.</summary>
    public static Holder? Now(Holder? holder, DateTimeOffset now) => holder is null || holder.Until <= now ? null : holder;
}
