using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Common.Referentiels.ReferentielChangeEvent;

namespace CasaServerless.Common.Referentiels;

/// <summary>What can happen to a change of the référentiels. Each change is a case of its own: who asked, who agreed, when, and both values.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Proposed), "proposed")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(Rejected), "rejected")]
[JsonDerivedType(typeof(Applied), "applied")]
[JsonDerivedType(typeof(Overtaken), "overtaken")]
public abstract record ReferentielChangeEvent
{
    /// <param name="Kind">Which référentiel, such as <c>delegations</c>.</param>
    /// <param name="Entry">Id of the entry.</param>
    /// <param name="Key">The row that it lies in.</param>
    /// <param name="Seen">The version that is changed; 0 for a new entry.</param>
    /// <param name="Before">The value as JSON, of an officer who comes back the one that was removed; null for a new entry.</param>
    /// <param name="Value">The new value as JSON; null removes the entry.</param>
    /// <param name="Second">Whether a second manager must agree.</param>
    /// <param name="Reason">Why, where that must be said.</param>
    /// <param name="From">The day of Casablanca on which it is applied; null for at once.</param>
    public sealed record Proposed(
        string Kind, string Entry, string Key, int Seen, string? Before, string? Value, bool Second, string? Reason = null,
        DateOnly? From = null) : ReferentielChangeEvent;

    public sealed record Approved : ReferentielChangeEvent;

    public sealed record Rejected(string Reason) : ReferentielChangeEvent;

    /// <param name="Version">The entry's, from now on.</param>
    public sealed record Applied(int Version) : ReferentielChangeEvent;

    /// <summary>Another change of the same entry came first: this one has changed nothing.</summary>
    public sealed record Overtaken : ReferentielChangeEvent;
}

/// <summary>Where a change stands.</summary>
[JsonConverter(typeof(Kebab<ReferentielChangeStatus>))]
public enum ReferentielChangeStatus
{
    Proposed,
    Approved,
    Applied,
    Rejected,
    Overtaken,
}

/// <summary>A change of the référentiels as its events leave it, and the decisions on it. Pure.</summary>
public sealed record ReferentielChange
{
    public static ReferentielChange Nothing { get; } = new();

    public ReferentielChangeStatus Status { get; init; }

    public string Kind { get; init; } = "";

    public string Entry { get; init; } = "";

    public string Key { get; init; } = "";

    public int Seen { get; init; }

    public string? Value { get; init; }

    public bool Second { get; init; }

    /// <summary>The day on which it is to be applied; null for at once.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Id of the manager who proposed it.</summary>
    public string ProposedBy { get; init; } = "";

    public DateTimeOffset ProposedAt { get; init; }

    /// <summary>Id of the manager who agreed to it.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>The entry's version, once it is applied.</summary>
    public int? Version { get; init; }

    public ReferentielChange After(Recorded<ReferentielChangeEvent> happened) => happened.Event switch
    {
        Proposed it => this with
        {
            Kind = it.Kind,
            Entry = it.Entry,
            Key = it.Key,
            Seen = it.Seen,
            Value = it.Value,
            Second = it.Second,
            From = it.From,
            ProposedBy = happened.By.Id,
            ProposedAt = happened.At,
        },
        Approved => this with { Status = ReferentielChangeStatus.Approved, ApprovedBy = happened.By.Id },
        Rejected => this with { Status = ReferentielChangeStatus.Rejected },
        Applied it => this with { Status = ReferentielChangeStatus.Applied, Version = it.Version },
        Overtaken => this with { Status = ReferentielChangeStatus.Overtaken },
        _ => throw new InvalidOperationException($"Unknown event {happened.Event.GetType().Name}."),
    };

    /// <param name="by">Id of the manager.</param>
    /// <param name="beneficiary">The officer whom the change empowers or names, if any: they agree to nothing of their own.</param>
    public Decision<ReferentielChangeEvent> Approve(string by, string? beneficiary) => Status switch
    {
        ReferentielChangeStatus.Proposed when Second && (by == ProposedBy || by == beneficiary) => throw ReferentielRefusals.SecondManager(),
        ReferentielChangeStatus.Proposed => new Approved(),
        ReferentielChangeStatus.Approved or ReferentielChangeStatus.Applied when ApprovedBy == by => Decision<ReferentielChangeEvent>.Nothing,
        _ => throw ReferentielRefusals.NotNow(),
    };

    /// <param name="day">Today, or tomorrow where today is about to end: what may be applied at any moment is not taken back.</param>
    public Decision<ReferentielChangeEvent> Reject(string reason, DateOnly day) => Status switch
    {
        ReferentielChangeStatus.Proposed => new Rejected(reason),
        ReferentielChangeStatus.Approved when From > day => new Rejected(reason),
        ReferentielChangeStatus.Rejected => Decision<ReferentielChangeEvent>.Nothing,
        _ => throw ReferentielRefusals.NotNow(),
    };

    /// <summary>What became of the row; nothing when that is known already.</summary>
    public Decision<ReferentielChangeEvent> Finish(bool written) => Status != ReferentielChangeStatus.Approved
        ? Decision<ReferentielChangeEvent>.Nothing : written ? new Applied(Seen + 1) : new Overtaken();
}

/// <summary>What the kernel needs to know of changes: an approved one is applied, and all are found by when they were proposed, last first.</summary>
public sealed class ReferentielChangeKind : CaseKind<ReferentielChange, ReferentielChangeEvent>
{
    public override string Prefix => "REF";

    public override ReferentielChange Nothing => ReferentielChange.Nothing;

    public override JsonTypeInfo<ReferentielChange> StateJson => ReferentielJson.Default.ReferentielChange;

    public override JsonTypeInfo<ReferentielChangeEvent> EventJson => ReferentielJson.Default.ReferentielChangeEvent;

    public override IReadOnlyDictionary<string, Effect<ReferentielChange>> Effects { get; } = new Dictionary<string, Effect<ReferentielChange>>
    {
        ["apply"] = new(CaseStore.EffectsQueue, run => run.Services.GetRequiredService<ReferentielChanges>().Apply(run.Case.Reference, run.Stop)),
    };

    public override ReferentielChange Apply(ReferentielChange state, Recorded<ReferentielChangeEvent> happened) => state.After(happened);

    public override IEnumerable<string> After(ReferentielChangeEvent happened, Personal personal) => happened is Approved ? ["apply"] : [];

    public override IEnumerable<ListEntry> Lists(string reference, ReferentielChange state, Personal personal)
    {
        var order = (DateTimeOffset.MaxValue.Ticks - state.ProposedAt.Ticks).ToString("D19", CultureInfo.InvariantCulture);
        var shows = JsonSerializer.Serialize(ChangeTold.Of(reference, state), ReferentielJson.Default.ChangeTold);
        if (state is { Status: ReferentielChangeStatus.Approved, From: { } day }) yield return new(Due, day.ToString("O", CultureInfo.InvariantCulture));
        foreach (var list in (string[])[All, OfStatus(state.Status), OfEntry(state.Kind, state.Entry)]) yield return new(list, order) { Shows = shows };
    }

    /// <summary>Every change there ever was: the audit.</summary>
    public const string All = "referentiel:all";

    /// <summary>Approved changes that wait for their day, in the order of it.</summary>
    public const string Due = "referentiel:due";

    public static string OfStatus(ReferentielChangeStatus status) => $"referentiel:{status.Kebab()}";

    public static string OfEntry(string kind, string entry) => $"referentiel:{kind}:{entry}";
}
