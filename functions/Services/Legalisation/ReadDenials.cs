using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>A bureau's cases that somebody tried to certify without the right to, for managers and auditors; the cases' histories keep every attempt.</summary>
public static class ReadDenials
{
    const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/denials", async (string bureau, string? continuation, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(bureau, continuation, counter, context.RequestAborted)))
        .OnHttp("LegalisationReadDenials").AllowedTo(Roles.Manager, Roles.Auditor);

    public static async Task<Page> Run(string bureau, string? continuation, LegalisationCounter counter, CancellationToken stop)
    {
        if (await counter.Referentiels.Bureau(bureau, stop) is null) throw LegalisationRefusals.UnknownBureau();
        var page = await counter.Lists.Page(LegalisationKind.OfDenials(bureau), PageSize, continuation, stop);
        return new([.. page.Items.Select(item => new DeniedCase(
            item.Reference, JsonSerializer.Deserialize(item.Shows, LegalisationJson.Default.IReadOnlyListCertificationDenied)!))], page.Continuation);
    }

    public sealed record Page(IReadOnlyList<DeniedCase> Items, string? Continuation);

    /// <param name="Attempts">Those of the last day on which there were any.</param>
    public sealed record DeniedCase(string Reference, IReadOnlyList<LegalisationEvent.CertificationDenied> Attempts);
}
