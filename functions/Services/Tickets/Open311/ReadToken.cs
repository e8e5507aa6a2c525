using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>
/// The request that a token stands for. Here each has its number at once and no token is ever given; a client that asks all the same finds
/// that number under itself.
/// </summary>
public static class ReadToken
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet(Open311Functions.Root + "/tokens/{token}.{format}", async (string token, string format, HttpContext context, TicketDesk desk) =>
        {
            var answers = context.Enter(format);
            var its = Reference.Read(token) is { } reference ? await desk.Cases.Find(desk.Kind, reference, context.RequestAborted) : null;
            if (its is null) throw Open311Refusals.UnknownToken();
            return GeoReportAnswer.List(answers, "service_requests", "request", [its.Reference], (writer, found) =>
            {
                writer.Text("service_request_id", found);
                writer.Text("token", found);
            });
        })
        .Reads("Open311Token");
}
