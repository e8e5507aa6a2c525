using System.Text.Json;
using CasaServerless.Hosting;

namespace CasaServerless.Services.Tickets;

/// <summary>The tickets that anybody may see, the newest first: what, where and since when; neither who nor what was written.</summary>
public static class ReadPublic
{
    const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/public", async (string? arrondissement, string? service, string? status, string? continuation, TicketDesk desk, CancellationToken stop) =>
            TypedResults.Ok(await Run(arrondissement, service, status, continuation, desk, stop)))
        .OnHttp("TicketPublicList").OpenToAnyone().Limited("readings", calls: 120);

    /// <summary>A page. Of a service in one arrondissement it may be shorter than others, and still not the last.</summary>
    public static async Task<Page> Run(string? arrondissement, string? service, string? status, string? continuation, TicketDesk desk, CancellationToken stop)
    {
        var open = status switch
        {
            null or "" or "open" => true,
            "closed" => false,
            _ => throw TicketRefusals.Invalid("statut (open ou closed)", "الوضعية (open أو closed)"),
        };
        var by = service is { Length: > 0 } ? service : arrondissement is { Length: > 0 } ? arrondissement : null;
        var page = await desk.Lists.Page(TicketLists.Public(by, open), PageSize, continuation, stop);
        var items = page.Items.Select(item => JsonSerializer.Deserialize(item.Shows, TicketJson.Default.PublicTicket)!);
        if (service is { Length: > 0 } && arrondissement is { Length: > 0 }) items = items.Where(one => one.Place.Arrondissement == arrondissement);
        return new([.. items], page.Continuation);
    }

    public sealed record Page(IReadOnlyList<PublicTicket> Items, string? Continuation);
}
