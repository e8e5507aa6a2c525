using System.Text.Json.Serialization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets;

/// <summary>Where the problem is.</summary>
/// <param name="Lat">WGS84, degrees.</param>
/// <param name="Address">What the reporter wrote: at most 300 characters.</param>
/// <param name="Arrondissement">Its id; found from the point where there is one.</param>
/// <param name="Approximate">The arrondissement is the nearest, for no boundaries were imported.</param>
public sealed record Place(
    double? Lat = null, [property: JsonPropertyName("long")] double? Long = null, string? Address = null, string? Arrondissement = null,
    bool? Approximate = null)
{
    internal static Place Of(Case<TicketCase> its) => new(
        its.State.Lat, its.State.Long, its.Personal[TicketEvent.Fields.Address], its.State.Arrondissement, its.State.Approximate ? true : null);
}

/// <summary>A place as it was given, read.</summary>
sealed record PlaceRead(double? Lat, double? Long, string? Address, string? Arrondissement, bool Approximate)
{
    // To the sixth decimal, a hand's breadth: what is more is noise.
    const int Decimals = 6;

    /// <param name="given">As it came.</param>
    /// <param name="loosely">An address alone is enough, or an arrondissement alone: the triage desk finds out the rest.</param>
    /// <exception cref="Refusal"><c>TIC-001</c>, <c>TIC-003</c>, <c>TIC-004</c>: outside the city, <c>TIC-005</c>: in the Méchouar.</exception>
    public static async Task<PlaceRead> Of(Place? given, bool loosely, TicketDesk desk, CancellationToken stop)
    {
        var address = string.IsNullOrWhiteSpace(given?.Address) ? null
            : PlainText.Read(given.Address, 3, 300) ?? throw TicketRefusals.Invalid("adresse (3 à 300 caractères)", "العنوان (من 3 إلى 300 حرف)");
        if (given is { Lat: { } lat, Long: { } @long })
        {
            if (!(lat is >= -90 and <= 90 && @long is >= -180 and <= 180)) throw TicketRefusals.Invalid("coordonnées (lat, long)", "الإحداثيات (lat, long)");
            var found = await desk.Boundaries.Find(lat, @long, stop);
            if (found.Outside) throw TicketRefusals.OutsideCity();
            if (found.Mechouar) throw TicketRefusals.InMechouar();
            return new(Math.Round(lat, Decimals), Math.Round(@long, Decimals), address, found.Arrondissement, found.Approximate);
        }
        if (given?.Lat is not null || given?.Long is not null) throw TicketRefusals.Invalid("coordonnées (lat et long)", "الإحداثيات (lat و long)");
        var named = given?.Arrondissement is { Length: > 0 } id ? id : null;
        if (loosely ? address is null && named is null : address is null || named is null) throw TicketRefusals.NoPlace();
        if (named is null) return new(null, null, address, null, false);
        var known = (await desk.Referentiels.Arrondissements(stop)).Any(one => one.Id == named);
        return known ? new(null, null, address, named, loosely && given!.Approximate == true) : throw TicketRefusals.Invalid("arrondissement", "المقاطعة");
    }
}
