using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel.Attachments;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Specimens;

/// <summary>What the kernel needs to know of specimens: a person's are found at a bureau through an HMAC of their card's number.</summary>
public sealed class SpecimenKind(CityKeys keys) : CaseKind<SpecimenCase, SpecimenEvent>
{
    /// <summary>The folder of the picture.</summary>
    public const string Folder = "specimen";

    /// <summary>Specimens whose person is to be erased, by the day of it.</summary>
    public const string EndList = "specimen:end";

    readonly byte[] personKey = keys.For("person index");

    public override string Prefix => "SPE";

    public override SpecimenCase Nothing => SpecimenCase.Nothing;

    public override JsonTypeInfo<SpecimenCase> StateJson => SpecimenJson.Default.SpecimenCase;

    public override JsonTypeInfo<SpecimenEvent> EventJson => SpecimenJson.Default.SpecimenEvent;

    public override IReadOnlyDictionary<string, Effect<SpecimenCase>> Effects { get; } = new Dictionary<string, Effect<SpecimenCase>>
    {
        ["erase"] = new(CaseStore.EffectsQueue, Erase),
    };

    public override SpecimenCase Apply(SpecimenCase state, Recorded<SpecimenEvent> happened) => state.After(happened);

    public override IEnumerable<string> After(SpecimenEvent happened, Personal personal) => happened is SpecimenEvent.PersonErased ? ["erase"] : [];

    public override IEnumerable<ListEntry> Lists(string reference, SpecimenCase state, Personal personal)
    {
        if (state.ErasedFrom is { } due) yield return new(EndList, LegalisationKind.Day(due));
        if (personal[SpecimenEvent.Fields.Cin] is not { } cin) yield break;
        yield return new(OfPerson(cin), "");
        if (state.Status == SpecimenStatus.Enrolled) yield return new(OfPerson(cin, state.Bureau), LegalisationKind.Day(state.Picture!.Until));
    }

    /// <summary>A person's specimens: all that hold a value of theirs, or those enrolled at one bureau.</summary>
    public string OfPerson(string cin, string bureau = "") =>
        $"specimen:{bureau}:{Convert.ToHexStringLower(CityKeys.Mac(personKey, "SPE", PersonalNumbers.WithoutNoughts(cin)).AsSpan(0, 16))}";

    // The picture, and the rows by which the person was found.
    static async Task Erase(EffectRun<SpecimenCase> run)
    {
        var kind = run.Services.GetRequiredService<SpecimenKind>();
        await run.Services.GetRequiredService<CaseBlobs>().Delete(run.Case.Reference, null, run.Stop);
        await run.Services.GetRequiredService<CaseStore>().ForgetLists(kind, run.Case.Reference, run.Stop);
    }
}

/// <summary>JSON of specimens: events, snapshots, requests and answers.</summary>
[JsonSerializable(typeof(SpecimenEvent))]
[JsonSerializable(typeof(SpecimenCase))]
[JsonSerializable(typeof(EnrolSpecimen.Request), TypeInfoPropertyName = "EnrolRequest")]
[JsonSerializable(typeof(ReadSpecimens.Search), TypeInfoPropertyName = "SpecimenSearch")]
[JsonSerializable(typeof(ReadSpecimens.Found), TypeInfoPropertyName = "SpecimensFound")]
[JsonSerializable(typeof(SpecimenReceipt))]
[JsonSerializable(typeof(WithdrawSpecimen.Request), TypeInfoPropertyName = "WithdrawRequest")]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class SpecimenJson : JsonSerializerContext;
