using System.Text.Json.Serialization;
using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets.Where;

/// <summary>Anyone asks where a point lies. It comes in the body: an address in a log would say where somebody stands.</summary>
public static class Locate
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/locations", async (PointGiven point, HttpContext context, Boundaries boundaries, ReferentielStore referentiels) =>
            TypedResults.Ok(await Run(point, context.Language(), boundaries, referentiels, context.RequestAborted)))
        .OnHttp("Locate").OpenToAnyone().Limited("locations", calls: 120);

    /// <exception cref="Refusal"><c>TIC-042</c>.</exception>
    public static async Task<LocationFound> Run(
        PointGiven point, Language language, Boundaries boundaries, ReferentielStore referentiels, CancellationToken stop)
    {
        if (point is not { Lat: >= -90 and <= 90 and var lat, Long: >= -180 and <= 180 and var @long }) throw WhereRefusals.NoPoint();
        var found = await boundaries.Find(lat, @long, stop);
        var name = (await referentiels.Arrondissements(stop)).FirstOrDefault(one => one.Id == found.Arrondissement)?.Name;
        var said = found.Outside ? outside : found.Mechouar ? mechouar : found.Approximate ? approximate : null;
        return new(found.Arrondissement, name?.In(language), found.Approximate, found.Outside, found.Mechouar, said?.In(language));
    }

    static readonly Bilingual outside = new(
        "Ce lieu est en dehors de la commune de Casablanca.",
        "يقع هذا المكان خارج النفوذ الترابي لجماعة الدار البيضاء.");

    static readonly Bilingual mechouar = new(
        "Ce lieu est dans la commune du Méchouar, distincte de la commune de Casablanca.",
        "يقع هذا المكان بجماعة المشور، وهي مستقلة عن جماعة الدار البيضاء.");

    static readonly Bilingual approximate = new(
        "Arrondissement le plus proche : les limites exactes ne sont pas disponibles.",
        "المقاطعة الأقرب: الحدود الدقيقة غير متوفرة.");

    /// <summary>A point.</summary>
    /// <param name="Lat">WGS84, degrees.</param>
    /// <param name="Long">WGS84, degrees.</param>
    public sealed record PointGiven(double? Lat, [property: JsonPropertyName("long")] double? Long);

    /// <summary>Where it lies.</summary>
    /// <param name="Arrondissement">Its id; absent outside of all of them.</param>
    /// <param name="Name">The arrondissement's, in the caller's language.</param>
    /// <param name="Said">What a person is to know of it, in the caller's language; absent where there is nothing.</param>
    public sealed record LocationFound(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Arrondissement,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name, bool Approximate, bool Outside, bool Mechouar,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Said);
}
