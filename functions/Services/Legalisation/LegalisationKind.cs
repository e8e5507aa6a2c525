using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

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

    readonly byte[] personKey = keys.For("person index");

    public override string Prefix => "LEG";

    public override LegalisationCase Nothing => LegalisationCase.Nothing;

    public override JsonTypeInfo<LegalisationCase> StateJson => LegalisationJson.Default.LegalisationCase;

    public override JsonTypeInfo<LegalisationEvent> EventJson => LegalisationJson.Default.LegalisationEvent;

    public override IReadOnlyDictionary<string, Effect<LegalisationCase>> Effects { get; } = new Dictionary<string, Effect<LegalisationCase>>
    {
        ["judge"] = new(DocumentsQueue, JudgeDocument.Run),
        ["seal"] = new(DocumentsQueue, Seal.Run),
        ["erase"] = new(CaseStore.EffectsQueue, ErasePerson.Run),
    };

    public override LegalisationCase Apply(LegalisationCase state, Recorded<LegalisationEvent> happened) => state.After(happened);

    public override IEnumerable<string> After(LegalisationEvent happened) => happened switch
    {
        LegalisationEvent.DocumentReceived => ["judge"],
        LegalisationEvent.CertificationStarted => ["seal"],
        LegalisationEvent.PersonErased => ["erase"],
        _ => [],
    };

    public override IEnumerable<ListEntry> Lists(string reference, LegalisationCase state, Personal personal)
    {
        var shows = JsonSerializer.Serialize(
            new BureauQueueItem(reference, state.Kind, state.Status, state.Copies, state.RequestedAt, state.Judged?.Pages),
            LegalisationJson.Default.BureauQueueItem);
        yield return new(OfBureau(state.Bureau, state.Status), Day(state.RequestedAt, "yyyyMMddHHmmssfff")) { Shows = shows };
        if (state.AbandonedFrom is { } abandoned) yield return new(AbandonmentList, Day(abandoned));
        if (state.PurgedFrom is { } purged) yield return new(PurgeList, Day(purged));
        if (state.Certification is { } certification) yield return new(OfCode(certification.VerificationCode), "");
        if (state.Sealed is { } itsSeal) yield return new(OfHash(itsSeal.Sha256), "");
        foreach (var field in (string[])[LegalisationEvent.Fields.Cin, LegalisationEvent.Fields.Phone, LegalisationEvent.Fields.Email])
        {
            if (personal[field] is { } value) yield return new(OfPerson(value), "");
        }
    }

    /// <summary>A bureau's requests in one status, oldest first.</summary>
    public static string OfBureau(string bureau, LegalisationStatus status) => $"legalisation:{bureau}:{status.Kebab()}";

    /// <summary>The one case of a verification code.</summary>
    public static string OfCode(string code) => $"code:{code}";

    /// <summary>The one case of a sealed file's SHA-256.</summary>
    public static string OfHash(string sha256) => $"sha256:{sha256}";

    /// <summary>A person's cases, found through an HMAC of a CIN, phone number or address.</summary>
    public string OfPerson(string value) => $"person:{Convert.ToHexStringLower(CityKeys.Mac(personKey, "LEG", value).AsSpan(0, 16))}";

    /// <summary>The order of the lists by day: nothing that is due before this instant sorts behind it.</summary>
    public static string Day(DateTimeOffset at, string format = "yyyyMMdd") => at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
