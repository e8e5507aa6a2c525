using System.Text.Json;
using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant;

/// <summary>A line of the transcript: what was said, by whom.</summary>
/// <param name="Id">The channel's id of a person's message; absent for the city's, which are known by their number.</param>
public sealed record TranscriptLine(Speaker By, string Text, Tongue Tongue, string? Id = null)
{
    /// <summary>What may be chosen.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }

    /// <summary>The person's place is wanted.</summary>
    public bool AsksPoint { get; init; }

    /// <summary>Where the person says they are.</summary>
    public Spot? Point { get; init; }

    public IReadOnlyList<SentFile>? Files { get; init; }

    /// <summary>The channel's own mark of a person's message.</summary>
    public string? Client { get; init; }

    /// <summary>Name of the agent who speaks.</summary>
    public string? Name { get; init; }

    /// <summary>A line as it was kept.</summary>
    public static TranscriptLine Read(Line line) => JsonSerializer.Deserialize(line.Body, Readable.Assistant.TranscriptLine)!;

    /// <summary>One of the assistant's messages, as its channel shows it.</summary>
    public static TranscriptLine Of(Shown shown) => new(Speaker.Assistant, shown.Text, shown.Tongue)
    {
        Choices = shown.Choices.Count > 0 ? shown.Choices : null,
        AsksPoint = shown.AsksPoint,
    };
}

/// <summary>Who speaks.</summary>
public enum Speaker
{
    Person,
    Assistant,
    Agent,
}

/// <summary>A letter that waits to be sent.</summary>
/// <param name="To">Who it is for.</param>
/// <param name="Shown">The message, as the person's channel shows it; for <see cref="Recipient.Person"/>.</param>
/// <param name="Answers">Id of the person's message that is answered.</param>
/// <param name="Line">What an agent is shown of the conversation; for <see cref="Recipient.Staff"/>.</param>
public sealed record LetterBody(Recipient To, Shown? Shown = null, TranscriptLine? Line = null, string? Answers = null);

/// <summary>Who a letter is for.</summary>
public enum Recipient
{
    /// <summary>The person, by their channel.</summary>
    Person,

    /// <summary>The agents, who see the conversation.</summary>
    Staff,

    /// <summary>The agents, who are called to it.</summary>
    Call,

    /// <summary>Ourselves, after a silence.</summary>
    Silence,
}
