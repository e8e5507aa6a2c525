namespace CasaServerless.Hosting;

/// <summary>An hour that has struck.</summary>
/// <param name="IsPastDue">It struck while nobody listened, and is made up for now.</param>
/// <param name="Last">When the function last ran; null when it never did, or when nobody keeps count.</param>
/// <param name="Next">The hour that this run is for, or that was awaited; null when nobody keeps count.</param>
public sealed record TimerTick(bool IsPastDue, DateTimeOffset? Last, DateTimeOffset? Next);
