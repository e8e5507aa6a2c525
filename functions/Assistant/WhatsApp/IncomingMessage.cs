using CasaServerless.Bot.Messages;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>What a message is.</summary>
enum IncomingKind
{
    Text,

    /// <summary>A button or a line of a list was touched.</summary>
    Choice,
    Media,
    Place,
    Contacts,

    /// <summary>A sign under one of our messages, or its removal: seen, not answered.</summary>
    Reaction,

    /// <summary>The person has opened the conversation and said nothing yet.</summary>
    Welcome,

    /// <summary>Whatever else, known to WhatsApp or not: answered that it is not understood.</summary>
    Other,
}

/// <summary>What a file is, as WhatsApp has it.</summary>
enum MediaKind
{
    Image,
    Document,
    Audio,
    Video,
    Sticker,
}

/// <summary>One message of a person, as far as the city looks at it.</summary>
/// <param name="Id">WhatsApp’s; the same one, delivered again, is the same message.</param>
/// <param name="Person">The business-scoped id of who wrote it; their number where there is no such id.</param>
/// <param name="At">When it was written; the beginning of time where WhatsApp does not say.</param>
sealed record IncomingMessage(string Id, string Person, DateTimeOffset At, IncomingKind Kind)
{
    /// <summary>The number that came beside the id; null where there is none, or it is all that there is.</summary>
    public string? Number { get; init; }

    /// <summary>What was written, with a file or alone; the title of what was touched; the name of a place.</summary>
    public string Text { get; init; } = "";

    /// <summary>Id of the choice that was touched.</summary>
    public string? Chosen { get; init; }

    /// <summary>WGS84 degrees.</summary>
    public Spot? Point { get; init; }

    public IncomingMedia? Media { get; init; }

    /// <summary>The message that this one answers, or under which a sign was put.</summary>
    public string? Answers { get; init; }

    /// <summary>Somebody else wrote it.</summary>
    public bool Forwarded { get; init; }

    /// <summary>The advertisement or post that the person came by.</summary>
    public string? CameBy { get; init; }

    /// <summary>As the assistant hears it.</summary>
    public Said Said => new(Id, Text) { Chosen = Chosen, Point = Point, Files = Media is null ? 0 : 1 };
}

/// <summary>A file that WhatsApp keeps for a week.</summary>
/// <param name="Id">By which it is fetched.</param>
/// <param name="MediaType">As the sender’s telephone says; not believed.</param>
/// <param name="Sha256">As it was announced, in base64 or hexadecimal.</param>
/// <param name="FileName">Of documents.</param>
sealed record IncomingMedia(MediaKind Kind, string Id, string? MediaType, string? Sha256, string? FileName)
{
    /// <summary>It was spoken for this conversation, not attached to it.</summary>
    public bool Voice { get; init; }
}

/// <summary>A person whose id has changed: whoever writes under the new one is the same person.</summary>
/// <param name="Id">Of the message that tells.</param>
sealed record MovedPerson(string Id, string From, string To);
