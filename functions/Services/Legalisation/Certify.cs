using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The officer certifies. What the paper will say is fixed here: key, bureau, year, date, officer and delegation; a queue function then takes
/// the number and seals (<see cref="Seal"/>).
/// </summary>
public static class Certify
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/certification", async (string reference, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Accepted($"/api/legalisations/{reference}",
                await Run(reference, context.Caller(), counter, context.RequestAborted, context.Request.Headers.IfMatch)))
        .OnHttp("LegalisationCertify").AllowedTo(Roles.Officer);

    public static async Task<ActReceipt> Run(string reference, Caller caller, LegalisationCounter counter, CancellationToken stop, string? seen = null) =>
        ActReceipt.Of(await SigningAuthority.Certify(reference, caller, null, together: false, "LegalisationCertify", counter, stop, seen));
}
