using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Appointments;

/// <summary>A bureau's day for its officers: who is expected, and who waits, in the order in which they are called.</summary>
public static class ViewVisits
{
    const int Most = 300;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/visits", async (string bureau, string? day, HttpContext context, AppointmentDesk desk) =>
            TypedResults.Ok(await Run(bureau, day, context.Caller(), desk, context.RequestAborted)))
        .OnHttp("LegalisationVisits").AllowedTo(Roles.Officer, Roles.Manager, Roles.Auditor);

    /// <param name="day">Null for today.</param>
    public static async Task<Answer> Run(string bureau, string? day, Caller caller, AppointmentDesk desk, CancellationToken stop)
    {
        var counter = desk.Counter;
        var wanted = ViewSlots.Day(day) ?? CityTime.Day(desk.Clock.GetUtcNow());
        if (await counter.Referentiels.Bureau(bureau, stop) is null) throw AppointmentRefusals.UnknownBureau();
        await counter.MustSee(bureau, caller, stop);
        var expected = counter.Lists.Page(VisitLists.Expected(bureau, wanted), Most, null, stop);
        var waiting = counter.Lists.Page(VisitLists.Waiting(bureau, wanted), Most, null, stop);
        var now = desk.Clock.GetUtcNow();
        return new(wanted, Items(await expected, now), Items(await waiting, now));
    }

    static IReadOnlyList<VisitItem> Items(ListPage page, DateTimeOffset now) =>
        [.. page.Items.Select(item => JsonSerializer.Deserialize(item.Shows, LegalisationJson.Default.VisitItem)!)
            .Select(item => item with { Claim = Holder.Now(item.Claim, now) })];

    /// <param name="Day">Of Casablanca.</param>
    public sealed record Answer(DateOnly Day, IReadOnlyList<VisitItem> Expected, IReadOnlyList<VisitItem> Waiting);
}
