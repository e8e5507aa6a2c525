using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>The reporter adds something, or answers what they were asked.</summary>
public static class WriteMessage
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/messages", async (
            string reference, TicketText body, [FromHeader(Name = "X-Access-Code")] string? accessCode,
            [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, TicketDesk desk) =>
            context.Told(await Run(reference, body, accessCode, idempotencyKey, desk, context.RequestAborted)))
        .OnHttp("TicketWriteMessage").OpenToAnyone().Limited("messages", calls: 30);

    public static async Task<Case<TicketCase>> Run(
        string reference, TicketText body, string? code, string? idempotencyKey, TicketDesk desk, CancellationToken stop)
    {
        var text = TicketText.Read(body.Text);
        var (terms, now) = (await desk.Terms(stop), desk.Clock.GetUtcNow());
        return await desk.ChangeAsReporter(reference, code, "TicketWriteMessage",
            its => its.State.Write(text, ticket => terms.Resumed(ticket, now)), stop, idempotencyKey, text);
    }
}
