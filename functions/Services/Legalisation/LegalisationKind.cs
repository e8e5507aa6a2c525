using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Fees;

namespace CasaServerless.Services.Legalisation;

/// <summary>What the kernel needs to know of requests for legalisation: their lists and what follows their events.</summary>
public sealed class LegalisationKind(CityKeys keys) : CaseKind<LegalisationCase, LegalisationEvent>
{
    /// <summary>The queue of documents to judge and to seal: it scales apart.</summary>
    public const string DocumentsQueue = "documents";

    /// <summary>Requests that will count as abandoned, by the day of it.</summary>
    public const string AbandonmentList = "legalisation:abandonment";

    /// <summary>Requests whose uploads are to be deleted, by the day of it.</summary>
    public const string PurgeList = "legalisation:purge";

    /// <summary>The order, in a person's list, of the cases in which they are a witness; their own requests stand under none.</summary>
    public const string AsWitness = "witness";

    readonly byte[] personKey = keys.For("person index");

    public override string Prefix => "LEG";

    public override LegalisationCase Nothing => LegalisationCase.Nothing;

    public override JsonTypeInfo<LegalisationCase> StateJson => LegalisationJson.Default.LegalisationCase;

    public override JsonTypeInfo<LegalisationEvent> EventJson => LegalisationJson.Default.LegalisationEvent;

    public override IReadOnlyDictionary<string, Effect<LegalisationCase>> Effects { get; } = new Dictionary<string, Effect<LegalisationCase>>
    {
        ["judge"] = new(DocumentsQueue, JudgeDocument.Run),
        ["seal"] = new(DocumentsQueue, Seal.Run),
        ["notify"] = new(CaseStore.EffectsQueue, Notify.ByEmail),
        ["notify-conversation"] = new(CaseStore.EffectsQueue, Notify.InConversation),
        // What is certified together waits until its numbers have been taken together; if that never comes, it takes its own.
        ["seal-together"] = new(DocumentsQueue, Seal.Run) { Delay = TimeSpan.FromSeconds(2) },
        ["erase"] = new(CaseStore.EffectsQueue, ErasePerson.Run),
        ["forget-lists"] = new(CaseStore.EffectsQueue, ErasePerson.ForgetLists),
        ["take-place"] = new(CaseStore.EffectsQueue, TakePlace.Run),
        ["free-place"] = new(CaseStore.EffectsQueue, FreePlace.Run),
        ["number-receipt"] = new(CaseStore.EffectsQueue, NumberReceipt.Run),
        ["ask-payment"] = new(CaseStore.EffectsQueue, AskPayment.Run) { Delay = AskPayment.First },
        ["refund"] = new(CaseStore.EffectsQueue, RefundFees.Run),
    };

    public override LegalisationCase Apply(LegalisationCase state, Recorded<LegalisationEvent> happened) => state.After(happened).Noted(happened);

    public override IEnumerable<string> After(LegalisationEvent happened, Personal personal)
    {
        if (ApplicantNotices.Follow(happened) && personal[LegalisationEvent.Fields.Email] is not null) yield return "notify";
        // Whoever reads a conversation need not be whom the code is for.
        if (ApplicantNotices.Follow(happened) && happened is not LegalisationEvent.AccessCodeAsked && personal[LegalisationEvent.Fields.Conversation] is not null)
            yield return "notify-conversation";
        if (happened is LegalisationEvent.DocumentReceived) yield return "judge";
        if (happened is LegalisationEvent.CertificationStarted started) yield return started.Together ? "seal-together" : "seal";
        if (happened is LegalisationEvent.PersonErased) yield return "erase";
        if (happened is LegalisationEvent.WitnessErased or LegalisationEvent.Presented { Corrects: true }) yield return "forget-lists";
        if (happened is AppointmentEvent.AppointmentAsked) yield return "take-place";
        if (happened is AppointmentEvent.AppointmentEnded) yield return "free-place";
        if (happened is FeeEvent.FeePaidAtDesk or FeeEvent.FeePaidOnline) yield return "number-receipt";
        if (happened is FeeEvent.PaymentBegun) yield return "ask-payment";
        if (happened is FeeEvent.RefundAsked) yield return "refund";
    }

