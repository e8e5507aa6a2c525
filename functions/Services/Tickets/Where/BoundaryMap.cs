using System.Text.Json;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;

namespace CasaServerless.Services.Tickets.Where;

/// <summary>The boundaries as a map on a phone needs them: GeoJSON with attribution, coarser than the layer itself.</summary>
static class BoundaryMap
{
    // About twenty metres: under a pixel of a map that shows the whole city.
    const double Tolerance = 0.0002;

    // To a metre.
    const int Decimals = 5;

    public static byte[] Of(BoundaryLayer layer, BoundaryVersion version)
    {
        // Edges that two share stay shared. A layer that is not quite a coverage is drawn as it is.
        var areas = layer.Areas.Select(one => one.Area).ToArray();
        var simple = CoverageValidator.IsValid(areas) ? CoverageSimplifier.Simplify(areas, Tolerance) : areas;
        return Collection(version.Attribution, version.Licence, version.Version, json =>
        {
            for (var at = 0; at < simple.Length; at++) Feature(json, layer.Areas[at].Arrondissement, writer => Area(writer, simple[at]));
        });
    }

    /// <summary>The middles of the arrondissements, where nothing better was imported.</summary>
    public static byte[] OfCentres() => Collection(Centres.Attribution, Centres.Licence, 0, json =>
    {
        foreach (var (arrondissement, lat, @long) in Centres.All)
        {
            Feature(json, arrondissement, writer =>
            {
                writer.WriteString("type", "Point");
                writer.WritePropertyName("coordinates");
                Point(writer, new(@long, lat));
            });
        }
    });

    static byte[] Collection(string attribution, string? licence, int version, Action<Utf8JsonWriter> features)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("attribution", attribution);
            if (licence is not null) json.WriteString("license", licence);
            json.WriteNumber("version", version);
            json.WriteBoolean("approximate", version == 0);
            json.WriteStartArray("features");
            features(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    static void Feature(Utf8JsonWriter json, string arrondissement, Action<Utf8JsonWriter> geometry)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", arrondissement);
        json.WriteStartObject("properties");
        json.WriteString("arrondissement", arrondissement);
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        geometry(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Area(Utf8JsonWriter json, Geometry area)
    {
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        for (var at = 0; at < area.NumGeometries; at++)
        {
            var polygon = (Polygon)area.GetGeometryN(at);
            json.WriteStartArray();
            Ring(json, polygon.ExteriorRing, counterClockwise: true);
            foreach (var hole in polygon.InteriorRings) Ring(json, hole, counterClockwise: false);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    // RFC 7946: areas lie to the left of their edges.
    static void Ring(Utf8JsonWriter json, LineString ring, bool counterClockwise)
    {
        var points = ring.Coordinates;
        if (NetTopologySuite.Algorithm.Orientation.IsCCW(points) != counterClockwise) Array.Reverse(points);
        json.WriteStartArray();
        foreach (var point in points) Point(json, point);
        json.WriteEndArray();
    }

    static void Point(Utf8JsonWriter json, Coordinate point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(point.X, Decimals));
        json.WriteNumberValue(Math.Round(point.Y, Decimals));
        json.WriteEndArray();
    }
}
