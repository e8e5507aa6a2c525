using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>An officer takes a certification back; whoever verifies the paper is told from then on.</summary>
public static class Revoke
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/revocation",
            async (string reference, Request request, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(reference, request, context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationRevoke").AllowedTo(Roles.Officer);

    public static async Task<ActReceipt> Run(
        string reference, Request request, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var reason = request.Reason?.Trim() is { Length: >= 3 and <= 300 } text ? text : throw LegalisationRefusals.ReasonMissing();
        var officer = await counter.Officer(caller, stop);
        return ActReceipt.Of(await counter.ChangeAs(officer, reference, "LegalisationRevoke", state => state.Revoke(reason), stop));
    }

    /// <param name="Reason">3 to 300 characters, about the act and not about a person: it stays in the history.</param>
    public sealed record Request(string? Reason);
}
