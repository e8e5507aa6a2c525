using System.Runtime.CompilerServices;
using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>The digest of this moment, as the next letter would tell it: an agent's own operator's, or any for managers and auditors.</summary>
public static class ReadDigest
{
    const int PageSize = 1000;
    static readonly TimeSpan first = TimeSpan.FromDays(1);
    static readonly TicketStatus[] open = [TicketStatus.Received, TicketStatus.Assigned, TicketStatus.AwaitingReporter];

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/digest", async (string? @operator, HttpContext context, DigestDesk desk) =>
            TypedResults.Ok(await Run(@operator, context.Caller(), desk, context.RequestAborted)))
        .OnHttp("TicketReadDigest").AllowedTo(Roles.Agent, Roles.Manager, Roles.Auditor);

    /// <exception cref="Kernel.Refusal"><c>TIC-012</c>: another operator's; <c>TIC-013</c>: which one is not said, or not known.</exception>
    public static async Task<Digest> Run(string? @operator, Caller caller, DigestDesk desk, CancellationToken stop)
    {
        var tickets = desk.Tickets;
        var its = await tickets.OperatorOf(caller, stop);
        if (its is not null && @operator is { Length: > 0 } && @operator != its) throw TicketRefusals.OtherOperator();
        its ??= (await tickets.Referentiels.Operator(@operator ?? "", stop))?.Id ?? throw TicketRefusals.UnknownOperator();
        var told = (await tickets.Lists.Page(DigestKind.All, 1, null, stop, before: its + "~", from: its + "|")).Items is [var kept]
            ? (await tickets.Cases.Find(desk.Kind, kept.Reference, stop))?.State.Until : null;
        return await Of(its, told, tickets.Clock.GetUtcNow(), tickets, stop);
    }

    /// <summary>From the operator's open list: a transaction for each thousand tickets.</summary>
    /// <param name="told">Up to when the last digest told; null before the first, which tells of a day.</param>
    internal static Task<Digest> Of(string @operator, DateTimeOffset? told, DateTimeOffset until, TicketDesk desk, CancellationToken stop) =>
        Digest.Of(@operator, Open(@operator, desk, stop), told ?? until - first, until, desk.Clock.GetUtcNow());

    static async IAsyncEnumerable<TicketItem> Open(string @operator, TicketDesk desk, [EnumeratorCancellation] CancellationToken stop)
    {
        foreach (var status in open)
        {
            await foreach (var item in desk.Lists.All(TicketLists.OfDesk(@operator, null, status), PageSize, stop))
                yield return JsonSerializer.Deserialize(item.Shows, TicketJson.Default.TicketItem)!;
        }
    }
}
