using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// What travels between a bot and its channels (Bot Framework Activity). The fields that we read or write have names here; all others are kept as they
/// came and go out again (A2005).
/// </summary>
public sealed record Activity
{
    /// <summary>One of <see cref="ActivityTypes"/>, or a type that we do not know and ignore (A2006).</summary>
    public string? Type { get; init; }

    /// <summary>The channel's; we never set it (A2031).</summary>
    public string? Id { get; init; }

    /// <summary>As it was written: we judge nothing by it and so need not understand it (A2042).</summary>
    public string? Timestamp { get; init; }

    public string? ChannelId { get; init; }

    /// <summary>Where the conversation is answered: see <see cref="ServiceHosts"/> before anything is sent there.</summary>
    public string? ServiceUrl { get; init; }

    public ChannelAccount? From { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public ChannelAccount? Recipient { get; init; }

    /// <summary>How <see cref="Text"/> is read: <c>plain</c> where it is absent (A3012).</summary>
    public string? TextFormat { get; init; }

    public string? Locale { get; init; }

    public string? Text { get; init; }

    public string? InputHint { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    public IReadOnlyList<Entity>? Entities { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }

    /// <summary>Of an installationUpdate: <c>add</c>, <c>remove</c>, and Teams’ <c>…-upgrade</c>.</summary>
    public string? Action { get; init; }

    public string? ReplyToId { get; init; }

    /// <summary>Of an event (A5001) or an invoke (A5401): which one.</summary>
    public string? Name { get; init; }

    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    /// <summary>How replies are wanted: see <see cref="DeliveryModes"/>.</summary>
    public string? DeliveryMode { get; init; }

    /// <summary>Who called, as a bot's own adapter says it; on the wire it means nothing and is dropped (A2251).</summary>
    public string? CallerId { get; init; }

    /// <summary>Everything else.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A person, or a bot, in a channel.</summary>
public sealed record ChannelAccount
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>The directory’s object id; Teams vouches for it.</summary>
    public string? AadObjectId { get; init; }

    public string? Role { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A conversation in a channel.</summary>
public sealed record ConversationAccount
{
    public string? Id { get; init; }

    public bool? IsGroup { get; init; }

    /// <summary>Teams: <c>personal</c>, <c>groupChat</c> or <c>channel</c>.</summary>
    public string? ConversationType { get; init; }

    public string? TenantId { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>A file or a card; either its content or its address (A7100).</summary>
public sealed record Attachment
{
    public string? ContentType { get; init; }

    public string? ContentUrl { get; init; }

    public JsonElement? Content { get; init; }

    public string? Name { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>What is told about an activity’s text or its sender; of mentions, who is mentioned and in which words.</summary>
public sealed record Entity
{
    public string? Type { get; init; }

    public ChannelAccount? Mentioned { get; init; }

    public string? Text { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>Answers to touch, under a message.</summary>
public sealed record SuggestedActions(IReadOnlyList<CardAction>? Actions)
{
    public IReadOnlyList<string>? To { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>One answer to touch.</summary>
/// <param name="Type">One of the protocol’s action types: <c>imBack</c>, <c>openUrl</c>, …</param>
public sealed record CardAction(string? Type, string? Title, JsonElement? Value)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>The types that we act on.</summary>
public static class ActivityTypes
{
    public const string Message = "message", ConversationUpdate = "conversationUpdate", InstallationUpdate = "installationUpdate", Invoke = "invoke", Event = "event",
        Typing = "typing", EndOfConversation = "endOfConversation", MessageReaction = "messageReaction";
}

/// <summary>How replies are wanted.</summary>
public static class DeliveryModes
{
    /// <summary>In the answer to the call itself.</summary>
    public const string ExpectReplies = "expectReplies";
}

/// <summary>Channels that we treat apart.</summary>
public static class ChannelIds
{
    public const string Teams = "msteams", Emulator = "emulator";
}
