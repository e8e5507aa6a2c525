namespace CasaServerless.Bot.Language.Entities;

/// <summary>All that a message names.</summary>
static class EntityFinder
{
    // In this order: a stretch that one kind has taken is not another's.
    static readonly Action<Utterance, List<Entity>>[] kinds =
    [
        References.FindOurs, Phones.Find, IdentityCards.Find, References.Find, Times.Find, Dates.Find, Amounts.Find, Names.Find, Addresses.Find,
    ];

    /// <summary>In the order in which they stand.</summary>
    public static List<Entity> In(Utterance said)
    {
        var found = new List<Entity>();
        foreach (var kind in kinds) kind(said, found);
        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        Denials.Mark(said, found);
        return found;
    }
}
