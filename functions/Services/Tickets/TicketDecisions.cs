using CasaServerless.Common.Erasure;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// The decisions that may be taken on a ticket. Pure: time, terms and who asks come in. What is so already is answered by nothing, for its
/// answer may have been lost.
/// </summary>
public static class TicketDecisions
{
    /// <summary>The reporter adds something, also to what is solved with another ticket. Where they were asked, the clock goes on.</summary>
    /// <param name="resumed">The term, and the next level of the escalation, if the clock goes on now.</param>
    public static Decision<TicketEvent> Write(this TicketCase its, string text, Func<TicketCase, (DateTimeOffset Due, DateTimeOffset? EscalateAt)> resumed)
    {
        if (its.Status != TicketStatus.Merged) its.MustBeOpen();
        its.MustHaveRoom();
        var (due, level) = its.AskedAt is null ? (null, null) : ((DateTimeOffset?, DateTimeOffset?))resumed(its);
        return new Decision<TicketEvent>(new MessageWritten(due, level)) { Text = text };
    }

    public static Decision<TicketEvent> HideName(this TicketCase its, Personal known) => its.NameHidden ? Decision<TicketEvent>.Nothing
        : known[Fields.Name] is null && known[Fields.Phone] is null && known[Fields.Email] is null ? throw TicketRefusals.NoName() : new NameHidden();

    public static Decision<TicketEvent> Withdraw(this TicketCase its)
    {
        if (its.Status == TicketStatus.Withdrawn) return Decision<TicketEvent>.Nothing;
        its.MustBeOpen();
        return new Withdrawn();
    }

    /// <param name="due">The new term.</param>
    /// <param name="level">When the first level of the escalation is reached then.</param>
    public static Decision<TicketEvent> Reopen(this TicketCase its, string text, DateTimeOffset now, DateTimeOffset due, DateTimeOffset? level)
    {
        if (its.ReopenUntil is not { } until) throw TicketRefusals.NotNow(its.Status);
        if (now > until) throw TicketRefusals.TooLateToReopen();
        its.MustHaveRoom();
        return new Decision<TicketEvent>(new Reopened(due, level)) { Text = text };
    }

    public static Decision<TicketEvent> Rate(this TicketCase its, int stars, string? text)
    {
        if (its.Status is not (TicketStatus.Answered or TicketStatus.Closed)) throw TicketRefusals.NotNow(its.Status);
        if (its.Stars is { } given) return given == stars ? Decision<TicketEvent>.Nothing : throw TicketRefusals.RatedAlready();
        return new Decision<TicketEvent>(new Rated(stars)) { Text = text };
    }

    public static Decision<TicketEvent> Assign(this TicketCase its, string? agent)
    {
        its.MustBeOpen();
        return its.Agent == agent ? Decision<TicketEvent>.Nothing : new Assigned(agent);
    }

    public static Decision<TicketEvent> Transfer(this TicketCase its, string to, string reason)
    {
        its.MustBeOpen();
        if (its.Operator == to) return Decision<TicketEvent>.Nothing;
        its.MustHaveRoom();
        return new Decision<TicketEvent>(new Transferred(to)) { Text = reason };
    }

    public static Decision<TicketEvent> Ask(this TicketCase its, string text)
    {
        its.MustBeOpen();
        its.MustHaveRoom();
        return new Decision<TicketEvent>(new ReporterAsked()) { Text = text };
    }

    /// <param name="outcome">How it ends, where the answer closes it.</param>
    public static Decision<TicketEvent> Answer(this TicketCase its, string text, TicketOutcome? outcome)
    {
        its.MustBeOpen();
        its.MustHaveRoom();
        return new Decision<TicketEvent>(outcome is { } how ? [new Answered(), new TicketEvent.Closed(how)] : [new Answered()]) { Text = text };
    }

    public static Decision<TicketEvent> Note(this TicketCase its, string text)
    {
        its.MustHaveRoom();
        return new Decision<TicketEvent>(new Noted()) { Text = text };
    }

    public static Decision<TicketEvent> Close(this TicketCase its, TicketOutcome outcome, string? text)
    {
        // Whose words would not be kept is told so, and is not let believe that they were: a repeat is known by its key.
        if (its.Status == TicketStatus.Closed)
            return its.Outcome == outcome && text is null ? Decision<TicketEvent>.Nothing : throw TicketRefusals.NotNow(its.Status);
        if (its.Status != TicketStatus.Answered) its.MustBeOpen();
        if (text is not null) its.MustHaveRoom();
        return new Decision<TicketEvent>(new TicketEvent.Closed(outcome)) { Text = text };
    }

