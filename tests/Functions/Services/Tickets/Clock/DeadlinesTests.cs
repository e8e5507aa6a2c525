using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Services.Tickets.Clock;
using CsCheck;

namespace CasaServerless.Tests.Functions.Services.Tickets.Clock;

public sealed class DeadlinesTests
{
    static readonly Bilingual none = new("", "");
    static readonly WorkingHours hours = new(
        "w", [new(["monday", "tuesday", "wednesday", "thursday", "friday"], new(8, 30), new(16, 30))], new(2024, 1, 1), null, none, true);
    static readonly ServiceClock clock = new([hours], new([], []));
    static readonly Deadlines deadlines = new(clock);

    static readonly Gen<DateTimeOffset> moments =
        Gen.Int[0, 200 * 24 * 60].Select(minute => new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute));

    [Fact]
    public void An_answer_is_due_after_the_services_hours()
    {
        // Friday afternoon, half an hour before the doors close.
        var friday = new DateTimeOffset(2026, 12, 4, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2026, 12, 7, 10, 0, 0, TimeSpan.Zero), deadlines.Answer(2, friday));
        Assert.Equal(friday.AddDays(15), Deadlines.Acknowledge(friday));
    }

    [Fact]
    public void No_answer_is_due_later_than_sixty_days() => Gen.Select(moments, Gen.Int[1, 1400]).Sample((at, aim) =>
    {
        var due = deadlines.Answer(aim, at);
        Assert.True(due <= at.AddDays(60) && due > at);
        if (due < at.AddDays(60)) Assert.Equal(TimeSpan.FromHours(aim), clock.Worked(at, due));
        else Assert.True(clock.Worked(at, due) <= TimeSpan.FromHours(aim));
    });

    [Fact]
    public void A_pause_stops_the_hours_and_the_days()
    {
        var at = new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.Zero);
        Pause asked = new(at.AddHours(1), at.AddDays(7).AddHours(1));
        Assert.Equal(at.AddDays(7).AddHours(2), deadlines.Answer(2, at, [asked]));
        Assert.Equal(at.AddDays(67), deadlines.Answer(5000, at, [asked]));
    }

    [Fact]
    public void Pauses_one_by_one_are_pauses_all_at_once() => Gen.Select(moments, Gen.Int[1, 200], Gen.Int[0, 9000], Gen.Int[0, 9000]).Sample((at, aim, ahead, lasting) =>
    {
        var first = deadlines.Answer(aim, at);
        var (stopped, resumed) = (at.AddMinutes(ahead), at.AddMinutes(ahead + lasting));
        var shifted = deadlines.Resumed(first, stopped, resumed);
        Assert.True(shifted >= first);
        // As long as the days do not bind, what is left of the work is done after the pause.
        if (first < at.AddDays(50)) Assert.Equal(deadlines.Answer(aim, at, [new(stopped, resumed)]), stopped >= first ? first : shifted);
    });

    [Fact]
    public void A_part_of_the_time_is_reached_within_it() => Gen.Select(moments, Gen.Int[1, 400]).Sample((at, aim) =>
    {
        var due = deadlines.Answer(aim, at);
        var (early, late) = (deadlines.Reached(75, at, due), deadlines.Reached(150, at, due));
        Assert.True(at < early && early < due && due < late);
        Assert.Equal(clock.Worked(at, due), clock.Worked(at, deadlines.Reached(100, at, due)));
    });
}
