namespace CasaServerless.Bot.Messages;

/// <summary>What the assistant says, before any channel's limits.</summary>
/// <param name="Text">Plain text; paragraphs stand apart by an empty line.</param>
/// <param name="Tongue">Its language, by which channels set the direction.</param>
public sealed record Reply(string Text, Tongue Tongue)
{
    /// <summary>What may be answered with a touch; the person may always write instead.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>The person's place is wanted: channels that can ask for it do.</summary>
    public bool AsksPoint { get; init; }
}

/// <summary>One answer to choose.</summary>
/// <param name="Id">What comes back, at most 200 characters, unique in its reply.</param>
/// <param name="Title">What the person sees and, on channels without buttons, types.</param>
/// <param name="About">A line more, where a channel has room for it.</param>
public sealed record Choice(string Id, string Title, string? About = null);
