namespace CasaServerless.Assistant;

/// <summary>The assistant's categories of problems (<c>bot/Language</c>) as Tickets' catalogue has them: the service that people mean most often.</summary>
static class Problems
{
    /// <summary>Where a complaint about a service itself goes.</summary>
    public const string OfService = "accueil-arrondissement";

    /// <summary>The service of a category; null where it is none.</summary>
    public static string? ServiceOf(string? category) => category switch
    {
        "waste" => "ordures-non-ramassees",
        "lighting" => "eclairage-public",
        "road" => "nid-de-poule",
        "water_leak" => "fuite-eau",
        "sewage" => "egout-deborde",
        "noise" => "bruit",
        "green_space" => "espace-vert",
        "stray_animals" => "chiens-errants",
        "traffic_signal" => "feu-tricolore",
        "public_space_occupation" => "occupation-domaine-public",
        "parking" => "stationnement-genant",
        "pests" => "rats-insectes",
        "abandoned_vehicle" => "epave",
        "building_danger" => "batiment-menacant-ruine",
        _ => null,
    };
}
