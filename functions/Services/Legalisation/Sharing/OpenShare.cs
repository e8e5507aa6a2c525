using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Sharing;

/// <summary>
/// The party opens the link: a page that tells what it is, and a button that takes the paper. Only the button counts as opening: programs that
/// look at every link in a message look at the page.
/// </summary>
public static class OpenShare
{
    static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/shared/{token}", reading, async (string token, LegalisationCounter counter, CancellationToken stop) =>
                await Show(token, counter, stop))
            .OnHttp("LegalisationSharedPage").OpenToAnyone().Limited("readings", calls: 120);
        routes.MapPost("/shared/{token}", async (string token, HttpContext context, LegalisationCounter counter, CancellationToken stop) =>
            {
                var (its, file) = await Run(token, counter, stop);
                context.Response.Headers.CacheControl = "no-store";
                return TypedResults.Stream(file, "application/pdf", $"{its.Reference}.pdf");
            })
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf")
            .OnHttp("LegalisationOpenShare").OpenToAnyone().Limited("readings", calls: 120);
    }

    public static async Task<(Case<LegalisationCase> Case, Stream File)> Run(string token, LegalisationCounter counter, CancellationToken stop)
    {
        var (reference, share) = Read(token, counter);
        var its = await counter.Cases.Find(counter.Kind, reference, stop) ?? throw SharingRefusals.Over();
        _ = its.State.OpenShare(share, counter.Clock.GetUtcNow());
        var file = await counter.Blobs.Open(its.Reference, Folders.Sealed, its.State.Sealed!.Sha256, stop) ?? throw SharingRefusals.Over();
        // Written down before a byte leaves: whoever has the paper stands in its history.
        its = await counter.Cases.Change(counter.Kind, reference, new Actor("party", share), "LegalisationOpenShare",
            now => now.State.OpenShare(share, counter.Clock.GetUtcNow()), stop);
        return (its, file);
    }

    static async Task<Page> Show(string token, LegalisationCounter counter, CancellationToken stop)
    {
        var (reference, share) = Read(token, counter);
        var its = await counter.Cases.Find(counter.Kind, reference, stop) ?? throw SharingRefusals.Over();
        _ = its.State.OpenShare(share, counter.Clock.GetUtcNow());
        return new("shared")
        {
            Facts = _ => new Dictionary<string, string?>
            {
                ["kind"] = its.State.Kind == PaperKind.CertifiedCopy ? "certified-copy" : "signature",
                ["registerNumber"] = its.State.RegisterNumber,
                ["code"] = Verify.Written(its.State.Certification!.VerificationCode),
            },
        };
    }

    static (string Reference, string Share) Read(string token, LegalisationCounter counter) =>
        counter.Links.Read(SharePaper.Purpose, token)?.Split('/') is [var reference, var share] ? (reference, share) : throw SharingRefusals.Over();
}
