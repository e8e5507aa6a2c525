using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Sharing;

/// <summary>The holder of a certified paper shares it with a named party, by a link that ends; and ends it sooner.</summary>
public static class SharePaper
{
    /// <summary>The purpose that a share's link is signed for.</summary>
    public const string Purpose = "legalisation share";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/legalisations/{reference}/shares", async (
                string reference, Request request, [FromHeader(Name = "X-Access-Code")] string? accessCode,
                [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, LegalisationCounter counter, CancellationToken stop) =>
            {
                var receipt = await Run(reference, request, accessCode, idempotencyKey, counter, stop);
                return TypedResults.Created((string?)null, receipt);
            })
            .OnHttp("LegalisationShare").OpenToAnyone().Limited("bookings", calls: 20);
        routes.MapDelete("/api/legalisations/{reference}/shares/{share}", async (
                string reference, string share, [FromHeader(Name = "X-Access-Code")] string? accessCode, LegalisationCounter counter,
                CancellationToken stop) =>
            {
                var its = await counter.Open(reference, accessCode, null, stop);
                its = await counter.Cases.Change(counter.Kind, its.Reference, new Actor("citizen", its.State.Citizen), "LegalisationEndShare",
                    now => now.State.EndShare(share), stop);
                return TypedResults.Ok(ShareTold.All(its));
            })
            .OnHttp("LegalisationEndShare").OpenToAnyone().Limited("bookings", calls: 20);
    }

    public static async Task<Receipt> Run(
        string reference, Request request, string? code, string? idempotencyKey, LegalisationCounter counter, CancellationToken stop)
    {
        var its = await counter.Open(reference, code, null, stop);
        if (request.Channel is not (null or "link")) throw SharingRefusals.Channel();
        var name = PlainText.Read(request.Name, 2, 120) ?? throw LegalisationRefusals.Invalid("nom du destinataire (2 à 120 caractères)", "اسم المرسل إليه (من 2 إلى 120 حرفا)");
        // The same key is the same share: its id follows from it, so a lost answer is told again.
        var id = Base32.Encode(idempotencyKey is { Length: > 0 and <= 255 }
            ? counter.Keys.Mac("share", its.Reference, idempotencyKey) : Guid.NewGuid().ToByteArray(), 16);
        var until = request.Until ?? throw SharingRefusals.Until();
        its = await counter.Cases.Change(counter.Kind, its.Reference, new Actor("citizen", its.State.Citizen), "LegalisationShare",
            now => now.State.Find(id) is null ? now.State.Share(new(id, until), name, counter.Clock.GetUtcNow()) : Decision<LegalisationEvent>.Nothing, stop);
        var share = its.State.Find(id)!;
        var token = counter.Links.Make(Purpose, $"{its.Reference}/{id}", share.Until);
        return new(id, $"{counter.Options.PublicUrl}/shared/{token}", share.Until);
    }

    /// <param name="Name">Of the party, 2 to 120 characters; shown to the holder alone.</param>
    /// <param name="Channel"><c>link</c>: the holder hands the link over.</param>
    /// <param name="Until">A moment within ninety days.</param>
    public sealed record Request(string? Name, string? Channel, DateTimeOffset? Until);

    /// <param name="Url">To hand to the party, and to no one else: whoever has it can take the paper until it ends.</param>
    public sealed record Receipt(string Share, string Url, DateTimeOffset Until);
}

/// <summary>A share as its holder sees it.</summary>
/// <param name="Name">The party's.</param>
/// <param name="Open">Whether its link still opens the paper.</param>
public sealed record ShareTold(string Share, string? Name, DateTimeOffset Until, DateTimeOffset? Ended, bool Open, DateTimeOffset? OpenedAt)
{
    /// <summary>All that a case has; each opening stands in the history.</summary>
    public static IReadOnlyList<ShareTold> All(Case<LegalisationCase> its, DateTimeOffset? now = null) =>
        [.. its.State.Shares.Select(share => new ShareTold(
            share.Id, its.Personal[share.Field], CityTime.In(share.Until), share.Ended, now is { } at ? share.IsOpen(at) : share.Ended is null,
            share.OpenedAt is { } opened ? CityTime.In(opened) : null))];
}
