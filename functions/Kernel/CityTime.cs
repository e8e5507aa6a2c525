namespace CasaServerless.Kernel;

/// <summary>Days as Casablanca counts them: UTC+1, and UTC+0 in Ramadan, as the time zone data say.</summary>
public static class CityTime
{
    static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");

    public static DateTimeOffset In(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(In(instant).DateTime);
}
