namespace CasaServerless.Bot.Language.Rules;

/// <summary>What a rule has decided, and why: for the log, and for whoever asks.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Why">The signs that were seen, with their weights; none of the message's own words.</param>
public sealed record Ruling(Intent Intent, string Rule, string Why);
