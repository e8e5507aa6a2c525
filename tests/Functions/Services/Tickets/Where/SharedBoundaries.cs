using System.Text.Json.Nodes;
using CasaServerless.Services.Tickets.Where;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets.Where;

/// <summary>The city's real boundaries, read in place; and a small city of squares, for what real ones do not show.</summary>
static class SharedBoundaries
{
    public static string Path { get; } = System.IO.Path.Combine(Root.Shared, "data", "arrondissements", "casablanca-arrondissements-osm.geojson");

    /// <summary>The file; what needs it is named and skipped where it is absent.</summary>
    public static byte[] Read()
    {
        Assert.SkipUnless(File.Exists(Path), $"{Path} is absent: CASA_SHARED names the folder of open data.");
        return File.ReadAllBytes(Path);
    }

    public static BoundaryLayer Layer() => BoundaryLayer.Of(BoundaryFile.Read(Read()), Seeds.Arrondissements);

    /// <summary>Sixteen squares of a hundredth of a degree in a row from west to east, each with a shape of its own if it is given one.</summary>
    public static string Squares(Func<string, int, string?>? area = null, string? attribution = "Nobody", string extra = "") =>
        $$"""{"type":"FeatureCollection",{{(attribution is null ? "" : $"\"attribution\":\"{attribution}\",")}}"features":[{{string.Join(',', Seeds.Arrondissements.Select((one, at) => $$"""{"type":"Feature","geometry":{{area?.Invoke(one.Id, at) ?? Square(-7.8 + at * 0.01)}},"properties":{"name":{{JsonValue.Create(one.Name.Fr).ToJsonString()}} } }"""))}}{{extra}}]}""";

    public static string Square(double west, string holes = "") => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $$"""{"type":"Polygon","coordinates":[[[{{west}},33.5],[{{west + 0.01}},33.5],[{{west + 0.01}},33.51],[{{west}},33.51],[{{west}},33.5]]{{holes}}]}""");
}
