using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Operators;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>What the kernel needs to know of tickets: their lists and what follows their events.</summary>
public sealed class TicketKind(CityKeys keys, OperatorSystems systems) : CaseKind<TicketCase, TicketEvent>
{
    readonly byte[] personKey = keys.For("person index");

    public override string Prefix => "TIC";

    public override TicketCase Nothing => TicketCase.Nothing;

    public override JsonTypeInfo<TicketCase> StateJson => TicketJson.Default.TicketCase;

    public override JsonTypeInfo<TicketEvent> EventJson => TicketJson.Default.TicketEvent;

    public override IReadOnlyDictionary<string, Effect<TicketCase>> Effects { get; } = new Dictionary<string, Effect<TicketCase>>
    {
        ["judge-photo"] = new("documents", JudgePhoto.Run),
        ["notify"] = new(CaseStore.EffectsQueue, Notify.ByEmail),
        ["notify-conversation"] = new(CaseStore.EffectsQueue, Notify.InConversation),
        ["pass-on"] = new(CaseStore.EffectsQueue, PassOn.Run),
        ["settle-merge"] = new(CaseStore.EffectsQueue, SettleMerge.Run),
        ["settle-split"] = new(CaseStore.EffectsQueue, Split.Settle),
        ["notify-operator"] = new(CaseStore.EffectsQueue, NotifyOperator.ByEmail),
        ["notify-operator-teams"] = new(CaseStore.EffectsQueue, NotifyOperator.InTeams),
        ["tell-operator"] = new(TellOperator.Queue, TellOperator.Run),
        ["tell-former"] = new(TellOperator.Queue, TellOperator.Run),
        ["erase"] = new(CaseStore.EffectsQueue, EraseReporter.Run),
    };

    public override TicketCase Apply(TicketCase state, Recorded<TicketEvent> happened) => state.After(happened);

    public override IEnumerable<string> After(TicketEvent happened, Personal personal)
    {
        if (ReporterNotices.Follow(happened) && personal[Fields.Email] is not null) yield return "notify";
        // Whoever reads a conversation need not be whom the code is for.
        if (ReporterNotices.Follow(happened) && happened is not AccessCodeAsked && personal[Fields.Conversation] is not null) yield return "notify-conversation";
        if (happened is PhotoReceived) yield return "judge-photo";
        if (PassOn.StatusAfter(happened) is not null) yield return "pass-on";
        if (happened is Merged or Unmerged) yield return "settle-merge";
        if (happened is Reported { SplitFrom: not null }) yield return "settle-split";
        if (happened is Escalated) yield return "notify-operator";
        if (happened is Escalated or Transferred) yield return "notify-operator-teams";
        if (systems.AnyListens && TellOperator.NameOf(happened) is not null) yield return "tell-operator";
        if (systems.AnyListens && happened is Transferred) yield return "tell-former";
        if (happened is PersonErased) yield return "erase";
    }

    public override IEnumerable<ListEntry> Lists(string reference, TicketCase state, Personal personal)
    {
        foreach (var entry in TicketLists.Of(reference, state)) yield return entry;
        foreach (var entry in Figures.TicketCounted.Of(state)) yield return entry;
        foreach (var field in (string[])[Fields.Phone, Fields.Email])
        {
            if (personal[field] is { } value) yield return new(OfPerson(value), "");
        }
    }

    /// <summary>A person's tickets, found through an HMAC of a phone number or an address.</summary>
    public string OfPerson(string value) => $"person:{Convert.ToHexStringLower(CityKeys.Mac(personKey, Prefix, value).AsSpan(0, 16))}";
}
