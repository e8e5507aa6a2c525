using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Tickets.Figures;

/// <summary>
/// Every night: the figures of the day that is over are counted from its list and kept; those of the nights before once more, since a row may be
/// late and a reopening takes back what an earlier day counted as ended, and those that an outage left out. Repeatable: two at once write the same.
/// </summary>
public static class CountDays
{
    /// <summary>The book of days in which the figures are kept.</summary>
    public const string Book = "tickets:figures";

    // What was answered may be reopened for thirty days from its closing, which may be some time after the answer that counts.
    const int ReopenedWithin = 62;
    const int PageSize = 1000;

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule("TicketCountDays", "0 40 0 * * *",
        (_, services, stop) => Run(services.GetRequiredService<TicketDesk>(), services.GetRequiredService<DayTable>(), stop));

    /// <summary>Answers how many days were written.</summary>
    public static async Task<int> Run(TicketDesk desk, DayTable days, CancellationToken stop)
    {
        var yesterday = CityTime.Day(desk.Clock.GetUtcNow()).AddDays(-1);
        var open = await Open(desk, stop);
        return await days.Close(Book, yesterday, async (day, kept) =>
        {
            // What was open is known of the day that has just ended; of an earlier one it stays as it was counted then.
            var before = day == yesterday || kept is null ? null : JsonSerializer.Deserialize(kept, TicketFiguresJson.Default.DayFigures);
            var counted = DayFigures.Of(await Rows(day, desk, stop), day == yesterday ? open : []).KeepOpen(before);
            return JsonSerializer.Serialize(counted, TicketFiguresJson.Default.DayFigures);
        }, stop, ReopenedWithin);
    }

    internal static async Task<IReadOnlyList<TicketCounted>> Rows(DateOnly day, TicketDesk desk, CancellationToken stop)
    {
        var rows = new List<TicketCounted>();
        await foreach (var item in desk.Lists.All(TicketCounted.ListOf(day), PageSize, stop)) rows.Add(TicketCounted.Read(item));
        return rows;
    }

    static async Task<IReadOnlyList<TicketItem>> Open(TicketDesk desk, CancellationToken stop)
    {
        var open = new List<TicketItem>();
        foreach (var status in (TicketStatus[])[TicketStatus.Received, TicketStatus.Assigned, TicketStatus.AwaitingReporter])
        {
            await foreach (var item in desk.Lists.All(TicketLists.OfDesk(null, null, status), PageSize, stop))
                open.Add(JsonSerializer.Deserialize(item.Shows, TicketJson.Default.TicketItem)!);
        }
        return open;
    }
}
