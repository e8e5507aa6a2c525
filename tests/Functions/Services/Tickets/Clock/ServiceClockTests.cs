using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Services.Tickets.Clock;
using CsCheck;

namespace CasaServerless.Tests.Functions.Services.Tickets.Clock;

/// <summary>The clock of answers, against what it must be whatever the moments, and against a count minute by minute.</summary>
public sealed class ServiceClockTests
{
    static readonly string[] week = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    static readonly Bilingual none = new("", "");

    // Holidays within; Ramadan 2026, with the clocks an hour back, and the law's last change of 20 September 2026.
    static readonly OfficeCalendar calendar = new(
        [
            new("aid", new(2026, 3, 20), new(2026, 3, 21), none, true, none, true), new("throne", new(2026, 7, 30), new(2026, 7, 30), none, false, none, true),
            new("one-bureau", new(2026, 3, 2), new(2026, 3, 6), none, false, none, true, "maarif-1"),
        ],
        [new("r", new(2026, 2, 19), new(2026, 3, 19), [new(week, new(9, 0), new(15, 0))], true, none, true)]);

    static readonly WorkingHours usual = new("w", [new(week, new(8, 30), new(12, 0)), new(week, new(14, 0), new(16, 30))], new(2025, 1, 1), null, none, true);

    // Nobody works at night, but were it so, the clocks would be put back and forward in the middle of it.
    static readonly WorkingHours always = new("n", [new([.. week, "saturday", "sunday"], new(1, 15), new(3, 45))], new(2025, 1, 1), null, none, true);

    static readonly ServiceClock clock = new([usual], calendar);
    static readonly ServiceClock nights = new([always], new([], []));

    // Around Ramadan 2026 and the change of the law.
    static readonly Gen<DateTimeOffset> moments = Gen.OneOf(
        Gen.Int[0, 60 * 24 * 60].Select(minute => new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute)),
        Gen.Int[0, 20 * 24 * 60].Select(minute => new DateTimeOffset(2026, 9, 10, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute)));

    static readonly Gen<IReadOnlyList<Pause>> pauses = Gen.Select(moments, Gen.Int[0, 5000]).Select((from, minutes) => new Pause(from, from.AddMinutes(minutes)))
        .List[0, 4].Select(list => (IReadOnlyList<Pause>)list);

    [Fact]
    public void No_time_is_negative_nor_longer_than_time_itself() => Gen.Select(moments, moments, pauses).Sample((from, until, still) =>
    {
        var worked = clock.Worked(from, until, still);
        Assert.True(worked >= TimeSpan.Zero);
        Assert.True(worked <= (until > from ? until - from : TimeSpan.Zero));
        Assert.True(worked <= clock.Worked(from, until));
    });

    [Fact]
    public void What_is_split_adds_up() => Gen.Select(moments, moments, moments, pauses).Sample((one, two, three, still) =>
    {
        DateTimeOffset[] at = [one, two, three];
        Array.Sort(at);
        Assert.Equal(clock.Worked(at[0], at[2], still), clock.Worked(at[0], at[1], still) + clock.Worked(at[1], at[2], still));
    });

    [Fact]
    public void A_pause_takes_away_what_was_worked_in_it_and_no_more() => Gen.Select(moments, moments, moments, moments).Sample((one, two, three, four) =>
    {
        DateTimeOffset[] at = [one, two, three, four];
        Array.Sort(at);
        Assert.Equal(clock.Worked(at[0], at[3]) - clock.Worked(at[1], at[2]), clock.Worked(at[0], at[3], [new(at[1], at[2])]));
        // Told twice, or in two pieces, it is the same pause.
        var between = at[1] + (at[2] - at[1]) / 2;
        Assert.Equal(clock.Worked(at[0], at[3], [new(at[1], at[2])]), clock.Worked(at[0], at[3], [new(between, at[2]), new(at[1], at[2]), new(at[1], between)]));
    });

    [Fact]
    public void It_counts_as_minutes_are_counted() => Gen.Select(moments, Gen.Int[0, 6 * 24 * 60], pauses).Sample((from, minutes, still) =>
    {
        var until = from.AddMinutes(minutes);
        Assert.Equal(Counted(usual, calendar, from, minutes, still), (int)clock.Worked(from, until, still).TotalMinutes);
        Assert.Equal(Counted(always, new([], []), from, minutes, still), (int)nights.Worked(from, until, still).TotalMinutes);
    });

    [Fact]
    public void The_moment_after_so_much_work_is_the_first_one() => Gen.Select(moments, Gen.Int[1, 3000], pauses).Sample((from, minutes, still) =>
    {
        var work = TimeSpan.FromMinutes(minutes);
        var at = clock.After(from, work, still)!.Value;
        Assert.Equal(work, clock.Worked(from, at, still));
        Assert.True(clock.Worked(from, at.AddMinutes(-1), still) < work);
    });

    [Fact]
    public void Ramadans_clock_changes_take_and_give_no_working_hour()
    {
        // 15 February 2026: the clocks go back in the night to Sunday; 22 March: forward again. Monday's work is a whole day all the same.
        Assert.Equal(TimeSpan.FromHours(1), CityTime.In(new(2026, 2, 14, 12, 0, 0, TimeSpan.Zero)).Offset);
        Assert.Equal(TimeSpan.Zero, CityTime.In(new(2026, 2, 16, 12, 0, 0, TimeSpan.Zero)).Offset);
        var sunday = new DateTimeOffset(2026, 2, 15, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromHours(6), clock.Worked(sunday, sunday.AddDays(2)));
        Assert.Equal(new DateTimeOffset(2026, 2, 16, 8, 30, 0, TimeSpan.Zero).AddHours(1), clock.After(sunday, TimeSpan.FromHours(1)));
        var after = new DateTimeOffset(2026, 3, 22, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2026, 3, 23, 8, 30, 0, TimeSpan.FromHours(1)).AddHours(1), clock.After(after, TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Where_nobody_works_there_is_no_such_moment()
    {
        var from = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
        Assert.Null(new ServiceClock([], calendar).After(from, TimeSpan.FromMinutes(1)));
        Assert.Null(new ServiceClock([usual with { Until = new(2026, 6, 1) }], calendar).After(from, TimeSpan.FromHours(10)));
        Assert.Equal(from, clock.After(from, TimeSpan.Zero));
    }

    // Every minute by itself: what the clocks show, which day it is, whether the doors are open.
    static int Counted(WorkingHours hours, OfficeCalendar days, DateTimeOffset from, int minutes, IReadOnlyList<Pause> pauses)
    {
        var counted = 0;
        for (var minute = 0; minute < minutes; minute++)
        {
            var at = from.AddMinutes(minute);
            if (pauses.Any(pause => pause.From <= at && at < pause.Until)) continue;
            var shown = CityTime.In(at);
            var (day, time) = (DateOnly.FromDateTime(shown.DateTime), TimeOnly.FromDateTime(shown.DateTime));
            if (days.Holidays.Any(holiday => holiday.Bureau is null && holiday.From <= day && day <= holiday.Until)) continue;
            var name = day.DayOfWeek.ToString().ToLowerInvariant();
            var ramadan = days.Ramadan.FirstOrDefault(period => period.From <= day && day <= period.Until);
            if ((ramadan?.Hours ?? hours.Hours).Any(open => open.Days.Contains(name) && open.Opens <= time && time < open.Closes)) counted++;
        }
        return counted;
    }
}
