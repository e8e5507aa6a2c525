using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>One request as anybody may see it. What was written stands in it only where its reporter was told so beforehand.</summary>
public static class ReadRequest
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Open311Functions.Root + "/requests/{id}.{format}", async (string id, string format, HttpContext context, TicketDesk desk) =>
        {
            var (answers, stop) = (context.Enter(format), context.RequestAborted);
            var found = Reference.Read(id) is { } reference ? await Run(reference, desk, stop) : null;
            if (found is null) throw Open311Refusals.UnknownRequest();
            var words = await RequestWords.In(context.Language(), desk, stop);
            return GeoReportAnswer.List(answers, "service_requests", "request", [found], words.Write);
        })
        .Reads("Open311Request");

    /// <summary>Null where there is none. Two transactions at most.</summary>
    internal static async Task<ShownRequest?> Run(string reference, TicketDesk desk, CancellationToken stop)
    {
        if (await desk.Cases.Find(desk.Kind, reference, stop) is not { } its) return null;
        var shown = PublicTicket.Of(its.Reference, its.State);
        if (!its.State.TextIsPublic || its.Erased is not null) return new(shown);
        return new(shown) { Description = await desk.Cases.TextOf(its.Reference, 1, stop), Address = its.Personal[Fields.Address] };
    }
}
