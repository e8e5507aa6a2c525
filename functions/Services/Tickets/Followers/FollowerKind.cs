using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.Followers.FollowerEvent;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>What the kernel needs to know of those who follow tickets.</summary>
public sealed class FollowerKind(CityKeys keys) : CaseKind<FollowerCase, FollowerEvent>
{
    readonly byte[] personKey = keys.For("person index");

    public override string Prefix => "SUI";

    public override FollowerCase Nothing => FollowerCase.Nothing;

    public override JsonTypeInfo<FollowerCase> StateJson => FollowerJson.Default.FollowerCase;

    public override JsonTypeInfo<FollowerEvent> EventJson => FollowerJson.Default.FollowerEvent;

    public override IReadOnlyDictionary<string, Effect<FollowerCase>> Effects { get; } = new Dictionary<string, Effect<FollowerCase>>
    {
        // A moment later, so that of many who come at once most find themselves counted already.
        ["count"] = new(CaseStore.EffectsQueue, CountFollowers.Run) { Delay = TimeSpan.FromSeconds(1) },
        ["notify"] = new(CaseStore.EffectsQueue, NotifyFollower.Run),
        ["forget"] = new(CaseStore.EffectsQueue, Follow.Forget),
    };

    public override FollowerCase Apply(FollowerCase state, Recorded<FollowerEvent> happened) => state.After(happened);

    public override IEnumerable<string> After(FollowerEvent happened, Personal personal)
    {
        if (happened is Followed or Left) yield return "count";
        if (happened is Told && personal[Fields.Email] is not null) yield return "notify";
        if (happened is Left or Forgotten) yield return "forget";
    }

    public override IEnumerable<ListEntry> Lists(string reference, FollowerCase state, Personal personal)
    {
        if (state.Gone) yield break;
        yield return new(Of(state.Ticket), "");
        foreach (var field in (string[])[Fields.Phone, Fields.Email])
        {
            if (personal[field] is not { } value) continue;
            yield return new(OfPerson(value), "");
            yield return new(WhoFollows(state.Ticket, value), "");
        }
    }

    /// <summary>Those who follow a ticket.</summary>
    public static string Of(string ticket) => $"followers:{ticket}";

    /// <summary>Whoever follows a ticket with this phone number or address: one.</summary>
    public string WhoFollows(string ticket, string value) => $"follows:{ticket}:{Digest(value)}";

    /// <summary>What a person follows, found through an HMAC of a phone number or an address.</summary>
    public string OfPerson(string value) => $"person:{Digest(value)}";

    string Digest(string value) => Convert.ToHexStringLower(CityKeys.Mac(personKey, Prefix, value).AsSpan(0, 16));
}
