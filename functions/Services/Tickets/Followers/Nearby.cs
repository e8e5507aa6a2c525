using System.Globalization;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>
/// Squares of the map in which open tickets of one service are looked up: larger than twice the reach, so that a point's surroundings touch four
/// of them at the most. Pure.
/// </summary>
public static class Nearby
{
    /// <summary>How far another report of the same problem may lie, in metres.</summary>
    public const double Reach = 100;

    // Degrees: 244 m from south to north, and 240 m from west to east in Casablanca.
    const double High = 0.0022, Wide = 0.0026, MetresADegree = 111_320;

    /// <summary>The list of a service's open tickets in the square that holds a point.</summary>
    public static string ListOf(string service, double lat, double @long) => Square(service, Row(lat), Column(@long));

    /// <summary>The lists in which all within reach stand.</summary>
    public static IReadOnlyList<string> Lists(string service, double lat, double @long)
    {
        var up = Reach / MetresADegree;
        var aside = Reach / (MetresADegree * Math.Cos(lat * Math.PI / 180));
        return [.. from row in Between(Row(lat - up), Row(lat + up)) from column in Between(Column(@long - aside), Column(@long + aside)) select Square(service, row, column)];
    }

    /// <summary>Metres between two points, as the crow flies; right to a few centimetres within a city.</summary>
    public static double Metres(double lat, double @long, double otherLat, double otherLong)
    {
        var north = (otherLat - lat) * MetresADegree;
        var east = (otherLong - @long) * MetresADegree * Math.Cos((lat + otherLat) / 2 * Math.PI / 180);
        return Math.Sqrt(north * north + east * east);
    }

    static int Row(double lat) => (int)Math.Floor(lat / High);

    static int Column(double @long) => (int)Math.Floor(@long / Wide);

    static IEnumerable<int> Between(int first, int last) => Enumerable.Range(first, last - first + 1);

    static string Square(string service, int row, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"tickets:near:{service}:{row}:{column}");
}
