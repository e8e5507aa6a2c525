using System.Text.Json.Serialization;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>What can happen to an operator's digests.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Written), "written")]
[JsonDerivedType(typeof(NothingToTell), "nothing-to-tell")]
[JsonDerivedType(typeof(Sent), "sent")]
public abstract record DigestEvent
{
    /// <summary>A day's digest, as its letter tells it on every repeat.</summary>
    public sealed record Written(DateOnly Day, Digest Digest) : DigestEvent;

    /// <summary>A day on which there was nothing to tell: what comes later in it waits for the next.</summary>
    /// <param name="Until">Up to when there was nothing.</param>
    public sealed record NothingToTell(string Operator, DateOnly Day, DateTimeOffset Until) : DigestEvent;

    /// <param name="About">Version of the digest's event.</param>
    /// <param name="Taken">False where the address is refused.</param>
    /// <param name="Channel">How; by e-mail where nothing is said.</param>
    public sealed record Sent(int About, bool Taken, string? Channel = null) : DigestEvent;
}

/// <summary>The digests of one operator, as their events leave them: a case, so that each is written once, whoever dies or comes twice.</summary>
public sealed record DigestCase
{
    public static DigestCase Nothing { get; } = new();

    public string Operator { get; init; } = "";

    /// <summary>The last day of Casablanca whose digest was written, or had nothing to tell.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Up to when things were told; the next digest goes on there, however many days were left out.</summary>
    public DateTimeOffset Until { get; init; }

    public DigestCase After(Recorded<DigestEvent> happened) => happened.Event switch
    {
        DigestEvent.Written it => this with { Operator = it.Digest.Operator, Day = it.Day, Until = it.Digest.Until },
        DigestEvent.NothingToTell it => this with { Operator = it.Operator, Day = it.Day, Until = it.Until },
        DigestEvent.Sent => this,
        _ => throw new InvalidOperationException($"Unknown event {happened.Event.GetType().Name}."),
    };

    /// <summary>The digest of a day, once.</summary>
    public Decision<DigestEvent> Write(DateOnly day, Digest digest) => Day >= day ? Decision<DigestEvent>.Nothing
        : digest.SaysSomething ? new DigestEvent.Written(day, digest) : new DigestEvent.NothingToTell(digest.Operator, day, digest.Until);
}
