using CasaServerless.Kernel;

namespace CasaServerless.Tests.Functions.Kernel;

public sealed class CityTimeTests
{
    // Needs time zone data of 2026c or newer: debian-packages.txt says so, and `casa.cs test` fetches them where it may.
    [Theory]
    [InlineData("2026-07-01T23:30:00Z", "2026-07-02T00:30:00+01:00")]
    [InlineData("2026-03-01T23:30:00Z", "2026-03-01T23:30:00+00:00")]
    [InlineData("2026-09-20T00:59:59Z", "2026-09-20T01:59:59+01:00")]
    [InlineData("2026-09-20T01:00:00Z", "2026-09-20T01:00:00+00:00")]
    [InlineData("2026-11-24T23:30:00Z", "2026-11-24T23:30:00+00:00")]
    [InlineData("2027-07-01T23:30:00Z", "2027-07-01T23:30:00+00:00")]
    public void The_city_s_hour_is_that_of_its_law(string instant, string shown)
    {
        var here = DateTimeOffset.Parse(shown, System.Globalization.CultureInfo.InvariantCulture);
        var its = CityTime.In(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((here.DateTime, here.Offset), (its.DateTime, its.Offset));
        Assert.Equal(DateOnly.FromDateTime(here.DateTime), CityTime.Day(its.ToUniversalTime()));
    }

    [Theory]
    [InlineData("2026-02-13T09:00", "2026-02-13T08:00Z")]
    [InlineData("2026-02-16T09:00", "2026-02-16T09:00Z")]
    [InlineData("2026-03-23T09:00", "2026-03-23T08:00Z")]
    [InlineData("2026-11-30T09:00", "2026-11-30T09:00Z")]
    [InlineData("2027-02-15T09:00", "2027-02-15T09:00Z")]
    // Shown twice: the first one.
    [InlineData("2026-02-15T02:30", "2026-02-15T01:30Z")]
    [InlineData("2026-02-15T03:00", "2026-02-15T03:00Z")]
    [InlineData("2026-09-20T01:30", "2026-09-20T00:30Z")]
    [InlineData("2026-09-20T02:00", "2026-09-20T02:00Z")]
    // Skipped.
    [InlineData("2026-03-22T02:00", null)]
    [InlineData("2026-03-22T02:59", null)]
    [InlineData("2026-03-22T03:00", "2026-03-22T02:00Z")]
    public void What_the_clocks_show_is_an_instant_or_none(string clock, string? instant) => Assert.Equal(
        instant is null ? null : DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture),
        CityTime.At(DateTime.Parse(clock, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Data_that_do_not_know_the_last_change_are_found_out()
    {
        Assert.True(CityTime.IsKnown(TimeZoneInfo.Utc));
        Assert.False(CityTime.IsKnown(TimeZoneInfo.CreateCustomTimeZone("until 2026", TimeSpan.FromHours(1), null, null)));
    }
}
