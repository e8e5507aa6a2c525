using CasaServerless.Common.Erasure;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Legalisation.Specimens.SpecimenEvent;

namespace CasaServerless.Services.Legalisation.Specimens;

/// <summary>A person's signature as it was enrolled at a bureau, and the decisions that may be taken on it. Pure.</summary>
public sealed record SpecimenCase
{
    /// <summary>The picture and the person's values are kept for a year after the specimen's end, while an act that rests on it may be disputed.</summary>
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(365);

    /// <summary>An enrolment whose picture never came is forgotten after a day.</summary>
    public static readonly TimeSpan KeptUnfinished = TimeSpan.FromDays(1);

    public static SpecimenCase Nothing { get; } = new();

    public SpecimenStatus Status { get; init; }

    public string Bureau { get; init; } = "";

    public DateTimeOffset OpenedAt { get; init; }

    public Enrolled? Picture { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    public SpecimenCase After(Recorded<SpecimenEvent> happened) => happened.Event switch
    {
        Opened it => this with { Status = SpecimenStatus.Opened, Bureau = it.Bureau, OpenedAt = happened.At },
        Enrolled it => this with { Status = SpecimenStatus.Enrolled, Picture = it },
        Withdrawn => this with { Status = SpecimenStatus.Withdrawn, WithdrawnAt = happened.At },
        PersonErased => this with { Status = SpecimenStatus.Erased },
        _ => throw new InvalidOperationException($"Unknown event {happened.Event.GetType().Name}."),
    };

    /// <summary>Whether signatures may be compared with it on that day of Casablanca.</summary>
    public bool Holds(DateOnly day) => Status == SpecimenStatus.Enrolled && Picture!.From <= day && day <= Picture.Until;

    public Decision<SpecimenEvent> Enrol(Enrolled picture) => Status switch
    {
        SpecimenStatus.Opened => picture,
        SpecimenStatus.Enrolled => Decision<SpecimenEvent>.Nothing,
        _ => throw LegalisationRefusals.SpecimenOver(),
    };

    public Decision<SpecimenEvent> Withdraw(WithdrawalReason reason) => Status switch
    {
        SpecimenStatus.Opened or SpecimenStatus.Enrolled => new Withdrawn(reason),
        SpecimenStatus.Withdrawn => Decision<SpecimenEvent>.Nothing,
        _ => throw LegalisationRefusals.UnknownSpecimen(),
    };

    /// <param name="note">Names nobody.</param>
    public Decision<SpecimenEvent> Erase(ErasureReason reason, string? note = null) => Status == SpecimenStatus.Erased
        ? Decision<SpecimenEvent>.Nothing : new Decision<SpecimenEvent>(new PersonErased(reason, note)) { Erases = true };

    /// <summary>When the person's values and the picture are erased of themselves; null where they are already.</summary>
    public DateTimeOffset? ErasedFrom => Status switch
    {
        SpecimenStatus.Opened => OpenedAt + KeptUnfinished,
        SpecimenStatus.Enrolled => new DateTimeOffset(Picture!.Until, TimeOnly.MinValue, TimeSpan.Zero) + KeptAfterEnd,
        SpecimenStatus.Withdrawn => WithdrawnAt + KeptAfterEnd,
        _ => null,
    };
}
