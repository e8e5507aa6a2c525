using CasaServerless.Common.Notices;
using CasaServerless.Hosting;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// Sends a reporter's access code again, to the address on file alone (<see cref="LostCode"/>). Once a day at the most: anybody may read a ticket's
/// reference, and must not be able to fill its reporter's box.
/// </summary>
public static class SendAccessCode
{
    const string Function = "TicketSendAccessCode";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/{reference}/access-code", async (string reference, TicketDesk desk, NoticeDesk notices, CancellationToken stop) =>
        {
            await Run(reference, desk, notices, stop);
            return TypedResults.Accepted((string?)null, LostCode.Receipt.Accepted);
        })
        .OnHttp(Function).OpenToAnyone().Limited("codes", calls: 5, seconds: 600);

    public static Task Run(string reference, TicketDesk desk, NoticeDesk notices, CancellationToken stop) => LostCode.Ask(
        reference, desk.Cases, desk.Kind, TicketEvent.Fields.Email, Function, notices, its => (its.Citizen, its.AskCode(desk.Clock.GetUtcNow())), stop);
}