    public override IEnumerable<ListEntry> Lists(string reference, LegalisationCase state, Personal personal)
    {
        var shows = JsonSerializer.Serialize(
            BureauQueueItem.Of(reference, state),
            LegalisationJson.Default.BureauQueueItem);
        yield return new(OfBureau(state.Bureau, state.Status), Day(state.RequestedAt, "yyyyMMddHHmmssfff")) { Shows = shows };
        if (state.AbandonedFrom is { } abandoned) yield return new(AbandonmentList, Day(abandoned));
        if (state.PurgedFrom is { } purged) yield return new(PurgeList, Day(purged));
        if (state.Denied is { Count: > 0 } denied)
        {
            IReadOnlyList<LegalisationEvent.CertificationDenied> last = [.. denied.Where(one => one.Day == denied[^1].Day)];
            yield return new(OfDenials(state.Bureau), Day(denied[^1].Day)) { Shows = JsonSerializer.Serialize(last, LegalisationJson.Default.IReadOnlyListCertificationDenied) };
        }
        if (state.Certification is { } certification) yield return new(OfCode(certification.VerificationCode), "");
        if (state.Sealed is { } itsSeal) yield return new(OfHash(itsSeal.Sha256), "");
        // The same document may be attested more than once: whoever asks about it is told of an attestation in force, if there is one.
        if (state.Sealed?.Attests is { } attested) yield return new(OfHash(attested), state.Status == LegalisationStatus.Revoked ? "revoked" : "in-force");
        foreach (var field in (string[])[LegalisationEvent.Fields.Cin, LegalisationEvent.Fields.Phone, LegalisationEvent.Fields.Email])
        {
            if (personal[field] is { } value) yield return new(OfPerson(value), "");
        }
        foreach (var field in (string[])[LegalisationEvent.Fields.Witness1Cin, LegalisationEvent.Fields.Witness2Cin])
        {
            if (personal[field] is { } value) yield return new(OfPerson(value), AsWitness);
        }
        foreach (var entry in VisitLists.Of(reference, state)) yield return entry;
        foreach (var entry in EndRetention.Of(state, personal)) yield return entry;
        foreach (var entry in Figures.Counted.Of(state)) yield return entry;
        foreach (var entry in FeeLists.Of(reference, state)) yield return entry;
    }

    /// <summary>A bureau's requests in one status, oldest first.</summary>
    public static string OfBureau(string bureau, LegalisationStatus status) => $"legalisation:{bureau}:{status.Kebab()}";

    /// <summary>A bureau's cases that somebody tried to certify without the right to, by the day of the last attempt.</summary>
    public static string OfDenials(string bureau) => $"legalisation:{bureau}:denied";

    /// <summary>The one case of a verification code.</summary>
    public static string OfCode(string code) => $"code:{code}";

    /// <summary>The one case of a sealed file's SHA-256, or the cases of an attested document's, those in force first.</summary>
    public static string OfHash(string sha256) => $"sha256:{sha256}";

    /// <summary>A person's cases, found through an HMAC of a CIN, phone number or address.</summary>
    public string OfPerson(string value)
    {
        // Of the three the card's number alone is nothing but letters and digits.
        var known = value.All(char.IsAsciiLetterOrDigit) ? PersonalNumbers.WithoutNoughts(value) : value;
        return $"person:{Convert.ToHexStringLower(CityKeys.Mac(personKey, "LEG", known).AsSpan(0, 16))}";
    }

    /// <summary>The order of the lists by day: nothing that is due before this instant sorts behind it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The same for an instant: by default its day, as UTC counts it.</summary>
    public static string Day(DateTimeOffset at, string format = "yyyyMMdd") => at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
