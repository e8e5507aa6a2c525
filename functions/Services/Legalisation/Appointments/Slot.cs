using System.Globalization;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>
/// A time at which a bureau receives people by appointment, named by what the clock on its wall will show: whatever is decided about the
/// country's hour in between, half past nine stays half past nine.
/// </summary>
/// <param name="Start">Local time of Casablanca.</param>
public sealed record Slot(string Bureau, DateTime Start)
{
    const string Format = "yyyy-MM-dd'T'HH:mm";

    /// <summary>Such as <c>maarif-1@2026-11-30T09:15</c>.</summary>
    public string Id => $"{Bureau}@{Clock}";

    /// <summary>The time alone; sorts as time does.</summary>
    public string Clock => Start.ToString(Format, CultureInfo.InvariantCulture);

    public DateOnly Day => DateOnly.FromDateTime(Start);

    /// <summary>The instant at which it begins, as the time zone data of today say.</summary>
    public DateTimeOffset StartsAt => CityTime.At(Start) ?? CityTime.At(Start.AddHours(1))!.Value;

    /// <summary>The slot that an id names; null where it names none.</summary>
    public static Slot? Read(string? id) =>
        id?.Split('@') is [{ Length: > 0 and <= 60 } bureau, var clock]
        && DateTime.TryParseExact(clock, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) ? new(bureau, start) : null;
}
