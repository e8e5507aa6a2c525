using System.Text.Json;
using CasaServerless.Hosting;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>Before a ticket is opened: the open ones of the same service close by, for whoever may only want to follow. The place comes in the body.</summary>
public static class FindSimilar
{
    const int MostInSquare = 50, Most = 5;
    static readonly TimeSpan recent = TimeSpan.FromDays(60);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/similar", async (Request body, FollowerDesk desk, CancellationToken stop) => TypedResults.Ok(await Run(body, desk, stop)))
        .OnHttp("TicketSimilar").OpenToAnyone().Limited("readings", calls: 120);

    /// <summary>The nearest first, five at the most; the same few transactions however many tickets there are.</summary>
    public static async Task<Found> Run(Request body, FollowerDesk desk, CancellationToken stop)
    {
        if (body is not { Service.Length: > 0, Place: { Lat: { } lat and >= -90 and <= 90, Long: { } @long and >= -180 and <= 180 } }) return new([]);
        // Where there can be none; towards the poles a hundred metres also span countless squares.
        if ((await desk.Tickets.Boundaries.Find(lat, @long, stop)).Outside) return new([]);
        var since = desk.Tickets.Clock.GetUtcNow() - recent;
        var pages = await Task.WhenAll(Nearby.Lists(body.Service, lat, @long).Select(list => desk.Tickets.Lists.Page(list, MostInSquare, null, stop)));
        var near = from page in pages
                   from item in page.Items
                   let ticket = JsonSerializer.Deserialize(item.Shows, TicketJson.Default.PublicTicket)!
                   where ticket.ReportedAt > since
                   let metres = Nearby.Metres(lat, @long, ticket.Place.Lat!.Value, ticket.Place.Long!.Value)
                   where metres <= Nearby.Reach
                   orderby metres
                   select new Item(ticket.Reference, ticket.Status, ticket.Service, ticket.Place, ticket.ReportedAt, ticket.Followers, (int)Math.Round(metres));
        return new([.. near.Take(Most)]);
    }

    /// <param name="Service">Id of the service.</param>
    /// <param name="Place">A point; without one nothing is found.</param>
    public sealed record Request(string? Service, Place? Place);

    public sealed record Found(IReadOnlyList<Item> Items);

    /// <param name="Metres">How far it is.</param>
    public sealed record Item(
        string Reference, TicketStatus Status, string Service, PublicPlace Place, DateTimeOffset ReportedAt, int Followers, int Metres);
}
