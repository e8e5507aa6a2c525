using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>An officer under a delegation that holds takes a certification back; whoever verifies the paper is told from then on.</summary>
public static class Revoke
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/revocation",
            async (string reference, Request request, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(reference, request, context.Caller(), counter, context.RequestAborted, context.Request.Headers.IfMatch)))
        .OnHttp("LegalisationRevoke").AllowedTo(Roles.Officer);

    public static async Task<ActReceipt> Run(
        string reference, Request request, Caller caller, LegalisationCounter counter, CancellationToken stop, string? seen = null)
    {
        var reason = PlainText.Read(request.Reason, 3, 300) ?? throw LegalisationRefusals.Invalid("motif (3 à 300 caractères)", "السبب (من 3 إلى 300 حرف)");
        // Taking an act back is an act of the same power as giving it.
        var authority = await SigningAuthority.Of(caller, counter, stop);
        var officer = authority.Officer ?? throw LegalisationRefusals.OtherBureau();
        return ActReceipt.Of(await counter.ChangeAs(officer, reference, "LegalisationRevoke",
            state => authority.Lacks is null ? state.Revoke(reason) : throw LegalisationRefusals.NoDelegationToRevoke(), stop, seen));
    }

    /// <param name="Reason">3 to 300 characters, about the act and not about a person: it stays in the history.</param>
    public sealed record Request(string? Reason);
}
