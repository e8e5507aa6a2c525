using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Specimens;

/// <summary>Specimens as officers of their bureau see them: by a card's number, beside a request, and the picture itself.</summary>
public static class ReadSpecimens
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // The number travels in the body: no address may hold it.
        routes.MapPost("/api/bureaus/{bureau}/specimens/search", async (string bureau, Search search, HttpContext context, SpecimenBook book) =>
                TypedResults.Ok(await Run(bureau, search, context.Caller(), book, context.RequestAborted)))
            .OnHttp("LegalisationSearchSpecimens").AllowedTo(Roles.Officer);
        routes.MapGet("/api/legalisations/{reference}/specimen", async (string reference, HttpContext context, LegalisationCounter counter) =>
            {
                var its = await counter.OfBureau(reference, context.Caller(), context.RequestAborted);
                var found = await counter.Specimens.Valid(its, counter.Specimens.Today, context.RequestAborted);
                context.Response.Headers.CacheControl = "no-store";
                return TypedResults.Ok(SpecimenReceipt.Of(found ?? throw LegalisationRefusals.UnknownSpecimen(), counter.Specimens.Today));
            })
            .OnHttp("LegalisationSpecimenOfCase").AllowedTo(Roles.Officer);
        routes.MapGet("/api/specimens/{reference}", async (string reference, HttpContext context, SpecimenBook book) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return TypedResults.Ok(SpecimenReceipt.Of(await book.For(reference, context.Caller(), context.RequestAborted), book.Today));
            })
            .OnHttp("LegalisationSpecimen").AllowedTo(Roles.Officer, Roles.Manager);
        routes.MapGet("/api/specimens/{reference}/picture", async (string reference, HttpContext context, SpecimenBook book) =>
            {
                var its = await book.For(reference, context.Caller(), context.RequestAborted);
                var picture = its.State.Picture is { } kept
                    ? await book.Blobs.Open(its.Reference, SpecimenKind.Folder, kept.Sha256, context.RequestAborted) : null;
                context.Response.Headers.CacheControl = "no-store";
                return TypedResults.Stream(picture ?? throw LegalisationRefusals.UnknownSpecimen(), its.State.Picture!.Type);
            })
            .Produces(StatusCodes.Status200OK, null, "image/png", "image/jpeg").OnHttp("LegalisationSpecimenPicture").AllowedTo(Roles.Officer);
    }

    public static async Task<Found> Run(string bureau, Search search, Caller caller, SpecimenBook book, CancellationToken stop)
    {
        if (await book.BureauOf(caller, stop) != bureau) throw LegalisationRefusals.OtherBureau();
        var cin = PersonalNumbers.Cin(search.Cin) ?? throw LegalisationRefusals.Invalid("numéro de CNIE", "رقم البطاقة الوطنية");
        return new([.. (await book.Of(bureau, cin, stop)).Select(one => SpecimenReceipt.Of(one, book.Today))]);
    }

    public sealed record Search(string? Cin);

    /// <summary>Those enrolled at the bureau and not withdrawn; an expired one says that it is not valid.</summary>
    public sealed record Found(IReadOnlyList<SpecimenReceipt> Items);
}
