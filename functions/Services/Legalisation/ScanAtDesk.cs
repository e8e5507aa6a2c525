using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// An officer scans the paper at the desk: one that was just signed before them, or that its owner could not send. Answers where the scan goes;
/// it is judged like any other and takes the place of what was sent before.
/// </summary>
public static class ScanAtDesk
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/scan", async (string reference, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(reference, context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationScanAtDesk").AllowedTo(Roles.Officer);

    public static async Task<UploadAddress> Run(string reference, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var officer = await counter.Officer(caller, stop);
        var its = await counter.OfBureau(reference, caller, stop);
        its.State.MustBeFreeFor(officer.Id, counter.Clock.GetUtcNow(), null);
        return its.State.AwaitsUpload || its.State.Status == LegalisationStatus.Submitted
            ? UploadAddress.For(its.Reference, counter, officer.Id) : throw LegalisationRefusals.NotNow(its.State.Status);
    }
}
