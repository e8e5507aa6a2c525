using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>What can be booked at a bureau, and how many places are free; one transaction, however long the period.</summary>
public static class ViewSlots
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/slots", async (string bureau, string? from, string? to, AppointmentDesk desk, CancellationToken stop) =>
            TypedResults.Ok(await Run(bureau, from, to, desk, stop)))
        .OnHttp("LegalisationSlots").OpenToAnyone().Limited("readings", calls: 120);

    /// <param name="from">A day, or an instant for the day it falls on; null for today.</param>
    /// <param name="to">Included; null for the last day that can be booked.</param>
    public static async Task<Answer> Run(string bureau, string? from, string? to, AppointmentDesk desk, CancellationToken stop)
    {
        var now = desk.Clock.GetUtcNow();
        var (first, last) = (Day(from) ?? DateOnly.MinValue, Day(to) ?? DateOnly.MaxValue);
        var timetable = await desk.Timetable(bureau, stop) ?? throw AppointmentRefusals.UnknownBureau();
        var slots = timetable.Open(first, last, now).ToList();
        if (slots.Count == 0) return new([]);
        var taken = await desk.Places.Taken(bureau, slots[0].Clock, slots[^1].Clock + "~", stop);
        return new([.. slots.Select(slot => Told(slot, timetable, taken.GetValueOrDefault(slot.Clock)))]);
    }

    static SlotTold Told(Slot slot, Timetable timetable, int taken)
    {
        var start = CityTime.In(slot.StartsAt);
        return new(slot.Id, start, start.AddMinutes(timetable.Minutes), Math.Max(0, timetable.Bureau.Capacity!.PerSlot - taken));
    }

    internal static DateOnly? Day(string? text) => text is not { Length: > 0 } ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? CityTime.Day(at)
        : throw AppointmentRefusals.NoSuchDay();

    public sealed record Answer(IReadOnlyList<SlotTold> Slots);

    /// <param name="Slot">Its id.</param>
    /// <param name="Start">As the clocks of Casablanca will show it.</param>
    /// <param name="Free">Places left; 0 when it is full.</param>
    public sealed record SlotTold(string Slot, DateTimeOffset Start, DateTimeOffset End, int Free);
}
