using System.Globalization;
using CasaServerless.Hosting;
using Microsoft.Net.Http.Headers;

namespace CasaServerless.Services.Tickets.Where;

/// <summary>The arrondissements' boundaries for maps, GeoJSON with attribution. A version never changes, and may be kept for ever.</summary>
public static class ReadBoundaries
{
    const string GeoJson = "application/geo+json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/boundaries", async (HttpContext context, Boundaries boundaries) =>
            {
                var (version, map) = await boundaries.Map(context.RequestAborted);
                // Which version holds is asked again each time; what it holds is not sent twice.
                context.Response.Headers.CacheControl = "public, no-cache";
                return TypedResults.Bytes(map, GeoJson, entityTag: Tag(version));
            })
            .Produces(StatusCodes.Status200OK, contentType: GeoJson).OnHttp("Boundaries").OpenToAnyone().Limited("boundaries", calls: 60);
        routes.MapGet("/api/boundaries/{version:int}", async (int version, HttpContext context, Boundaries boundaries) =>
            {
                var map = await boundaries.Map(version, context.RequestAborted) ?? throw WhereRefusals.NoSuchBoundaries();
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return TypedResults.Bytes(map, GeoJson, entityTag: Tag(version));
            })
            .Produces(StatusCodes.Status200OK, contentType: GeoJson).OnHttp("BoundariesVersion").OpenToAnyone().Limited("boundaries", calls: 60);
    }

    static EntityTagHeaderValue Tag(int version) => new(string.Create(CultureInfo.InvariantCulture, $"\"boundaries-{version}\""));
}
