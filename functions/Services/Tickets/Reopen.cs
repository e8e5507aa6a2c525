using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets;

/// <summary>The reporter is not content with how a ticket ended, within thirty days; it goes back to its operator with a new term.</summary>
public static class Reopen
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/reopening", async (
            string reference, TicketText body, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, TicketDesk desk) =>
            context.Told(await Run(reference, body, accessCode, desk, context.RequestAborted)))
        .OnHttp("TicketReopen").OpenToAnyone().Limited("messages", calls: 30);

    public static async Task<Case<TicketCase>> Run(string reference, TicketText body, string? code, TicketDesk desk, CancellationToken stop)
    {
        var text = TicketText.Read(body.Text);
        var (terms, now) = (await desk.Terms(stop), desk.Clock.GetUtcNow());
        return await desk.ChangeAsReporter(reference, code, "TicketReopen", its =>
        {
            var (due, level) = terms.From(its.State.AnswerHours, now);
            return its.State.Reopen(text, now, due, level);
        }, stop);
    }
}
