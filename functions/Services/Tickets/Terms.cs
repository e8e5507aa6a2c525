using CasaServerless.Common.Referentiels;
using CasaServerless.Services.Tickets.Clock;

namespace CasaServerless.Services.Tickets;

/// <summary>By when a ticket is to be answered, and who is told before and after that. Pure.</summary>
/// <param name="Levels">Lowest first.</param>
public sealed record Terms(Deadlines Deadlines, IReadOnlyList<EscalationLevel> Levels)
{
    /// <summary>The term of what begins now, and when its first level is reached.</summary>
    /// <param name="hours">Working hours within which the service is to be answered.</param>
    public (DateTimeOffset Due, DateTimeOffset? EscalateAt) From(int hours, DateTimeOffset now)
    {
        var due = Deadlines.Answer(hours, now);
        return (due, NextLevel([], now, due));
    }

    /// <summary>The same where a clock that stood still goes on.</summary>
    public (DateTimeOffset Due, DateTimeOffset? EscalateAt) Resumed(TicketCase its, DateTimeOffset now)
    {
        var due = Deadlines.Resumed(its.AnswerBy, its.AskedAt!.Value, now);
        return (due, NextLevel(its.Escalations, its.CountsFrom + (now - its.AskedAt.Value), due));
    }

    /// <summary>The level that a ticket has reached and was not told of, the lowest first; null where there is none.</summary>
    public EscalationLevel? Reached(TicketCase its, DateTimeOffset now) =>
        Levels.FirstOrDefault(level => !its.Escalations.Contains(level.Id) && Deadlines.Reached(level.Percent, its.CountsFrom, its.AnswerBy) <= now);

    /// <summary>When the next level is reached.</summary>
    /// <param name="reached">Ids of those that were reached already.</param>
    /// <param name="from">From when the term counts.</param>
    public DateTimeOffset? NextLevel(IReadOnlyList<string> reached, DateTimeOffset from, DateTimeOffset due) =>
        Levels.FirstOrDefault(level => !reached.Contains(level.Id)) is { } next ? Deadlines.Reached(next.Percent, from, due) : null;
}
