using System.Text.Json;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant;

/// <summary>What comes in for a conversation, as it lies in the inbox.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Where answers go, in the door's own form; null leaves the last one.</param>
public sealed record Mail(MailKind Kind, string? Address = null)
{
    /// <summary>What the person said.</summary>
    public Said? Said { get; init; }

    /// <summary>The channel's own mark of the message, told back with it in the transcript.</summary>
    public string? Client { get; init; }

    /// <summary>Files that came with it, kept under the conversation.</summary>
    public IReadOnlyList<SentFile> Files { get; init; } = [];

    /// <summary>A file that the channel still keeps, in the door's own form.</summary>
    public string? Announced { get; init; }

    /// <summary>Why what came cannot be taken: said in place of an answer.</summary>
    public Words? Refused { get; init; }

    /// <summary>The language to begin in, where the channel knows it.</summary>
    public Tongue? Tongue { get; init; }

    /// <summary>Name of the agent who speaks, in both languages.</summary>
    public Words? Agent { get; init; }

    /// <summary>A notice of the city, already in the person's language.</summary>
    public string? Text { get; init; }

    /// <summary>Whoever brought it takes the answers back with them: none is sent.</summary>
    public bool IsFetched { get; init; }

    /// <summary>The mail as it goes into an inbox, under an id that is the same however often it comes.</summary>
    public Arrival Arrival(string id, DateTimeOffset at) => new(id, JsonSerializer.Serialize(this, Readable.Assistant.Mail), at);
}

/// <summary>What comes in.</summary>
public enum MailKind
{
    /// <summary>The person opened the conversation and has said nothing yet.</summary>
    Opened,

    /// <summary>The person said something.</summary>
    Said,

    /// <summary>An agent of the city says something to the person.</summary>
    AgentSaid,

    /// <summary>An agent gives the conversation back to the assistant.</summary>
    GivenBack,

    /// <summary>No agent can be called: nobody will answer.</summary>
    Unreached,

    /// <summary>It may have been silent for so long that the assistant speaks again.</summary>
    Silence,

    /// <summary>The city has something to tell.</summary>
    Notice,
}

/// <summary>A file that came with a message.</summary>
/// <param name="Sha256">Its name under the conversation; null where it was not taken.</param>
/// <param name="Bytes">Its length.</param>
public sealed record SentFile(string Name, string MediaType, string? Sha256, long Bytes)
{
    /// <summary>Why it was not taken.</summary>
    public Kernel.Documents.DocumentFault? Fault { get; init; }
}
