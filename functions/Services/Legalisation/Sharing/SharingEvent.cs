namespace CasaServerless.Services.Legalisation.Sharing;

/// <summary>What can happen to a certified paper that its holder shares. The party's name lies among the personal values.</summary>
public abstract record SharingEvent : LegalisationEvent
{
    /// <param name="Share">Random id of the share.</param>
    /// <param name="Until">After it the link opens nothing.</param>
    public sealed record Shared(string Share, DateTimeOffset Until) : SharingEvent;

    /// <summary>The party took the paper.</summary>
    public sealed record ShareOpened(string Share) : SharingEvent;

    /// <summary>The holder ended it before its time.</summary>
    public sealed record ShareEnded(string Share) : SharingEvent;
}
