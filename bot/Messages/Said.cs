namespace CasaServerless.Bot.Messages;

/// <summary>What a person said, whatever the channel.</summary>
/// <param name="Id">The channel's own id of the message: the same one, delivered again, is the same message.</param>
/// <param name="Text">As it was written; empty where something was only chosen or sent.</param>
public sealed record Said(string Id, string Text)
{
    /// <summary>Id of the <see cref="Choice"/> that was touched; null where the person wrote instead.</summary>
    public string? Chosen { get; init; }

    /// <summary>Where the person says they are, WGS84 degrees.</summary>
    public Spot? Point { get; init; }

    /// <summary>How many files came with it and were taken.</summary>
    public int Files { get; init; }
}

/// <summary>A point on the map, WGS84 degrees.</summary>
public sealed record Spot(double Lat, double Long);
