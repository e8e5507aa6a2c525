using System.Text.Json.Serialization;
using CasaServerless.Hosting;

namespace CasaServerless.Common;

/// <summary>
/// What lies under the city's own layers on its maps. Nothing by default: then nobody else learns what a citizen looks at. A tile service is a
/// setting, and the pages' policy opens for its origin alone.
/// </summary>
/// <param name="TileUrl">Address of a tile (<c>Casa__Map__TileUrl</c>), with <c>{z}</c>, <c>{x}</c>, <c>{y}</c> and perhaps <c>{s}</c>; null for none.</param>
/// <param name="Attribution">Whom a map with these tiles must name (<c>Casa__Map__TileAttribution</c>).</param>
public sealed record MapBackground(string? TileUrl, string? Attribution)
{
    public static MapBackground From(IConfiguration configuration)
    {
        var (url, attribution) = (configuration["Casa:Map:TileUrl"], configuration["Casa:Map:TileAttribution"]);
        if (string.IsNullOrEmpty(url)) return new(null, null);
        var background = new MapBackground(url, attribution);
        if (background.Origin is null || !url.Contains("{z}", StringComparison.Ordinal) || !url.Contains("{x}", StringComparison.Ordinal) || !url.Contains("{y}", StringComparison.Ordinal))
            throw new InvalidOperationException("Casa__Map__TileUrl is an http or https address with {z}, {x} and {y}.");
        return string.IsNullOrEmpty(attribution) ? throw new InvalidOperationException("Casa__Map__TileAttribution is not set: a map names whom its tiles come from.") : background;
    }

    /// <summary>Where its pictures come from, as a page's policy writes it; null where it has none.</summary>
    [JsonIgnore]
    public string? Origin => TileUrl is not null && Uri.TryCreate(TileUrl.Replace("{s}.", Subdomain, StringComparison.Ordinal), UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        ? address.GetLeftPart(UriPartial.Authority).Replace(Subdomain, "*.", StringComparison.Ordinal) : null;

    const string Subdomain = "any-subdomain.";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/map", (MapBackground background, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=3600";
            return TypedResults.Ok(background);
        })
        .OnHttp("MapBackground").OpenToAnyone().Limited("readings", calls: 120);
}

/// <summary>JSON of the maps' background.</summary>
[JsonSerializable(typeof(MapBackground))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
sealed partial class MapJson : JsonSerializerContext;
