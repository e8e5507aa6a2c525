using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>The judged document, for the officer who compares it with the original.</summary>
public static class OpenDocument
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/legalisations/{reference}/document", async (string reference, HttpContext context, LegalisationCounter counter) =>
        {
            var its = await counter.OfBureau(reference, context.Caller(), context.RequestAborted);
            var file = its.State.Judged is { } judged
                ? await counter.Blobs.Open(its.Reference, Folders.Judged, judged.Sha256, context.RequestAborted) : null;
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Stream(file ?? throw LegalisationRefusals.NoDocument(), "application/pdf", $"{its.Reference}.pdf");
        })
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf").OnHttp("LegalisationDocument").AllowedTo(Roles.Officer, Roles.Manager);
}
