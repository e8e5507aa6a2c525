using System.Text.Json.Serialization;
using CasaServerless.Kernel;

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
public abstract record LegalisationEvent
{
    /// <summary>Names of the personal values that a case may hold.</summary>
    public static class Fields
    {
        public const string Name = "applicant.name", Cin = "applicant.cin", Phone = "applicant.phone", Email = "applicant.email",
            Title = "document.title", Note = "refusal.note", Witness1Name = "witness1.name", Witness1Cin = "witness1.cin",
            Witness2Name = "witness2.name", Witness2Cin = "witness2.cin";
    }

    /// <param name="Citizen">Random id under which the applicant acts in this case.</param>
    /// <param name="AgainstAdvice">Asked for an administration all the same, after being told that it is not needed (loi 55-19, art. 7).</param>
    public sealed record Requested(
        PaperKind Kind, string Language, string Bureau, Destination Destination, bool AgainstAdvice, int Copies, string Citizen)
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
    public sealed record Presented(IdentityProof Identity, bool OriginalSeen) : LegalisationEvent;

    /// <summary>Fixes what the certification will say, before a number is taken.</summary>
    /// <param name="Certification">Random key of this certification: one number, whatever is repeated.</param>
    /// <param name="Day">Date on the paper, a day of Casablanca.</param>
    /// <param name="VerificationCode">Twelve symbols by which anyone can verify it.</param>
    public sealed record CertificationStarted(
        string Certification, string Bureau, int Year, DateOnly Day, string Officer, Bilingual OfficerName, Bilingual OfficerFunction,
        string Delegation, Bilingual DelegationAct, string VerificationCode) : LegalisationEvent;

    /// <param name="Sha256">Of the sealed file; names its blob.</param>
    public sealed record Certified(string Certification, int Number, string Sha256) : LegalisationEvent;

    /// <param name="Number">The register's number that was annulled; null where none had been taken.</param>
    public sealed record CertificationAnnulled(string Certification, int? Number, string Reason) : LegalisationEvent;

    public sealed record Refused(RefusalReason Reason) : LegalisationEvent;

    public sealed record Revoked(string Reason) : LegalisationEvent;

    public sealed record Abandoned : LegalisationEvent;

    public sealed record UploadsPurged : LegalisationEvent;

    public sealed record PersonErased : LegalisationEvent;
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
