using System.Globalization;
using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>The desk's lists: an operator's tickets in one status, the first due first; managers and auditors see every operator's.</summary>
public static class ReadTickets
{
    const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets", async (
            string? status, string? @operator, string? arrondissement, string? due, bool? urgent, string? continuation, HttpContext context, TicketDesk desk) =>
            TypedResults.Ok(await Run(new(status, @operator, arrondissement, due, urgent == true), continuation, context.Caller(), desk, context.RequestAborted)))
        .OnHttp("TicketList").AllowedTo(Roles.Agent, Roles.Manager, Roles.Auditor);

    public static async Task<Page> Run(Filter filter, string? continuation, Caller caller, TicketDesk desk, CancellationToken stop)
    {
        var its = await desk.OperatorOf(caller, stop);
        if (its is not null && filter.Operator is { Length: > 0 } other && other != its) throw TicketRefusals.OtherOperator();
        var who = its ?? (filter.Operator is { Length: > 0 } ? filter.Operator : null);
        var status = filter.Status is null or "" ? TicketStatus.Received
            : KebabText.Read<TicketStatus>(filter.Status) ?? throw TicketRefusals.Invalid("statut (status)", "الوضعية (status)");
        var before = filter.Due is null or "" ? null
            : DateTimeOffset.TryParse(filter.Due, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var due) ? TicketLists.Due(due)
            : throw TicketRefusals.Invalid("échéance (due)", "الأجل (due)");
        var list = filter.Urgent ? TicketLists.Urgent(who)
            : TicketLists.OfDesk(who, filter.Arrondissement is { Length: > 0 } ? filter.Arrondissement : null, status);
        var page = await desk.Lists.Page(list, PageSize, continuation, stop, before);
        return new([.. page.Items.Select(item => JsonSerializer.Deserialize(item.Shows, TicketJson.Default.TicketItem)!)], page.Continuation);
    }

    /// <summary>Which tickets.</summary>
    /// <param name="Due">Only what is due before this moment (RFC 3339).</param>
    /// <param name="Urgent">Open tickets that are a danger to life, whatever their status and place.</param>
    public sealed record Filter(string? Status, string? Operator, string? Arrondissement, string? Due, bool Urgent);

    public sealed record Page(IReadOnlyList<TicketItem> Items, string? Continuation);
}
