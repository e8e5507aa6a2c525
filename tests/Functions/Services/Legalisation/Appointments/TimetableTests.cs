using System.Globalization;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Services.Legalisation.Appointments;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Appointments;

/// <summary>Slots from hours, holidays, Ramadan and capacity, on the clocks of Casablanca.</summary>
public sealed class TimetableTests
{
    static readonly Bilingual any = new("-", "-");
    static readonly string[] week = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    static readonly OpeningHours usual = new(week, new(8, 30), new(16, 30));
    static readonly RamadanHours ramadan = new(
        "r", new(2026, 2, 19), new(2026, 3, 19), [new(week, new(9, 0), new(15, 0))], true, any, true);
    static readonly Holiday independence = new("h", new(2026, 11, 18), new(2026, 11, 18), any, false, any, false);

    [Fact]
    public void A_day_is_cut_into_slots_and_the_last_one_ends_before_the_door_closes()
    {
        var slots = On("2026-11-30", usual);
        Assert.Equal((32, "2026-11-30T08:30", "2026-11-30T16:15"), (slots.Count, slots[0].Clock, slots[^1].Clock));
        Assert.Equal("2026-11-30T10:00", On("2026-11-30", 45, new OpeningHours(week, new(8, 30), new(11, 15)))[^1].Clock);
    }

    [Fact]
    public void A_break_at_noon_has_no_slot()
    {
        var slots = On("2026-11-30", new OpeningHours(week, new(14, 0), new(16, 0)), new OpeningHours(week, new(9, 0), new(12, 0)));
        Assert.Equal((20, "2026-11-30T09:00"), (slots.Count, slots[0].Clock));
        Assert.DoesNotContain(slots, slot => slot.Start.Hour is 12 or 13);
    }

    [Theory]
    [InlineData("2026-11-29")]
    [InlineData("2026-11-18")]
    public void A_sunday_and_a_holiday_have_none(string day) => Assert.Empty(On(day, usual));

    [Fact]
    public void A_bureau_without_capacity_takes_no_appointments() => Assert.Empty(On("2026-11-30", 0, usual));

    [Fact]
    public void In_Ramadan_its_hours_hold_and_the_clocks_are_an_hour_back()
    {
        // In 2026 the clocks went back on 15 February, the fast began on the 19th and ended on 19 March, the clocks went forward on the 22nd.
        Assert.Equal(Instant("2026-02-13T07:30Z"), On("2026-02-13", usual)[0].StartsAt);
        Assert.Equal(Instant("2026-02-16T08:30Z"), On("2026-02-16", usual)[0].StartsAt);
        var fasting = On("2026-02-19", usual);
        Assert.Equal((24, Instant("2026-02-19T09:00Z"), Instant("2026-02-19T14:45Z")), (fasting.Count, fasting[0].StartsAt, fasting[^1].StartsAt));
        Assert.Equal(Instant("2026-03-20T08:30Z"), On("2026-03-20", usual)[0].StartsAt);
        Assert.Equal(Instant("2026-03-23T07:30Z"), On("2026-03-23", usual)[0].StartsAt);
        // And back for good on 20 September.
        Assert.Equal(Instant("2026-09-18T07:30Z"), On("2026-09-18", usual)[0].StartsAt);
        Assert.Equal(Instant("2026-09-21T08:30Z"), On("2026-09-21", usual)[0].StartsAt);
    }

    [Theory]
    [InlineData("2026-02-15", 24)]
    [InlineData("2026-03-22", 20)]
    [InlineData("2026-09-20", 24)]
    [InlineData("2026-11-29", 24)]
    public void In_the_nights_in_which_the_clocks_change_no_slot_is_shown_twice_and_none_that_never_comes(string sunday, int count)
    {
        var slots = On(sunday, new OpeningHours(["sunday"], new(0, 0), new(6, 0)));
        Assert.Equal(count, slots.Count);
        Assert.Equal(slots.Select(slot => slot.StartsAt).Distinct().Order(), slots.Select(slot => slot.StartsAt));
        Assert.All(slots, slot => Assert.Equal(slot.Start, CityTime.In(slot.StartsAt).DateTime));
    }

    [Theory]
    [InlineData("2026-11-30T08:00:00Z", "2026-11-30T08:30")]
    [InlineData("2026-11-30T08:00:01Z", "2026-11-30T08:45")]
    [InlineData("2026-11-30T16:00:00Z", "2026-12-01T08:30")]
    // Half past midnight in Casablanca, still the day before in Greenwich.
    [InlineData("2026-06-28T23:30:00Z", "2026-06-29T08:30")]
    public void The_next_half_hour_cannot_be_booked(string now, string first) =>
        Assert.Equal(first, Table(usual).Open(DateOnly.MinValue, DateOnly.MaxValue, Instant(now)).First().Clock);

    [Fact]
    public void Thirty_days_ahead_can_be_booked_and_the_thirty_first_cannot()
    {
        // Monday in Greenwich, and Tuesday in Casablanca for half an hour.
        var (table, now) = (Table(usual), Instant("2026-06-29T23:30Z"));
        Assert.Equal("2026-07-30T16:15", table.Open(DateOnly.MinValue, DateOnly.MaxValue, now).Last().Clock);
        Assert.Equal(3, table.Places(Slot.Read("b@2026-07-30T16:15")!, now));
        Assert.Equal(0, table.Places(Slot.Read("b@2026-07-31T09:00")!, now));
        Assert.Equal(0, table.Places(Slot.Read("b@2026-07-30T16:10")!, now));
        Assert.Equal(0, table.Places(Slot.Read("c@2026-07-30T16:15")!, now));
    }

    [Theory]
    [InlineData("b@2026-11-30T09:15", true)]
    [InlineData("b@2026-11-30T9:15", false)]
    [InlineData("b@2026-02-30T09:15", false)]
    [InlineData("@2026-11-30T09:15", false)]
    [InlineData("b@2026-11-30T09:15@", false)]
    [InlineData("b", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_slot_is_read_as_it_is_written_or_not_at_all(string? id, bool real) => Assert.Equal(real ? id : null, Slot.Read(id)?.Id);

    static List<Slot> On(string day, params OpeningHours[] hours) => On(day, 15, hours);

    static List<Slot> On(string day, int minutes, params OpeningHours[] hours) =>
        [.. Table(minutes, hours).On(DateOnly.Parse(day, CultureInfo.InvariantCulture))];

    static Timetable Table(params OpeningHours[] hours) => Table(15, hours);

    static Timetable Table(int minutes, params OpeningHours[] hours) => new(
        new("b", "a", any, any, hours, ["signature"], true, minutes == 0 ? null : new(minutes, 3)), new([independence], [ramadan]));

    static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
