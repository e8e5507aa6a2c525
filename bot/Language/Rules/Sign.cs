namespace CasaServerless.Bot.Language.Rules;

/// <summary>Something that speaks for what a rule looks for, or against it.</summary>
/// <param name="Name">As it stands in the rule's file, and in the answer to why.</param>
/// <param name="Weight">Counted once, however often the sign is seen; below zero it speaks against.</param>
readonly record struct Sign(string Name, int Weight);
