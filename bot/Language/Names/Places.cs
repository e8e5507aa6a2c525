namespace CasaServerless.Bot.Language.Names;

/// <summary>Neighbourhoods, squares, stations and avenues of Casablanca, by the ids that <c>places.txt</c> gives them.</summary>
public static class Places
{
    static readonly Dictionary<string, string?> arrondissements = DataFile.Read("places.txt").Where(line => line.Section == "place")
        .Select(line => line.Name.Split('@', StringSplitOptions.TrimEntries)).ToDictionary(name => name[0], name => name.Length > 1 ? name[1] : null, StringComparer.Ordinal);

    /// <summary>All ids.</summary>
    public static IReadOnlyCollection<string> Ids => arrondissements.Keys;

    /// <summary>The arrondissement in which a place lies; null where it lies in several, or is none of ours.</summary>
    public static string? ArrondissementOf(string place) => arrondissements.GetValueOrDefault(place);
}
