using System.Text.Json.Serialization;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>What can happen to one who said "me too" of a ticket. Facts only; where they are written to lies in the case's personal values.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Followed), "followed")]
[JsonDerivedType(typeof(Told), "told")]
[JsonDerivedType(typeof(Left), "left")]
[JsonDerivedType(typeof(Forgotten), "forgotten")]
[JsonDerivedType(typeof(Notified), "notified")]
public abstract record FollowerEvent
{
    /// <summary>Names of the personal values that a follower may have.</summary>
    public static class Fields
    {
        public const string Phone = "follower.phone", Email = "follower.email";
    }

    /// <param name="Ticket">Reference of the ticket.</param>
    public sealed record Followed(string Ticket, string Language) : FollowerEvent;

    /// <summary>Something happened to the ticket of which followers are told.</summary>
    /// <param name="Version">The ticket's, of that event.</param>
    public sealed record Told(int Version, TicketStatus Status) : FollowerEvent;

    /// <summary>They follow no longer; their values are gone.</summary>
    public sealed record Left : FollowerEvent;

    /// <summary>The ticket has ended for good; their values are gone, and they stay counted.</summary>
    public sealed record Forgotten : FollowerEvent;

    /// <param name="About">Version of the event that was told.</param>
    /// <param name="Taken">False where the address is refused.</param>
    public sealed record Notified(int About, bool Taken) : FollowerEvent;
}

/// <summary>One who follows a ticket, as their events leave it. A case of its own: so many may follow at one moment without waiting for each other.</summary>
public sealed record FollowerCase
{
    public static FollowerCase Nothing { get; } = new();

    public string Ticket { get; init; } = "";

    public string Language { get; init; } = "fr";

    public DateTimeOffset Since { get; init; }

    public bool Gone { get; init; }

    public FollowerCase After(Recorded<FollowerEvent> happened) => happened.Event switch
    {
        FollowerEvent.Followed it => this with { Ticket = it.Ticket, Language = it.Language, Since = happened.At },
        FollowerEvent.Left or FollowerEvent.Forgotten => this with { Gone = true },
        FollowerEvent.Told or FollowerEvent.Notified => this,
        _ => throw new InvalidOperationException($"Unknown event {happened.Event.GetType().Name}."),
    };

    /// <summary>Told once of each thing that happens to the ticket; nothing once they left.</summary>
    /// <param name="once">The ticket's effect that tells.</param>
    public Decision<FollowerEvent> Tell(int version, TicketStatus status, EffectKey once) =>
        Gone ? Decision<FollowerEvent>.Nothing : new Decision<FollowerEvent>(new FollowerEvent.Told(version, status)) { Once = once };

    public Decision<FollowerEvent> Leave() => Gone ? Decision<FollowerEvent>.Nothing : new Decision<FollowerEvent>(new FollowerEvent.Left()) { Erases = true };

    /// <summary>The same by the city, once nothing more can be told.</summary>
    public Decision<FollowerEvent> Forget() => Gone ? Decision<FollowerEvent>.Nothing : new Decision<FollowerEvent>(new FollowerEvent.Forgotten()) { Erases = true };
}
