using CasaServerless.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation;

/// <summary>The sealed file, to whoever has the access code, and to the bureau. It begins with the document, which is not for auditors.</summary>
public static class Deliver
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/legalisations/{reference}/sealed", async (
            string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, LegalisationCounter counter) =>
        {
            var caller = context.CallerIfKnown();
            if (LegalisationCounter.OnlyAudits(caller)) throw LegalisationRefusals.NotForAuditors();
            var its = await counter.Open(reference, accessCode, caller, context.RequestAborted);
            var file = its.State.Sealed is { } paper
                ? await counter.Blobs.Open(its.Reference, Folders.Sealed, paper.Sha256, context.RequestAborted) : null;
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Stream(file ?? throw (its.Erased is null ? LegalisationRefusals.NotSealed() : LegalisationRefusals.NoLongerKept()), "application/pdf", $"{its.Reference}.pdf");
        })
        .Produces(StatusCodes.Status200OK, contentType: "application/pdf").OnHttp("LegalisationSealed").OpenToAnyone().Limited("readings", calls: 120);
}
