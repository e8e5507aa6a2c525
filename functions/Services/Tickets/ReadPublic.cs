using System.Text.Json;
using System.Text.RegularExpressions;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets;

/// <summary>The tickets that anybody may see, the newest first: what, where and since when; neither who nor what was written.</summary>
public static partial class ReadPublic
{
    // A phone on a slow line waits for each of them, and the page with its map holds to 150 kB.
    const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/public", async (string? arrondissement, string? service, string? status, string? continuation, TicketDesk desk, CancellationToken stop) =>
            TypedResults.Ok(await Run(arrondissement, service, status, continuation, desk, stop)))
        .OnHttp("TicketPublicList").OpenToAnyone().Limited("readings", calls: 120);

    /// <summary>A page. Of a service in one arrondissement it may be shorter than others, and still not the last.</summary>
    public static async Task<Page> Run(string? arrondissement, string? service, string? status, string? continuation, TicketDesk desk, CancellationToken stop)
    {
        bool? open = status switch
        {
            null or "" or "open" => true,
            "closed" => false,
            "all" => null,
            _ => throw TicketRefusals.Invalid("statut (open, closed ou all)", "الوضعية (open أو closed أو all)"),
        };
        var by = service is { Length: > 0 } ? service : arrondissement is { Length: > 0 } ? arrondissement : null;
        var page = open is { } one ? await desk.Lists.Page(TicketLists.Public(by, one), PageSize, continuation, stop) : await Both(by, continuation, desk, stop);
        var items = page.Items.Select(item => JsonSerializer.Deserialize(item.Shows, TicketJson.Default.PublicTicket)!);
        if (service is { Length: > 0 } && arrondissement is { Length: > 0 }) items = items.Where(one => one.Place.Arrondissement == arrondissement);
        return new([.. items], page.Continuation);
    }

    // Both lists go on behind the last item that was told.
    static async Task<ListPage> Both(string? by, string? continuation, TicketDesk desk, CancellationToken stop)
    {
        if (continuation is not null && !Cursor().IsMatch(continuation)) throw TicketRefusals.Invalid("suite (continuation)", "المتابعة (continuation)");
        var pages = await Task.WhenAll(((bool[])[true, false]).Select(open =>
            desk.Lists.Page(TicketLists.Public(by, open), PageSize, null, stop, from: continuation is null ? null : continuation + "!")));
        // One that is being closed or reopened may for a moment stand in both.
        var all = pages.SelectMany(page => page.Items).OrderBy(item => item.Order, StringComparer.Ordinal).ThenBy(item => item.Reference, StringComparer.Ordinal)
            .DistinctBy(item => item.Reference).ToList();
        var told = all.Take(PageSize).ToList();
        return new(told, all.Count > told.Count || pages.Any(page => page.Continuation is not null) ? $"{told[^1].Order}|{told[^1].Reference}" : null);
    }

    [GeneratedRegex(@"^\d{19}\|TIC-[0-9A-Z-]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Cursor();

    public sealed record Page(IReadOnlyList<PublicTicket> Items, string? Continuation);
}
