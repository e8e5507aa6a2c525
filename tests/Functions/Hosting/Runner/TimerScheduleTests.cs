using CasaServerless.Hosting.Runner;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Hosting.Runner;

/// <summary>When a timer runs, told by its status and the hour.</summary>
public sealed class TimerScheduleTests
{
    static readonly DateTimeOffset now = At("2026-11-24T05:00:00Z");
    static readonly DateTimeOffset never = DateTimeOffset.MinValue;
    readonly TimerSchedule nightly = new("0 0 3 * * *", new ConfigurationBuilder().Build());

    [Fact]
    public void A_new_timer_waits_for_its_hour() =>
        Assert.Equal((new TimerStatus(never, At("2026-11-25T03:00:00Z"), now), false), nightly.Begin(null, now));

    [Fact]
    public void An_hour_to_come_is_awaited()
    {
        var stored = new TimerStatus(At("2026-11-24T03:00:00.02Z"), At("2026-11-25T03:00:00Z"), At("2026-11-24T03:00:00.02Z"));
        Assert.Equal((stored, false), nightly.Begin(stored, now));
    }

    [Fact]
    public void Missed_hours_are_past_due_once()
    {
        var stored = new TimerStatus(At("2026-11-20T03:00:00.02Z"), At("2026-11-21T03:00:00Z"), At("2026-11-20T03:00:00.02Z"));
        Assert.Equal((stored, true), nightly.Begin(stored, now));
        Assert.Equal(new TimerStatus(now, At("2026-11-25T03:00:00Z"), now), nightly.After(now));
    }

    [Fact]
    public void An_hour_missed_before_the_first_run_is_past_due()
    {
        var stored = new TimerStatus(never, At("2026-11-24T03:00:00Z"), At("2026-11-23T22:00:00Z"));
        Assert.Equal((stored, true), nightly.Begin(stored, now));
    }

    [Fact]
    public void A_changed_schedule_begins_anew_and_makes_nothing_up()
    {
        var stored = new TimerStatus(At("2026-11-23T04:00:00Z"), At("2026-11-24T04:00:00Z"), At("2026-11-23T04:00:00Z"));
        Assert.Equal((new TimerStatus(never, At("2026-11-25T03:00:00Z"), now), false), nightly.Begin(stored, now));
    }

    [Fact]
    public void A_changed_schedule_whose_hour_is_still_to_come_keeps_what_it_was_reckoned_from()
    {
        var since = At("2026-11-24T04:30:00Z");
        Assert.Equal((new TimerStatus(never, At("2026-11-25T03:00:00Z"), since), false),
            nightly.Begin(new(since, At("2026-11-24T06:00:00Z"), since), now));
    }

    [Fact]
    public void A_status_that_says_nothing_begins_from_now() =>
        Assert.Equal((new TimerStatus(never, At("2026-11-25T03:00:00Z"), now), false), nightly.Begin(new(never, never, never), now));

    [Theory]
    [InlineData("0 0 3 * * *", true)]
    [InlineData("0 * * * * *", true)]
    [InlineData("* * * * *", true)]
    [InlineData("*/30 * * * * *", false)]
    [InlineData("* * * * * *", false)]
    [InlineData("*/30 0 3 * * *", true)]
    public void What_runs_more_than_once_a_minute_keeps_no_status(string schedule, bool monitored) =>
        Assert.Equal(monitored, new TimerSchedule(schedule, new ConfigurationBuilder().Build()).IsMonitored(now));

    [Fact]
    public void A_schedule_may_be_a_setting()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Casa:Nightly", "0 30 2 * * *")]).Build();
        Assert.Equal(At("2026-11-25T02:30:00Z"), new TimerSchedule("%Casa__Nightly%", settings).Next(now));
        Assert.Throws<InvalidOperationException>(() => new TimerSchedule("%Casa__Daily%", settings));
    }

    static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, null);
}
