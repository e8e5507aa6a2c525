namespace CasaServerless.Bot.Language;

/// <summary>What may be wrong in a street, by the ids that Tickets has too.</summary>
public static class Categories
{
    /// <summary>Their ids.</summary>
    public static IReadOnlyList<string> Ids => ids;

    static readonly string[] ids =
    [
        "waste", "lighting", "road", "water_leak", "sewage", "noise", "green_space", "stray_animals", "traffic_signal", "public_space_occupation", "parking", "pests",
        "abandoned_vehicle", "building_danger",
    ];

    /// <summary>Where an id stands among them; -1 where it is none.</summary>
    public static int IndexOf(string id) => Array.IndexOf(ids, id);
}
