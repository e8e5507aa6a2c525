using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>A ticket as its events leave it. Pure: no clock, no storage; the decisions that may be taken on it stand in <see cref="TicketDecisions"/>.</summary>
public sealed record TicketCase
{
    public static TicketCase Nothing { get; } = new();

    public TicketStatus Status { get; init; }

    public TicketType Kind { get; init; }

    /// <summary><c>fr</c> or <c>ar</c>: in which the reporter is written to.</summary>
    public string Language { get; init; } = "fr";

    public string Service { get; init; } = "";

    /// <summary>The operator of its day, or the one whom it was transferred to since.</summary>
    public string Operator { get; init; } = "";

    public double? Lat { get; init; }

    public double? Long { get; init; }

    public string? Arrondissement { get; init; }

    public bool Approximate { get; init; }

    public bool Urgent { get; init; }

    public string Channel { get; init; } = "";

    /// <summary>Random id under which the reporter acts.</summary>
    public string Citizen { get; init; } = "";

    public bool NameHidden { get; init; }

    /// <summary>Whether anybody may read the report's text and address: its reporter was told so beforehand.</summary>
    public bool TextIsPublic { get; init; }

    public DateTimeOffset ReportedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its status last changed.</summary>
    public DateTimeOffset StatusAt { get; init; }

    public int AnswerHours { get; init; }

    /// <summary>When the answer is due; while the clock stands still, as it would be if it went on now.</summary>
    public DateTimeOffset AnswerBy { get; init; }

    /// <summary>Since when the reporter is being asked; null while the clock runs.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The agent who has it in hand.</summary>
    public string? Agent { get; init; }

    /// <summary>The first time that it was answered or closed since it was last reopened.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public TicketOutcome? Outcome { get; init; }

    public int? Stars { get; init; }

    public int Reopenings { get; init; }

    /// <summary>When it was last reopened.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Since when it is its operator's, where it was another's before.</summary>
    public DateTimeOffset? HandedAt { get; init; }

    public IReadOnlyList<TicketPhoto> Photos { get; init; } = [];

    /// <summary>Texts that were written, of every kind.</summary>
    public int Texts { get; init; }

    /// <summary>How many said "me too".</summary>
    public int Followers { get; init; }

    /// <summary>Their addresses are erased.</summary>
    public bool FollowersForgotten { get; init; }

    /// <summary>The ticket with which it is solved.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Tickets that are solved with this one.</summary>
    public IReadOnlyList<string> Absorbs { get; init; } = [];

    public string? SplitFrom { get; init; }

    public IReadOnlyList<string> SplitInto { get; init; } = [];

    /// <summary>When the next level of the escalation is reached; null where there is none.</summary>
    public DateTimeOffset? EscalateAt { get; init; }

    /// <summary>Ids of the levels reached since it was reported, or last reopened.</summary>
    public IReadOnlyList<string> Escalations { get; init; } = [];

    /// <summary>From when its term counts: its report, or its last reopening; later by as long as the clock stood still.</summary>
    public DateTimeOffset CountsFrom { get; init; }

    /// <summary>The ticket's id in its operator's own system.</summary>
    public string? TheirId { get; init; }

    /// <summary>Under that id it had ended there, before it was reopened here: what the operator says of that id is over.</summary>
    public bool TheirsIsOver { get; init; }

    /// <summary>The highest sequence of the operator's updates.</summary>
    public int? TheirSequence { get; init; }

    /// <summary>The operator's own system has it in hand.</summary>
    public bool InTheirHands { get; init; }

    /// <summary>When the access code was last asked for.</summary>
    public DateTimeOffset? CodeAskedAt { get; init; }

    public bool Erased { get; init; }

    public int Version { get; init; }

    /// <summary>The version of the last event by which somebody who acts on it sees something else: no letter, and nobody who says "me too".</summary>
    public int Acted { get; init; }

    public string Tag => $"\"{Acted}\"";

    public Kernel.Language Speaks => Language == "ar" ? Kernel.Language.Arabic : Kernel.Language.French;

    /// <summary>Whether something is still to be done.</summary>
    public bool IsOpen => Opens(Status);

