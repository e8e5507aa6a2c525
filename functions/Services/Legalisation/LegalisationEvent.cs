using System.Text.Json.Serialization;
using CasaServerless.Common.Erasure;
using CasaServerless.Kernel;
using CasaServerless.Services.Legalisation.Appointments;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// What can happen to a request for legalisation. Facts only, and none about a person: applicants, witnesses, titles and notes lie in the
/// case's row of personal values under the names in <see cref="Fields"/>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Requested), "requested")]
[JsonDerivedType(typeof(DocumentReceived), "document-received")]
[JsonDerivedType(typeof(DocumentAccepted), "document-accepted")]
[JsonDerivedType(typeof(DocumentRefused), "document-refused")]
[JsonDerivedType(typeof(Presented), "presented")]
[JsonDerivedType(typeof(CertificationStarted), "certification-started")]
[JsonDerivedType(typeof(Certified), "certified")]
[JsonDerivedType(typeof(CertificationAnnulled), "certification-annulled")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Revoked), "revoked")]
[JsonDerivedType(typeof(Abandoned), "abandoned")]
[JsonDerivedType(typeof(UploadsPurged), "uploads-purged")]
[JsonDerivedType(typeof(PersonErased), "person-erased")]
[JsonDerivedType(typeof(WitnessErased), "witness-erased")]
[JsonDerivedType(typeof(AccessCodeAsked), "access-code-asked")]
[JsonDerivedType(typeof(ConversationNamed), "conversation-named")]
[JsonDerivedType(typeof(ApplicantNotified), "applicant-notified")]
[JsonDerivedType(typeof(NoticeUndeliverable), "notice-undeliverable")]
[JsonDerivedType(typeof(AppointmentEvent.AppointmentAsked), "appointment-asked")]
[JsonDerivedType(typeof(AppointmentEvent.AppointmentBooked), "appointment-booked")]
[JsonDerivedType(typeof(AppointmentEvent.AppointmentNotGiven), "appointment-not-given")]
[JsonDerivedType(typeof(AppointmentEvent.AppointmentEnded), "appointment-ended")]
[JsonDerivedType(typeof(AppointmentEvent.ReminderDue), "reminder-due")]
[JsonDerivedType(typeof(AppointmentEvent.Arrived), "arrived")]
[JsonDerivedType(typeof(AppointmentEvent.WentAway), "went-away")]
[JsonDerivedType(typeof(Sharing.SharingEvent.Shared), "shared")]
[JsonDerivedType(typeof(Sharing.SharingEvent.ShareOpened), "share-opened")]
[JsonDerivedType(typeof(Sharing.SharingEvent.ShareEnded), "share-ended")]
[JsonDerivedType(typeof(CertificationDenied), "certification-denied")]
[JsonDerivedType(typeof(Claimed), "claimed")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(Fees.FeeEvent.FeePaidAtDesk), "fee-paid-at-desk")]
[JsonDerivedType(typeof(Fees.FeeEvent.PaymentBegun), "payment-begun")]
[JsonDerivedType(typeof(Fees.FeeEvent.PaymentFailed), "payment-failed")]
[JsonDerivedType(typeof(Fees.FeeEvent.FeePaidOnline), "fee-paid-online")]
[JsonDerivedType(typeof(Fees.FeeEvent.PaymentNotTaken), "payment-not-taken")]
[JsonDerivedType(typeof(Fees.FeeEvent.ReceiptNumbered), "receipt-numbered")]
[JsonDerivedType(typeof(Fees.FeeEvent.RefundAsked), "refund-asked")]
[JsonDerivedType(typeof(Fees.FeeEvent.FeeRefunded), "fee-refunded")]
[JsonDerivedType(typeof(Fees.FeeEvent.RefundFailed), "refund-failed")]
public abstract record LegalisationEvent
{
    /// <summary>Names of the personal values that a case may hold.</summary>
    public static class Fields
    {
        public const string Name = "applicant.name", Cin = "applicant.cin", Phone = "applicant.phone", Email = "applicant.email",
            Title = "document.title", Note = "refusal.note", Witness1Name = "witness1.name", Witness1Cin = "witness1.cin",
            Witness2Name = "witness2.name", Witness2Cin = "witness2.cin", Conversation = "conversation";
    }

    /// <param name="Citizen">Random id under which the applicant acts in this case.</param>
    /// <param name="AgainstAdvice">Asked for an administration all the same, after being told that it is not needed (loi 55-19, art. 7).</param>
    /// <param name="Fee">By the tariff in force on this day; null where there is none.</param>
    public sealed record Requested(
        PaperKind Kind, string Language, string Bureau, Destination Destination, bool AgainstAdvice, int Copies, string Citizen,
        Fees.FeeRate? Fee = null)
        : LegalisationEvent;

    /// <param name="Sha256">Of the bytes as they came (lower-case hex); names the blob.</param>
    public sealed record DocumentReceived(string Sha256, long Bytes) : LegalisationEvent;

    /// <param name="Received">Hash of the upload that was judged.</param>
    /// <param name="Sha256">Hash of the PDF to be certified: the upload itself, or made from a photo.</param>
    /// <param name="Signed">Signed already, so never stamped: an attestation is bound to it instead.</param>
    public sealed record DocumentAccepted(string Received, string Sha256, int Pages, bool Signed) : LegalisationEvent;

    /// <param name="Fault">Why, as the judge names it.</param>
    public sealed record DocumentRefused(string Received, string Fault) : LegalisationEvent;

