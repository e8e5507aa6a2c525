namespace CasaServerless.Services.Tickets.Where;

/// <summary>
/// The middle of each arrondissement, to a hundred metres: what is known where no boundaries were imported. Computed from
/// © OpenStreetMap contributors' data (ODbL 1.0).
/// </summary>
static class Centres
{
    /// <summary>Further from every middle than this, in kilometres, is outside the city: no point inside of it is.</summary>
    const double Furthest = 7;

    /// <summary>Said with the points wherever they are served.</summary>
    public const string Attribution = "© OpenStreetMap contributors", Licence = "ODbL-1.0";

    public static IReadOnlyList<(string Arrondissement, double Lat, double Long)> All { get; } =
    [
        ("anfa", 33.582, -7.684), ("maarif", 33.570, -7.633), ("sidi-belyout", 33.598, -7.615), ("al-fida", 33.565, -7.595),
        ("mers-sultan", 33.577, -7.602), ("ain-sebaa", 33.604, -7.545), ("roches-noires", 33.586, -7.583), ("hay-mohammadi", 33.589, -7.565),
        ("hay-hassani", 33.546, -7.680), ("ain-chock", 33.527, -7.622), ("sidi-bernoussi", 33.620, -7.504), ("sidi-moumen", 33.589, -7.499),
        ("ben-msick", 33.554, -7.581), ("sbata", 33.536, -7.558), ("moulay-rachid", 33.566, -7.540), ("sidi-othmane", 33.557, -7.561),
    ];

    /// <summary>The arrondissement whose middle is nearest.</summary>
    public static Whereabouts Find(double lat, double @long)
    {
        var (nearest, away) = All.Select(one => (one.Arrondissement, Away: Kilometres(lat, @long, one.Lat, one.Long))).MinBy(one => one.Away);
        return away <= Furthest ? new(nearest, Approximate: true, Outside: false, Mechouar: false) : new(null, Approximate: true, Outside: true, Mechouar: false);
    }

    // Over a city, a degree of longitude is as short as in its middle.
    static double Kilometres(double lat, double @long, double otherLat, double otherLong)
    {
        const double degree = 111.2;
        var east = (@long - otherLong) * Math.Cos(double.DegreesToRadians(33.57));
        return degree * Math.Sqrt(east * east + (lat - otherLat) * (lat - otherLat));
    }
}
