using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>
/// The requests of a time, of some services, open or closed: the newest first, at most a thousand, by pages where the caller asks for them
/// (<c>page</c>, <c>page_size</c>). Each list that is asked for costs one transaction a page, each id that is named two at most.
/// </summary>
public static class FindRequests
{
    const int AtOnce = 16;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Open311Functions.Root + "/requests.{format}", async (string format, HttpContext context, TicketDesk desk) =>
        {
            var (answers, language, stop) = (context.Enter(format), context.Language(), context.RequestAborted);
            var filter = RequestFilter.Read(context.Request.Query, desk.Clock.GetUtcNow());
            var found = filter.Ids.Count > 0 ? await Named(filter, desk, stop)
                : [.. (await Run(filter, desk, stop)).Select(its => new ShownRequest(its))];
            var words = await RequestWords.In(language, desk, stop);
            return GeoReportAnswer.List(answers, "service_requests", "request", found, words.Write);
        })
        .Reads("Open311Requests");

    /// <summary>The page that is asked for.</summary>
    /// <exception cref="Kernel.Refusal"><c>TIC-324</c>: it begins behind the first thousand, and there is something on it.</exception>
    internal static async Task<IReadOnlyList<PublicTicket>> Run(RequestFilter filter, TicketDesk desk, CancellationToken stop)
    {
        var services = filter.Services.Count == 0 ? [null] : filter.Services.ToArray<string?>();
        var lists = services.SelectMany(service => filter.Open is { } open ? [TicketLists.Public(service, open)]
            : (string[])[TicketLists.Public(service, true), TicketLists.Public(service, false)]);
        var beyond = filter.Before >= RequestFilter.Most;
        var wanted = Math.Min(filter.Before + filter.PageSize, RequestFilter.Most);
        var pages = await Task.WhenAll(lists.Select(list => desk.Lists.Page(
            list, wanted, null, stop, before: TicketLists.Age(filter.From) + "~", from: TicketLists.Age(filter.Until))));
        var all = pages.SelectMany(page => page.Items).OrderBy(item => item.Order, StringComparer.Ordinal).ThenBy(item => item.Reference, StringComparer.Ordinal);
        if (beyond) return pages.Any(page => page.Continuation is not null) || all.Count() > RequestFilter.Most ? throw Open311Refusals.BeyondLimit() : [];
        // One that is being closed or reopened may for a moment stand in both lists, or still in the one that it leaves.
        return [.. all.Take(wanted).Select(Shown).DistinctBy(its => its.Reference).Skip(filter.Before)];
    }

    static async Task<IReadOnlyList<ShownRequest>> Named(RequestFilter filter, TicketDesk desk, CancellationToken stop)
    {
        var references = filter.Ids.Select(Reference.Read).OfType<string>().Distinct().Skip(filter.Before).Take(filter.PageSize);
        var found = new List<ShownRequest>();
        foreach (var some in references.Chunk(AtOnce))
            found.AddRange((await Task.WhenAll(some.Select(reference => ReadRequest.Run(reference, desk, stop)))).OfType<ShownRequest>());
        return found;
    }

    static PublicTicket Shown(ListItem item) => JsonSerializer.Deserialize(item.Shows, TicketJson.Default.PublicTicket)!;
}