    /// <summary>Whether a ticket in this status is open; in every other it is closed.</summary>
    public static bool Opens(TicketStatus status) => status is TicketStatus.Received or TicketStatus.Assigned or TicketStatus.AwaitingReporter;

    /// <summary>Until when it may be reopened; null while that cannot be. What was answered first and closed later is counted from its closing, as its letter says.</summary>
    public DateTimeOffset? ReopenUntil => Status is TicketStatus.Answered or TicketStatus.Closed && !Erased ? StatusAt + TicketTimes.Reopening : null;

    /// <summary>Since when the time counts for which it may know a person; null while it is open, and once they are erased. What is solved with another lasts as that goes on.</summary>
    public DateTimeOffset? KeptSince => IsOpen || Erased ? null : Status == TicketStatus.Merged ? UpdatedAt : StatusAt;

    /// <summary>
    /// Until when those who follow it are known: as long as it could be reopened, and of what is solved with another as long as its own reporter is.
    /// Null where nobody is.
    /// </summary>
    public DateTimeOffset? FollowedUntil => IsOpen || Followers == 0 || FollowersForgotten || Status == TicketStatus.Merged && !Erased ? null
        : StatusAt + TicketTimes.Reopening;

    /// <summary>The state after one more event.</summary>
    public TicketCase After(Recorded<TicketEvent> happened)
    {
        var next = Follow(happened) with { Version = happened.Version };
        if (happened.Fields.ContainsKey(CaseStore.TextField)) next = next with { Texts = Texts + 1 };
        if (next.Status != Status || Version == 0) next = next with { StatusAt = happened.At };
        if (next is { IsOpen: true, FollowersForgotten: true }) next = next with { FollowersForgotten = false };
        // Letters and notes are the city's own affair: nobody who waits sees anything new.
        if (happened.Event is ReporterNotified or NoticeUndeliverable or FollowersCounted or TicketEvent.FollowersForgotten or AccessCodeAsked or ConversationNamed or OperatorNotified or OperatorTold) return next;
        next = next with { Acted = happened.Version };
        return happened.Event is Noted or Escalated ? next : next with { UpdatedAt = happened.At };
    }