    /// <param name="Identity">How the officer knew the person.</param>
    /// <param name="Specimen">Reference of the specimen that a known signature was compared with.</param>
    /// <param name="Corrects">It takes the place of an earlier one.</param>
    public sealed record Presented(IdentityProof Identity, bool OriginalSeen, string? Specimen = null, bool Corrects = false) : LegalisationEvent;

    /// <summary>Fixes what the certification will say, before a number is taken.</summary>
    /// <param name="Certification">Random key of this certification: one number, whatever is repeated.</param>
    /// <param name="Day">Date on the paper, a day of Casablanca.</param>
    /// <param name="VerificationCode">Twelve symbols by which anyone can verify it.</param>
    /// <param name="Together">Decided with others, whose numbers are taken in one transaction.</param>
    public sealed record CertificationStarted(
        string Certification, string Bureau, int Year, DateOnly Day, string Officer, Bilingual OfficerName, Bilingual OfficerFunction,
        string Delegation, Bilingual DelegationAct, string VerificationCode, bool Together = false) : LegalisationEvent;

    /// <param name="Sha256">Of the sealed file; names its blob.</param>
    /// <param name="Attests">Of the document that the sealed file attests and holds, left as it came; null where it is the document itself.</param>
    /// <param name="WitnessNumbers">The numbers of the two witnesses' own signatures, where witnesses vouched for a signature.</param>
    public sealed record Certified(
        string Certification, int Number, string Sha256, string? Attests = null, IReadOnlyList<int>? WitnessNumbers = null) : LegalisationEvent;

    /// <param name="Number">The register's number that was annulled; null where none had been taken.</param>
    public sealed record CertificationAnnulled(string Certification, int? Number, string Reason) : LegalisationEvent
    {
        public const string PaperMissing = "paper-missing", CannotBeSealed = "cannot-be-sealed", GivenUp = "given-up";
    }

    public sealed record Refused(RefusalReason Reason) : LegalisationEvent;

    public sealed record Revoked(string Reason) : LegalisationEvent;

    public sealed record Abandoned : LegalisationEvent;

    public sealed record UploadsPurged : LegalisationEvent;

    /// <param name="Reason">Null in events that are older than the question.</param>
    /// <param name="Note">Names nobody.</param>
    public sealed record PersonErased(ErasureReason? Reason = null, string? Note = null) : LegalisationEvent;

    /// <summary>A witness's values are erased, and nobody else's.</summary>
    /// <param name="Witness">The first or the second.</param>
    /// <param name="Note">Names nobody.</param>
    public sealed record WitnessErased(int Witness, ErasureReason Reason, string? Note = null) : LegalisationEvent;

    /// <summary>Somebody asked that the access code be sent again to the address on file.</summary>
    public sealed record AccessCodeAsked : LegalisationEvent;

    /// <summary>Its applicant wants the news of it in a conversation with the assistant.</summary>
    public sealed record ConversationNamed : LegalisationEvent;

    /// <param name="About">Version of the event of which the applicant was written.</param>
    /// <param name="Channel">Such as <c>email</c>.</param>
    public sealed record ApplicantNotified(int About, string Channel) : LegalisationEvent;

    /// <summary>The address on file takes no letter.</summary>
    public sealed record NoticeUndeliverable(int About, string Channel) : LegalisationEvent;

    /// <summary>An officer has the case in hand, or holds it longer.</summary>
    public sealed record Claimed(string Officer, Bilingual OfficerName, DateTimeOffset Until) : LegalisationEvent;

    /// <summary>The officer gave it back before the time was over.</summary>
    public sealed record Released(string Officer) : LegalisationEvent;

    /// <summary>Somebody tried to certify without the right to: nothing was certified, and the attempt is kept.</summary>
    /// <param name="Officer">Id in the caller's token.</param>
    /// <param name="Day">Of Casablanca.</param>
    public sealed record CertificationDenied(string Officer, DateOnly Day, DenialReason Reason) : LegalisationEvent;
}

/// <summary>Why somebody may not certify.</summary>
[JsonConverter(typeof(Kebab<DenialReason>))]
public enum DenialReason
{
    NoDelegation,
    DelegationNotYet,
    DelegationExpired,
    DelegationRevoked,
    OtherBureau,
    UnknownOfficer,
}

/// <summary>What the citizen asks for.</summary>
[JsonConverter(typeof(Kebab<PaperKind>))]
public enum PaperKind
{
    CertifiedCopy,
    Signature,
}

/// <summary>Whom the paper is for; for an administration it is not needed (loi 55-19, art. 7).</summary>
[JsonConverter(typeof(Kebab<Destination>))]
public enum Destination
{
    Private,
    Administration,
    Abroad,
}

/// <summary>How the officer knew the person.</summary>
[JsonConverter(typeof(Kebab<IdentityProof>))]
public enum IdentityProof
{
    Cnie,
    KnownSignature,
    Witnesses,
}

/// <summary>Why an officer refuses (décret 2-17-410 asks for a reasoned refusal).</summary>
[JsonConverter(typeof(Kebab<RefusalReason>))]
public enum RefusalReason
{
    Altered,
    Cut,
    CopyOfCopy,
    ObtainableAtSource,
    DoubtfulOriginal,
    IdentityNotProven,
    Other,
}

/// <summary>Where a request stands.</summary>
[JsonConverter(typeof(Kebab<LegalisationStatus>))]
public enum LegalisationStatus
{
    AwaitingDocument,
    DocumentRefused,
    Submitted,
    Presented,
    Certifying,
    Certified,
    Refused,
    Revoked,
    Abandoned,
}
