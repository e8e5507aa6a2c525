using CasaServerless.Hosting;

namespace CasaServerless.Services.Legalisation;

/// <summary>The sealed file, to whoever has the access code, and to the bureau.</summary>
public static class Deliver
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/legalisations/{reference}/sealed", async (string reference, HttpContext context, LegalisationCounter counter) =>
        {
            var its = await counter.Open(reference, context.Request.Headers["X-Access-Code"], context.CallerIfKnown(), context.RequestAborted);
            var file = its.State.Sealed is { } paper
                ? await counter.Blobs.Open(its.Reference, Folders.Sealed, paper.Sha256, context.RequestAborted) : null;
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Stream(file ?? throw LegalisationRefusals.NotSealed(), "application/pdf", $"{its.Reference}.pdf");
        })
        .OnHttp("LegalisationSealed").OpenToAnyone().Limited("readings", calls: 120);
}
