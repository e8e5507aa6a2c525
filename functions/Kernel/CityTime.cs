namespace CasaServerless.Kernel;

/// <summary>
/// Days and hours as Casablanca counts them: UTC+1, and UTC+0 in Ramadan, until 20 September 2026 at 02:00; UTC+0 since. As the time zone
/// data of the machine say, for the law may change again.
/// </summary>
public static class CityTime
{
    // The first noon that older data than 2026c (8 July 2026) have an hour too early.
    static readonly DateTimeOffset told = new(2026, 9, 20, 12, 0, 0, TimeSpan.Zero);
    static readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");

    public static DateTimeOffset In(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone);

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(In(instant).DateTime);

    /// <summary>
    /// The instant at which the city's clocks show this; the first one in an hour that they showed twice, null in an hour that they skipped.
    /// </summary>
    public static DateTimeOffset? At(DateTime onTheClock)
    {
        var instant = new DateTimeOffset(onTheClock, zone.GetUtcOffset(onTheClock));
        // TimeZoneInfo does not call Morocco's skipped hours invalid: they are those that no instant shows.
        return In(instant).DateTime == onTheClock ? instant : null;
    }

    /// <summary>
    /// Whether the machine's data know of the last change of the law. With older ones every hour that is shown is an hour too late, and what
    /// is certified between 23:00 and midnight is dated of the next day, under the next day's delegation.
    /// </summary>
    public static bool IsKnown(TimeZoneInfo? data = null) => (data ?? zone).GetUtcOffset(told) == TimeSpan.Zero;
}
