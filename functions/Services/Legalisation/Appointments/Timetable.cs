using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>
/// When a bureau receives by appointment: its hours, but for holidays and Ramadan, cut into slots. Days and hours of Casablanca; pure.
/// </summary>
public sealed record Timetable(Bureau Bureau, OfficeCalendar Calendar)
{
    /// <summary>Nobody books what begins sooner than that.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromMinutes(30);

    /// <summary>How many days ahead people book, today not counted.</summary>
    public const int DaysAhead = 30;

    /// <summary>Length of a slot in minutes; 0 where the bureau takes no appointments.</summary>
    public int Minutes => Bureau.Capacity is { SlotMinutes: > 0, PerSlot: > 0 } capacity ? capacity.SlotMinutes : 0;

    /// <summary>The slots of a day, in their order; whoever comes in the last one is out before the bureau closes.</summary>
    public IEnumerable<Slot> On(DateOnly day)
    {
        if (Minutes == 0) yield break;
        var length = TimeSpan.FromMinutes(Minutes);
        foreach (var hours in Calendar.HoursOn(Bureau, day))
        {
            for (var from = hours.Opens.ToTimeSpan(); from + length <= hours.Closes.ToTimeSpan(); from += length)
            {
                var start = day.ToDateTime(TimeOnly.MinValue) + from;
                // In a night in which the clocks go forward an hour is missing.
                if (CityTime.At(start) is not null) yield return new(Bureau.Id, start);
            }
        }
    }

    /// <summary>How many places a slot has for whoever asks now: none when it is no slot of this bureau, too soon, or too far ahead.</summary>
    public int Places(Slot slot, DateTimeOffset now) => IsOpen(slot, now) && On(slot.Day).Contains(slot) ? Bureau.Capacity!.PerSlot : 0;

    /// <summary>Whether a slot stands in the timetable, be it past.</summary>
    public bool Has(Slot slot) => On(slot.Day).Contains(slot);

    /// <summary>What may be booked now, from one day to another (both included).</summary>
    public IEnumerable<Slot> Open(DateOnly from, DateOnly until, DateTimeOffset now)
    {
        var (first, last) = (CityTime.Day(now), CityTime.Day(now).AddDays(DaysAhead));
        for (var day = from > first ? from : first; day <= until && day <= last; day = day.AddDays(1))
        {
            foreach (var slot in On(day).Where(slot => IsOpen(slot, now))) yield return slot;
        }
    }

    /// <summary>Whether people are received at this moment.</summary>
    public bool IsOpenAt(DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(CityTime.In(now).DateTime);
        return Calendar.HoursOn(Bureau, CityTime.Day(now)).Any(hours => hours.Opens <= time && time < hours.Closes);
    }

    static bool IsOpen(Slot slot, DateTimeOffset now) =>
        slot.StartsAt >= now + Notice && slot.Day <= CityTime.Day(now).AddDays(DaysAhead);
}