    TicketCase Follow(Recorded<TicketEvent> happened) => happened.Event switch
    {
        Reported it => this with
        {
            Status = TicketStatus.Received,
            Kind = it.Kind,
            Language = it.Language,
            Service = it.Service,
            Operator = it.Operator,
            Lat = it.Lat,
            Long = it.Long,
            Arrondissement = it.Arrondissement,
            Approximate = it.Approximate,
            Urgent = it.Urgent,
            Channel = it.Channel,
            Citizen = it.Citizen,
            NameHidden = it.Hidden,
            TextIsPublic = it.Public,
            ReportedAt = happened.At,
            CountsFrom = happened.At,
            EscalateAt = it.EscalateAt,
            SplitFrom = it.SplitFrom,
            AnswerHours = it.AnswerHours,
            AnswerBy = it.AnswerBy,
        },
        PhotoReceived it => this with { Photos = [.. Photos, new(it.Sha256, null, null)] },
        PhotoAccepted it => this with { Photos = Judged(it.Received, photo => photo with { Sha256 = it.Sha256 }) },
        PhotoRefused it => this with { Photos = Judged(it.Received, photo => photo with { Fault = it.Fault }) },
        MessageWritten { AnswerBy: { } due } it => this with
        {
            Status = InHand,
            CountsFrom = CountsFrom + (happened.At - AskedAt!.Value),
            AskedAt = null,
            AnswerBy = due,
            EscalateAt = it.EscalateAt,
        },
        MessageWritten => this,
        TicketEvent.NameHidden => this with { NameHidden = true },
        Withdrawn => Ended(TicketStatus.Withdrawn, happened.At),
        Reopened it => this with
        {
            Status = InHand,
            AnswerBy = it.AnswerBy,
            CountsFrom = happened.At,
            EscalateAt = it.EscalateAt,
            Escalations = [],
            EndedAt = null,
            Outcome = null,
            Stars = null,
            Reopenings = Reopenings + 1,
            TheirsIsOver = TheirId is not null,
            ReopenedAt = happened.At,
        },
        Rated it => this with { Stars = it.Stars },
        Assigned it => this with
        {
            Agent = it.Agent,
            Status = Status == TicketStatus.AwaitingReporter ? Status : it.Agent is null ? TicketStatus.Received : TicketStatus.Assigned,
        },
        Transferred it => this with
        {
            Operator = it.Operator,
            HandedAt = happened.At,
            Agent = null,
            TheirId = null,
            TheirsIsOver = false,
            TheirSequence = null,
            InTheirHands = false,
            Status = Status == TicketStatus.AwaitingReporter ? Status : TicketStatus.Received,
        },
        // Asked again, they have been asked since the first question.
        ReporterAsked => this with { Status = TicketStatus.AwaitingReporter, AskedAt = AskedAt ?? happened.At },
        Answered => Ended(TicketStatus.Answered, happened.At),
        Noted => this,
        TicketEvent.Closed it => Ended(TicketStatus.Closed, happened.At) with { Outcome = it.Outcome },
        FollowersCounted it => this with { Followers = it.Count },
        TicketEvent.FollowersForgotten => this with { FollowersForgotten = true },
        TicketEvent.Merged it => Ended(TicketStatus.Merged, happened.At) with { MergedInto = it.Into },
        // What was erased has nothing left that could be solved by itself.
        Unmerged when Erased => this with { Status = TicketStatus.Withdrawn, MergedInto = null },
        Unmerged => this with { Status = InHand, MergedInto = null, EndedAt = null, Outcome = null },
        Absorbed it => this with { Absorbs = [.. Absorbs.Where(one => one != it.Reference), it.Reference] },
        Released it => this with { Absorbs = [.. Absorbs.Where(one => one != it.Reference)] },
        SolvedWith or OperatorNotified => this,
        SplitOff it => this with { SplitInto = [.. SplitInto.Where(one => one != it.Reference), it.Reference] },
        Escalated it => this with { Escalations = [.. Escalations, it.Level], EscalateAt = it.NextAt },
        OperatorTold it => it.Operator == Operator && it.TheirId is not null ? this with { TheirId = it.TheirId, TheirsIsOver = false } : this,
        OperatorUpdated it => Updated(it),
        PersonErased => (IsOpen ? Ended(TicketStatus.Withdrawn, happened.At) : this) with { Erased = true },
        AccessCodeAsked => this with { CodeAskedAt = happened.At },
        PlaceCorrected it => this with { Arrondissement = it.Arrondissement, Approximate = false },
        ReporterNotified or NoticeUndeliverable or ConversationNamed => this,
        _ => throw new InvalidOperationException($"Unknown event {happened.Event.GetType().Name}."),
    };

    TicketCase Updated(OperatorUpdated told)
    {
        var next = this with { TheirId = told.TheirId ?? TheirId, TheirsIsOver = TheirsIsOver && told.TheirId is null, TheirSequence = told.Late ? TheirSequence : told.Sequence ?? TheirSequence };
        if (told.Late || told.Kind != Operators.UpdateKind.Accepted) return next;
        next = next with { InTheirHands = true };
        return next.Status == TicketStatus.Received ? next with { Status = TicketStatus.Assigned } : next;
    }

    TicketStatus InHand => Agent is null && !InTheirHands ? TicketStatus.Received : TicketStatus.Assigned;

    // No time counted while the reporter was being asked, so what ends then is as early as when the clock was stopped.
    TicketCase Ended(TicketStatus status, DateTimeOffset at)
    {
        var stood = AskedAt is { } asked ? at - asked : TimeSpan.Zero;
        return this with { Status = status, AskedAt = null, EndedAt = EndedAt ?? at, CountsFrom = CountsFrom + stood, AnswerBy = AnswerBy + stood };
    }

    IReadOnlyList<TicketPhoto> Judged(string received, Func<TicketPhoto, TicketPhoto> next) =>
        [.. Photos.Select(photo => photo.Received == received ? next(photo) : photo)];
}

/// <summary>A photo of a ticket.</summary>
/// <param name="Received">SHA-256 of the file as it came.</param>
/// <param name="Sha256">Of the one that is shown; null before it is judged, and where it was refused.</param>
/// <param name="Fault">Why it was refused.</param>
public sealed record TicketPhoto(string Received, string? Sha256, string? Fault);
