using CasaServerless.Common.Referentiels;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;

namespace CasaServerless.Services.Tickets.Where;

/// <summary>The city's boundaries: the area of each arrondissement, and the Méchouar, which is none. Indexed; safe to read from many threads.</summary>
sealed class BoundaryLayer
{
    // How a feature may be told: by a code before a name, and by its own name before others that it mentions.
    static readonly string[] keys =
    [
        "hcpCode", "code_hcp", "code", "id", "neighborhoodCanonicalId", "name", "nom", "displayName", "name:fr", "nom_fr", "name_fr", "name:ar", "nom_ar", "name_ar", "aliases",
    ];
    static readonly string[] mechouar = [.. ((string[])["Méchouar", "Méchouar de Casablanca", "Commune du Méchouar", "المشور", "مشور الدار البيضاء"]).Select(Plain)];

    // A shared edge drawn twice may overlap by slivers: a thousandth of the smaller area is none.
    const double Sliver = 0.001;

    readonly STRtree<Part> index = new();

    BoundaryLayer(IReadOnlyList<(string Arrondissement, Geometry Area)> areas, Geometry? enclave)
    {
        Areas = areas;
        Mechouar = enclave;
        foreach (var (arrondissement, area) in areas) Insert(arrondissement, area);
        if (enclave is not null) Insert(null, enclave);
        index.Build();
    }

    /// <summary>Each arrondissement once, in the order of their ids.</summary>
    public IReadOnlyList<(string Arrondissement, Geometry Area)> Areas { get; }

    /// <summary>The Méchouar; null where the layer shows none.</summary>
    public Geometry? Mechouar { get; }

    /// <summary>Where a point lies. On a common edge it lies in the arrondissement whose id comes first.</summary>
    public Whereabouts Find(double lat, double @long)
    {
        var point = new Point(@long, lat);
        Part? found = null;
        foreach (var part in index.Query(point.EnvelopeInternal))
        {
            if (!part.Area.Covers(point)) continue;
            if (found is null || found.Arrondissement is null || string.CompareOrdinal(part.Arrondissement, found.Arrondissement) < 0 && part.Arrondissement is not null) found = part;
        }
        return found switch
        {
            null => new(null, false, Outside: true, false),
            { Arrondissement: null } => new(null, false, false, Mechouar: true),
            _ => new(found.Arrondissement, false, false, false),
        };
    }

    /// <summary>Makes the layer of a file that shows every arrondissement once.</summary>
    /// <exception cref="InvalidDataException">It does not; the message says what is wrong with it.</exception>
    public static BoundaryLayer Of(BoundaryFile file, IReadOnlyList<Arrondissement> arrondissements)
    {
        var areas = new SortedDictionary<string, Geometry>(StringComparer.Ordinal);
        Geometry? enclave = null;
        foreach (var feature in file.Features)
        {
            if (!feature.Area.IsValid) throw new InvalidDataException($"The area of {Told(feature)} crosses itself.");
            if (Named(feature, arrondissements) is not { } id)
            {
                if (!feature.Texts.Any(text => mechouar.Contains(Plain(text.Text)))) throw new InvalidDataException($"{Told(feature)} is none of the city's arrondissements.");
                enclave = feature.Area;
            }
            else if (!areas.TryAdd(id, feature.Area)) throw new InvalidDataException($"{id} is there twice.");
        }
        var missing = arrondissements.Select(one => one.Id).Except(areas.Keys).ToList();
        if (missing.Count > 0) throw new InvalidDataException($"These are missing: {string.Join(", ", missing)}.");
        List<(string, Geometry)> all = [.. areas.Select(one => (one.Key, one.Value))];
        Apart(all);
        return new(all, enclave ?? Enclave(all));
    }

    static void Apart(List<(string Arrondissement, Geometry Area)> areas)
    {
        for (var one = 0; one < areas.Count; one++)
        {
            for (var other = one + 1; other < areas.Count; other++)
            {
                var (first, second) = (areas[one], areas[other]);
                if (!first.Area.EnvelopeInternal.Intersects(second.Area.EnvelopeInternal)) continue;
                if (first.Area.Intersection(second.Area).Area > Sliver * Math.Min(first.Area.Area, second.Area.Area))
                    throw new InvalidDataException($"{first.Arrondissement} and {second.Arrondissement} overlap.");
            }
        }
    }

    // The Méchouar is a commune of its own, enclosed by one arrondissement: a hole in this one's area that no other fills.
    static Geometry? Enclave(List<(string Arrondissement, Geometry Area)> areas)
    {
        var holes = areas.SelectMany(one => Polygons(one.Area)).SelectMany(area => area.Holes.Select(hole => (Geometry)area.Factory.CreatePolygon(hole))).ToList();
        foreach (var (_, area) in areas) holes = [.. holes.Select(hole => hole.EnvelopeInternal.Intersects(area.EnvelopeInternal) ? hole.Difference(area) : hole)];
        holes = [.. holes.Where(hole => !hole.IsEmpty)];
        return holes.Count == 0 ? null : holes.Aggregate((sum, hole) => sum.Union(hole));
    }

    static string? Named(BoundaryFeature feature, IReadOnlyList<Arrondissement> arrondissements)
    {
        foreach (var key in keys)
        {
            var texts = feature.Texts.Where(text => text.Key == key).Select(text => Plain(text.Text)).ToList();
            if (texts.Count > 0 && arrondissements.FirstOrDefault(one => Names(one).Any(name => texts.Contains(Plain(name)))) is { } found) return found.Id;
        }
        return null;
    }

    static IEnumerable<string> Names(Arrondissement its) => [its.Id, its.HcpCode, its.Name.Fr, its.Name.Ar, .. its.Aliases];

    static string Plain(string name) => string.Join(' ', SearchText.Words(name));

    static string Told(BoundaryFeature feature) => feature.Says(keys) ?? "A feature without a name";

    // One feature's islands are looked for apart: their envelopes are smaller.
    void Insert(string? arrondissement, Geometry area)
    {
        foreach (var polygon in Polygons(area)) index.Insert(polygon.EnvelopeInternal, new(arrondissement, PreparedGeometryFactory.Prepare(polygon)));
    }

    static IEnumerable<Polygon> Polygons(Geometry area) => Enumerable.Range(0, area.NumGeometries).Select(area.GetGeometryN).OfType<Polygon>();

    sealed record Part(string? Arrondissement, IPreparedGeometry Area);
}
