using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Legalisation.Sharing.SharingEvent;

namespace CasaServerless.Services.Legalisation.Sharing;

/// <summary>One party with whom a certified paper is shared.</summary>
/// <param name="Id">Random.</param>
/// <param name="Until">After it the link opens nothing.</param>
/// <param name="Ended">When its holder ended it.</param>
/// <param name="OpenedAt">The last opening that was written down.</param>
public sealed record Share(string Id, DateTimeOffset Until, DateTimeOffset? Ended, DateTimeOffset? OpenedAt)
{
    /// <summary>A paper has at most so many shares in all, and each ends within <see cref="Longest"/>.</summary>
    public const int Most = 20;

    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Openings within so short a time are one: a browser asks twice, and the history has an end.</summary>
    public static readonly TimeSpan OneOpening = TimeSpan.FromMinutes(10);

    /// <summary>Name of the personal value that holds the party's name.</summary>
    public string Field => FieldOf(Id);

    public bool IsOpen(DateTimeOffset now) => Ended is null && now < Until;

    public static string FieldOf(string id) => $"share.{id}.name";

    /// <summary>A case's shares after one more event.</summary>
    public static IReadOnlyList<Share> After(IReadOnlyList<Share> before, Recorded<LegalisationEvent> happened) => happened.Event switch
    {
        Shared it => [.. before, new(it.Share, it.Until, null, null)],
        ShareOpened it => [.. before.Select(share => share.Id == it.Share ? share with { OpenedAt = happened.At } : share)],
        ShareEnded it => [.. before.Select(share => share.Id == it.Share ? share with { Ended = happened.At } : share)],
        LegalisationEvent.PersonErased => [.. before.Select(share => share with { Ended = share.Ended ?? happened.At })],
        _ => before,
    };
}

/// <summary>The decisions that may be taken on a paper's shares. Pure.</summary>
public static class SharingRules
{
    public static Decision<LegalisationEvent> Share(this LegalisationCase its, Shared share, string name, DateTimeOffset now)
    {
        if (its.Status != LegalisationStatus.Certified) throw LegalisationRefusals.NotNow(its.Status);
        if (share.Until <= now || share.Until > now + Sharing.Share.Longest) throw SharingRefusals.Until();
        if (its.Shares.Count >= Sharing.Share.Most) throw SharingRefusals.TooMany();
        return new Decision<LegalisationEvent>(share) { Personal = new Dictionary<string, string?> { [Sharing.Share.FieldOf(share.Share)] = name } };
    }

    /// <summary>Nothing where it is ended already.</summary>
    public static Decision<LegalisationEvent> EndShare(this LegalisationCase its, string share) => Find(its, share) is not { } found
        ? throw SharingRefusals.NoSuchShare() : found.Ended is null ? new ShareEnded(share) : Decision<LegalisationEvent>.Nothing;

    /// <summary>The party takes the paper; a second time within minutes is the same opening.</summary>
    public static Decision<LegalisationEvent> OpenShare(this LegalisationCase its, string share, DateTimeOffset now)
    {
        if (Find(its, share) is not { } found || !found.IsOpen(now) || its.Status != LegalisationStatus.Certified) throw SharingRefusals.Over();
        return found.OpenedAt is { } last && now - last < Sharing.Share.OneOpening ? Decision<LegalisationEvent>.Nothing : new ShareOpened(share);
    }

    public static Share? Find(this LegalisationCase its, string share) => its.Shares.FirstOrDefault(known => known.Id == share);
}
