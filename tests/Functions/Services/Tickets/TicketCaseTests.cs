using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>What follows from a ticket's events for its terms. Pure.</summary>
public sealed class TicketCaseTests
{
    static readonly DateTimeOffset start = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero), due = start.AddDays(3);

    [Fact]
    public void Who_is_asked_again_has_been_asked_since_the_first_question()
    {
        var its = After((0, Reported), (1, new ReporterAsked()), (5, new ReporterAsked()));
        Assert.Equal(start.AddDays(1), its.AskedAt);
        // All of the time counts as a pause: six days, and not two.
        its = Then(its, 7, new MessageWritten(due.AddDays(6)));
        Assert.Equal(start.AddDays(6), its.CountsFrom);
    }

    [Fact]
    public void What_is_answered_while_the_clock_stands_still_is_as_early_as_when_it_was_stopped()
    {
        var onTime = After((0, Reported), (1, new ReporterAsked()), (20, new Answered()));
        Assert.True(onTime.EndedAt <= onTime.AnswerBy);
        Assert.Equal(TimeSpan.FromDays(1), onTime.EndedAt - onTime.CountsFrom);
        var late = After((0, Reported), (4, new ReporterAsked()), (20, new Answered()));
        Assert.False(late.EndedAt <= late.AnswerBy);
    }

    [Fact]
    public void What_is_answered_first_and_closed_later_may_be_reopened_for_thirty_days_from_its_closing()
    {
        var its = After((0, Reported), (1, new Answered()));
        Assert.Equal(start.AddDays(31), its.ReopenUntil);
        its = Then(its, 40, new TicketEvent.Closed(TicketOutcome.Solved));
        Assert.Equal(start.AddDays(70), its.ReopenUntil);
        // A rating, or a letter, changes nothing of it.
        Assert.Equal(start.AddDays(70), Then(its, 41, new Rated(4)).ReopenUntil);
        Assert.Equal(start.AddDays(1), its.EndedAt);
    }

    static Reported Reported { get; } = new(
        TicketType.Complaint, "fr", "autre", "triage", null, null, null, false, false, "web", "c", 24, due, false);

    static TicketCase After(params (int Day, TicketEvent Event)[] happened) =>
        happened.Aggregate(TicketCase.Nothing, (its, one) => Then(its, one.Day, one.Event));

    static TicketCase Then(TicketCase its, int day, TicketEvent happened) => its.After(
        new Recorded<TicketEvent>(its.Version + 1, start.AddDays(day), new Actor("city", "city"), "Test", happened, new Dictionary<string, string>()));
}
