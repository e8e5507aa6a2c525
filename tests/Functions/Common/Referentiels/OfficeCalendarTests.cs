using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Common.Referentiels;

public sealed class OfficeCalendarTests(Azurite azurite)
{
    static readonly string[] week = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    static readonly Bilingual none = new("", "");
    static readonly Bureau bureau = new("maarif-1", "maarif", none, none,
    [
        new(["friday"], new(14, 0), new(16, 30)), new(week, new(8, 30), new(12, 0)),
    ], [], true);

    [Fact]
    public void A_day_with_a_break_stands_in_its_order()
    {
        var hours = new OfficeCalendar([], []).HoursOn(bureau, new(2026, 12, 4));
        Assert.Equal([new TimeOnly(8, 30), new TimeOnly(14, 0)], hours.Select(open => open.Opens));
    }

    [Fact]
    public void A_holiday_closes_every_bureau_and_a_closure_its_own()
    {
        var holiday = new Holiday("h", new(2026, 5, 27), new(2026, 5, 28), none, true, none, true);
        Assert.Empty(new OfficeCalendar([holiday], []).HoursOn(bureau, new(2026, 5, 28)));
        Assert.NotEmpty(new OfficeCalendar([holiday], []).HoursOn(bureau, new(2026, 5, 29)));
        Assert.NotEmpty(new OfficeCalendar([holiday with { Bureau = "anfa-1" }], []).HoursOn(bureau, new(2026, 5, 27)));
        Assert.Empty(new OfficeCalendar([holiday with { Bureau = "maarif-1" }], []).HoursOn(bureau, new(2026, 5, 27)));
    }

    [Fact]
    public void Ramadan_overrules_the_hours_but_opens_no_closed_day()
    {
        string[] all = [.. week, "saturday", "sunday"];
        var calendar = new OfficeCalendar([], [new("r", new(2027, 2, 8), new(2027, 3, 9), [new(all, new(9, 0), new(15, 0))], true, none, true)]);
        Assert.Equal(new TimeOnly(9, 0), Assert.Single(calendar.HoursOn(bureau, new(2027, 2, 12))).Opens);
        Assert.Empty(calendar.HoursOn(bureau, new(2027, 2, 13)));
        Assert.Equal(new TimeOnly(8, 30), Assert.Single(calendar.HoursOn(bureau, new(2027, 3, 10))).Opens);
    }

    [Theory]
    [InlineData(2026, 1, 14, false)]
    [InlineData(2026, 10, 31, false)]
    [InlineData(2027, 8, 21, false)]
    [InlineData(2027, 3, 11, true)]
    public async Task The_seeded_holidays_are_those_of_the_decree(int year, int month, int day, bool provisional)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var store = city.Services.GetRequiredService<ReferentielStore>();
        var calendar = await store.Calendar(default);
        Assert.Equal(provisional, calendar.HolidayOn("maarif-1", new(year, month, day))!.Provisional);
        Assert.Null(calendar.HolidayOn("maarif-1", new(year, 12, 1)));
        // Eleven fixed days, and four feasts of which three last two days.
        Assert.Equal(11 + 4 + 3, calendar.Holidays.Where(holiday => holiday.From.Year == year).Sum(holiday => holiday.Until.DayNumber - holiday.From.DayNumber + 1));
        var its = (await store.Bureau("maarif-1", default))!;
        Assert.Equal(new BureauCapacity(15, 3), its.Capacity);
        Assert.Contains("signature", its.Services);
    }
}
