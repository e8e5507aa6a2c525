using System.Globalization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>
/// How long one would wait at a bureau now, for anyone who is thinking of going there: how many wait, and how fast the last ones were
/// received. Two transactions, however full the bureau is.
/// </summary>
public static class ViewWaiting
{
    const int Most = 200, Recent = 11;

    // Where nobody has been received yet today, and no timetable says how fast it should go.
    const double UsualMinutes = 6;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/waiting", async (string bureau, AppointmentDesk desk, CancellationToken stop) =>
            TypedResults.Ok(await Run(bureau, desk, stop)))
        .OnHttp("LegalisationWaiting").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<Answer> Run(string bureau, AppointmentDesk desk, CancellationToken stop)
    {
        var timetable = await desk.Timetable(bureau, stop) ?? throw AppointmentRefusals.UnknownBureau();
        var now = desk.Clock.GetUtcNow();
        var today = CityTime.Day(now);
        var waiting = desk.Counter.Lists.Page(VisitLists.Waiting(bureau, today), Most, null, stop);
        var received = desk.Counter.Lists.Page(VisitLists.Received(bureau, today), Recent, null, stop);
        var there = (await waiting).Items.Count;
        var pace = Pace([.. (await received).Items.Select(item => DateTimeOffset.Parse(item.Shows, CultureInfo.InvariantCulture))])
            ?? (timetable.Minutes > 0 ? (double)timetable.Minutes / timetable.Bureau.Capacity!.PerSlot : UsualMinutes);
        return new(bureau, timetable.IsOpenAt(now), there, (int)Math.Ceiling(there * pace), CityTime.In(now));
    }

    /// <summary>
    /// Minutes from one reception to the next, the middle one of the last ten so that a break at noon counts for nothing; null before there
    /// are three.
    /// </summary>
    /// <param name="received">The last one first.</param>
    internal static double? Pace(IReadOnlyList<DateTimeOffset> received)
    {
        var gaps = received.Zip(received.Skip(1), (later, earlier) => (later - earlier).TotalMinutes).Order().ToList();
        return gaps.Count < 3 ? null : gaps.Count % 2 == 1 ? gaps[gaps.Count / 2] : (gaps[gaps.Count / 2 - 1] + gaps[gaps.Count / 2]) / 2;
    }

    /// <param name="Open">Whether people are received at this moment.</param>
    /// <param name="Waiting">People who wait; at most 200.</param>
    /// <param name="EstimatedMinutes">For whoever comes now.</param>
    /// <param name="At">The moment that this was true, as the clocks of Casablanca showed it.</param>
    public sealed record Answer(string Bureau, bool Open, int Waiting, int EstimatedMinutes, DateTimeOffset At);
}
