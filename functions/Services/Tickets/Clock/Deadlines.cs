using CasaServerless.Common.Referentiels;

namespace CasaServerless.Services.Tickets.Clock;

/// <summary>By when the city owes what: the acknowledgement within 15 days, the answer within 60 (décret 2-17-265), or sooner by the service's aim. Pure.</summary>
public sealed class Deadlines(ServiceClock clock)
{
    /// <summary>Days within which a ticket is acknowledged at the latest.</summary>
    public const int AcknowledgeDays = 15;

    /// <summary>Days within which a ticket is answered at the latest.</summary>
    public const int AnswerDays = 60;

    /// <summary>When the acknowledgement is due.</summary>
    public static DateTimeOffset Acknowledge(DateTimeOffset reportedAt) => reportedAt.AddDays(AcknowledgeDays);

    /// <summary>When the answer is due: after so many working hours, never later than 60 days. Neither counts a pause.</summary>
    /// <param name="hours">The service's aim, in working hours.</param>
    public DateTimeOffset Answer(int hours, DateTimeOffset reportedAt, IReadOnlyList<Pause>? pauses = null)
    {
        var days = new[] { (reportedAt, DateTimeOffset.MaxValue) }.Between(reportedAt, DateTimeOffset.MaxValue, pauses ?? [])
            .After(TimeSpan.FromDays(AnswerDays))!.Value;
        return clock.After(reportedAt, TimeSpan.FromHours(hours), pauses) is { } aim && aim < days ? aim : days;
    }

    /// <summary>When the answer to a service's ticket is due.</summary>
    public DateTimeOffset Answer(CityService service, DateTimeOffset reportedAt, IReadOnlyList<Pause>? pauses = null) =>
        Answer(service.AnswerHours, reportedAt, pauses);

    /// <summary>When an answer is due whose clock goes on: as much work is left as there was when it was stopped. What was late is as late as before.</summary>
    /// <param name="due">When it was due.</param>
    /// <param name="stopped">When the clock was stopped.</param>
    /// <param name="resumed">When it goes on.</param>
    public DateTimeOffset Resumed(DateTimeOffset due, DateTimeOffset stopped, DateTimeOffset resumed)
    {
        if (due <= stopped || resumed <= stopped) return due;
        var shifted = due + (resumed - stopped);
        // Where no work was left before the term, it had been set by the days.
        return clock.Worked(stopped, due) is { Ticks: > 0 } left && clock.After(resumed, left) is { } aim ? aim : shifted;
    }

    /// <summary>The moment at which so much of the time to an answer is over (<see cref="EscalationLevel.Percent"/>).</summary>
    public DateTimeOffset Reached(int percent, DateTimeOffset reportedAt, DateTimeOffset due)
    {
        var whole = clock.Worked(reportedAt, due);
        var part = whole * (percent / 100.0);
        return whole > TimeSpan.Zero && clock.After(reportedAt, part) is { } at ? at : reportedAt + (due - reportedAt) * (percent / 100.0);
    }
}
