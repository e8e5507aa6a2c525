using System.Text.Json;
using NetTopologySuite.Geometries;

namespace CasaServerless.Services.Tickets.Where;

/// <summary>A GeoJSON file (RFC 7946) of areas, as it was read: nothing in it is judged yet but its form.</summary>
/// <param name="Attribution">Whom its users must name; null where it does not say.</param>
/// <param name="Licence">Its licence; null where it does not say.</param>
sealed record BoundaryFile(string? Attribution, string? Licence, IReadOnlyList<BoundaryFeature> Features)
{
    static readonly GeometryFactory factory = new(new PrecisionModel(), 4326);

    /// <exception cref="InvalidDataException">It is no such file; the message says why.</exception>
    public static BoundaryFile Read(ReadOnlySpan<byte> json)
    {
        try
        {
            // A byte order mark is no JSON, though some write one.
            var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json, new() { MaxDepth = 16 });
            reader.Read();
            return Collection(ref reader);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"It is no GeoJSON of areas: {broken.Message}", broken);
        }
    }

    static BoundaryFile Collection(ref Utf8JsonReader reader)
    {
        var (says, features) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new List<BoundaryFeature>());
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "features")
            {
                Expect(ref reader, JsonTokenType.StartArray);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) features.Add(Feature(ref reader));
            }
            else if (name == "crs") Crs(ref reader);
            else if (reader.TokenType == JsonTokenType.String) says[name] = reader.GetString()!;
            else reader.Skip();
        }
        if (says.GetValueOrDefault("type") != "FeatureCollection") throw new JsonException("it holds no FeatureCollection.");
        return new(
            says.GetValueOrDefault("attribution") ?? features.Select(one => one.Says("attribution")).FirstOrDefault(text => text is not null),
            says.GetValueOrDefault("license") ?? says.GetValueOrDefault("licence") ?? features.Select(one => one.Says("licenseId", "license")).FirstOrDefault(text => text is not null),
            features);
    }

    // An older GeoJSON may name its coordinates; ours are longitude and latitude, in degrees.
    static void Crs(ref Utf8JsonReader reader)
    {
        using var crs = JsonDocument.ParseValue(ref reader);
        var named = crs.RootElement.ToString();
        if (!named.Contains("CRS84", StringComparison.Ordinal) && !named.Contains("4326", StringComparison.Ordinal))
            throw new JsonException("its coordinates are not WGS84 degrees.");
    }

    static BoundaryFeature Feature(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var says = new List<(string Key, string Text)>();
        Geometry? area = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "geometry") area = Area(ref reader);
            else if (name == "properties" && reader.TokenType == JsonTokenType.StartObject) Properties(ref reader, says);
            else if (name == "id" && reader.TokenType == JsonTokenType.String) says.Add(("id", reader.GetString()!));
            else reader.Skip();
        }
        return new(area ?? throw new JsonException("a feature has no area."), says);
    }

    static void Properties(ref Utf8JsonReader reader, List<(string Key, string Text)> says)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String) says.Add((name, reader.GetString()!));
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.String) says.Add((name, reader.GetString()!));
                    else reader.Skip();
                }
            }
            else reader.Skip();
        }
    }

    static Geometry Area(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        string? type = null;
        Nested? coordinates = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "type") type = reader.GetString();
            else if (name == "coordinates") coordinates = Coordinates(ref reader);
            else reader.Skip();
        }
        return (type, coordinates) switch
        {
            ("Polygon", { } rings) => Polygon(rings),
            ("MultiPolygon", { } polygons) => factory.CreateMultiPolygon([.. polygons.Inner.Select(Polygon)]),
            _ => throw new JsonException($"a feature is a {type ?? "thing without a type"}, not an area."),
        };
    }

    static Polygon Polygon(Nested rings)
    {
        var read = rings.Inner.Select(ring => factory.CreateLinearRing([.. ring.Inner.Select(point => point.Point ?? throw new JsonException("a point has no coordinates."))])).ToList();
        return factory.CreatePolygon(read.FirstOrDefault() ?? throw new JsonException("an area has no edge."), [.. read.Skip(1)]);
    }

    // Arrays in arrays, down to the numbers of a point; what type they make up may stand after them.
    static Nested Coordinates(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var (inner, numbers) = (new List<Nested>(), new List<double>());
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number) numbers.Add(reader.GetDouble());
            else inner.Add(Coordinates(ref reader));
        }
        if (numbers.Count == 0) return new(null, inner);
        if (inner.Count > 0 || numbers.Count < 2 || !(numbers[0] is >= -180 and <= 180 && numbers[1] is >= -90 and <= 90))
            throw new JsonException("a point is no longitude and latitude in degrees.");
        return new(new(numbers[0], numbers[1]), inner);
    }

    static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type) throw new JsonException($"{type} expected where {reader.TokenType} stands.");
    }

    sealed record Nested(Coordinate? Point, List<Nested> Inner);
}

/// <summary>An area and what its file says of it.</summary>
/// <param name="Texts">The texts among its properties, each by its key.</param>
sealed record BoundaryFeature(Geometry Area, IReadOnlyList<(string Key, string Text)> Texts)
{
    /// <summary>What it says under the first of these keys that it has.</summary>
    public string? Says(params IReadOnlyList<string> keys) => keys.Select(key => Texts.FirstOrDefault(one => one.Key == key).Text).FirstOrDefault(text => text is not null);
}