    public static Decision<TicketEvent> Receive(this TicketCase its, string sha256, long bytes)
    {
        if (its.Photos.Any(photo => photo.Received == sha256)) return Decision<TicketEvent>.Nothing;
        its.MustBeOpen();
        if (its.Photos.Count >= TicketTimes.MostPhotos) throw TicketRefusals.TooManyPhotos();
        return new PhotoReceived(sha256, bytes);
    }

    /// <summary>Whether this photo waits to be judged.</summary>
    public static bool AwaitsJudgement(this TicketCase its, string received) =>
        its.Photos.Any(photo => photo.Received == received && photo is { Sha256: null, Fault: null });

    /// <summary>The access code is asked for; once a day is sent what anybody may ask for who knows the reference.</summary>
    public static Decision<TicketEvent> AskCode(this TicketCase its, DateTimeOffset now) =>
        now - its.CodeAskedAt < TicketTimes.CodeAgain ? Decision<TicketEvent>.Nothing : new AccessCodeAsked();

    /// <summary>The arrondissement, as an agent finds it; what a boundary told is right.</summary>
    /// <param name="ruled">The operator by the rules of the ticket's day, of an arrondissement or of a place that is not known.</param>
    public static Decision<TicketEvent> CorrectPlace(this TicketCase its, string arrondissement, Func<string?, string> ruled)
    {
        its.MustBeOpen();
        if (its.Arrondissement == arrondissement && !its.Approximate) return Decision<TicketEvent>.Nothing;
        if (its is { Approximate: false, Arrondissement: not null, Lat: not null }) throw TicketRefusals.PlaceKnown();
        var (before, after) = (ruled(its.Arrondissement), ruled(arrondissement));
        // Whoever transferred it knew better than the rules.
        return after != before && its.Operator == before
            ? new Decision<TicketEvent>(new PlaceCorrected(arrondissement), new Transferred(after)) : new PlaceCorrected(arrondissement);
    }

    /// <summary>The levels that were reached since; nothing while the clock stands still.</summary>
    public static Decision<TicketEvent> Escalate(this TicketCase its, Terms terms, DateTimeOffset now)
    {
        if (!its.IsOpen || its.AskedAt is not null || its.EscalateAt is not { } planned || planned > now) return Decision<TicketEvent>.Nothing;
        var events = new List<TicketEvent>();
        while (terms.Reached(its, now) is { } level)
        {
            its = its with { Escalations = [.. its.Escalations, level.Id] };
            events.Add(new Escalated(level.Id, terms.NextLevel(its.Escalations, its.CountsFrom, its.AnswerBy)));
        }
        return new Decision<TicketEvent>([.. events]);
    }

    /// <summary>The person's values go; what is still open ends with them.</summary>
    public static Decision<TicketEvent> Erase(this TicketCase its, ErasureReason reason, string? note) =>
        its.Erased ? Decision<TicketEvent>.Nothing : new Decision<TicketEvent>(new PersonErased(reason, note)) { Erases = true, RenewsCode = true };

    /// <summary>The same, of what ended before this day of Casablanca: it may know its reporter no longer.</summary>
    public static Decision<TicketEvent> EndRetention(this TicketCase its, DateOnly first) =>
        its.KeptSince is { } ended && CityTime.Day(ended) < first ? its.Erase(ErasureReason.RetentionOver, null) : Decision<TicketEvent>.Nothing;

    /// <summary>All who followed it were forgotten.</summary>
    public static Decision<TicketEvent> ForgetFollowers(this TicketCase its, DateTimeOffset now) =>
        its.FollowedUntil <= now ? new FollowersForgotten(its.Followers) : Decision<TicketEvent>.Nothing;

    /// <exception cref="Kernel.Refusal"><c>TIC-011</c>: it changed since.</exception>
    public static void MustBeAsSeen(this TicketCase its, string? seen)
    {
        if (seen is { Length: > 0 } && seen != "*" && seen != its.Tag) throw TicketRefusals.MovedOn();
    }

    static void MustBeOpen(this TicketCase its)
    {
        if (!its.IsOpen) throw TicketRefusals.NotNow(its.Status);
    }

    static void MustHaveRoom(this TicketCase its)
    {
        if (its.Texts >= TicketTimes.MostTexts) throw TicketRefusals.TooManyTexts();
    }
}
