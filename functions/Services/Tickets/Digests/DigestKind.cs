using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>What the kernel needs to know of digests.</summary>
public sealed class DigestKind : CaseKind<DigestCase, DigestEvent>
{
    /// <summary>Every operator that ever had one, by its id, with the day of the last.</summary>
    public const string All = "tickets:digests";

    public override string Prefix => "BIL";

    public override DigestCase Nothing => DigestCase.Nothing;

    public override JsonTypeInfo<DigestCase> StateJson => DigestJson.Default.DigestCase;

    public override JsonTypeInfo<DigestEvent> EventJson => DigestJson.Default.DigestEvent;

    public override IReadOnlyDictionary<string, Effect<DigestCase>> Effects { get; } = new Dictionary<string, Effect<DigestCase>>
    {
        ["send"] = new(CaseStore.EffectsQueue, SendDigest.ByEmail),
        ["send-teams"] = new(CaseStore.EffectsQueue, SendDigest.InTeams),
    };

    public override DigestCase Apply(DigestCase state, Recorded<DigestEvent> happened) => state.After(happened);

    public override IEnumerable<string> After(DigestEvent happened, Personal personal)
    {
        if (happened is not DigestEvent.Written) yield break;
        yield return "send";
        yield return "send-teams";
    }

    public override IEnumerable<ListEntry> Lists(string reference, DigestCase state, Personal personal) =>
        [new(All, state.Operator) { Shows = state.Day.ToString("O", CultureInfo.InvariantCulture) }];
}
