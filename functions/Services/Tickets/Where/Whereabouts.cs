namespace CasaServerless.Services.Tickets.Where;

/// <summary>Where a point lies.</summary>
/// <param name="Arrondissement">Its id; null outside of all of them.</param>
/// <param name="Approximate">It is the nearest one, for no boundaries were imported.</param>
/// <param name="Outside">Outside the city.</param>
/// <param name="Mechouar">In the Méchouar, a commune of its own inside the city.</param>
public sealed record Whereabouts(string? Arrondissement, bool Approximate, bool Outside, bool Mechouar);
