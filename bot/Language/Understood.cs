using CasaServerless.Bot.Language.Entities;
using CasaServerless.Bot.Language.Rules;

namespace CasaServerless.Bot.Language;

/// <summary>What was made of a message.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="Confidence">That it is so, from 0 to 1; 1 where a rule has decided.</param>
/// <param name="Second">The next likely, to ask with.</param>
/// <param name="Entities">In the order in which they stand.</param>
public sealed record Understood(Form Form, Intent Intent, double Confidence, Intent Second, IReadOnlyList<Entity> Entities)
{
    /// <summary>The rule that has decided; null where the model has.</summary>
    public Ruling? Ruling { get; init; }

    /// <summary>That the category of a report is so, from 0 to 1; 0 where it is none.</summary>
    public double CategoryConfidence { get; init; }

    /// <summary>What can be told of what is none of the city's matters, by its name in <c>Rules/hints.txt</c>; null where nothing can.</summary>
    public string? Hint { get; init; }
}
