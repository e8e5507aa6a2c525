using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CasaServerless.Assistant.DirectLine;

// Written through this context itself: its clients take a null for a value, and the city's own answers spell nulls out.
/// <summary>A conversation, as Direct Line tells of it.</summary>
/// <param name="ExpiresIn">Seconds for which the token holds.</param>
/// <param name="StreamUrl">Where to listen by WebSocket; absent where the platform has none.</param>
public sealed record DirectLineConversation(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string? StreamUrl = null);

/// <summary>Activities, and where the next ones begin.</summary>
/// <param name="Watermark">Opaque and growing.</param>
public sealed record ActivitySet(IReadOnlyList<ChatActivity> Activities, string Watermark);

/// <summary>An activity of web chat, as it is fetched.</summary>
public sealed record ChatActivity(
    string Type, string Id, DateTimeOffset Timestamp, ChatAccount From, ChatReference Conversation, string ChannelId, string Text, string Locale)
{
    public string TextFormat { get; init; } = "plain";

    public string? ReplyToId { get; init; }

    public ChatActions? SuggestedActions { get; init; }

    public IReadOnlyList<ChatAttachment>? Attachments { get; init; }

    public JsonNode? ChannelData { get; init; }

    public string? InputHint { get; init; }
}

/// <param name="Role"><c>user</c> or <c>bot</c>.</param>
public sealed record ChatAccount(string Id, string? Name, string Role);

/// <summary>The conversation of an activity.</summary>
public sealed record ChatReference(string Id);

/// <summary>What may be answered with a touch.</summary>
public sealed record ChatActions(IReadOnlyList<ChatAction> Actions);

/// <param name="Type"><c>imBack</c>: the title is said, as if it had been written.</param>
public sealed record ChatAction(string Type, string Title, string Value);

/// <summary>A file.</summary>
/// <param name="ThumbnailUrl">Of a picture: without it Web Chat shows a person's own picture as a name.</param>
public sealed record ChatAttachment(string ContentType, string? ContentUrl, string? Name, string? ThumbnailUrl = null);

/// <summary>What a client posts; what is not named here is not obeyed.</summary>
public sealed record PostedActivity(string? Type, string? Text)
{
    public JsonElement? Value { get; init; }

    public string? Name { get; init; }

    public string? Locale { get; init; }

    public JsonElement? ChannelData { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }
}

/// <summary>The id of what was posted.</summary>
public sealed record PostedId(string Id);

/// <summary>What begins a conversation; all of it may be left out.</summary>
public sealed record StartRequest(string? Locale = null);

/// <summary>A page asks for a token.</summary>
/// <param name="Language"><c>fr</c> or <c>ar</c>: in which the assistant begins.</param>
/// <param name="Token">The last one, over or not: the conversation goes on.</param>
public sealed record ChatTokenRequest(string? Language = null, string? ConversationId = null, string? Token = null);

/// <param name="ExpiresIn">Seconds.</param>
public sealed record ChatTokenReceipt(string Token, string ConversationId, string UserId, int ExpiresIn);

/// <summary>Direct Line's error.</summary>
public sealed record DirectLineError(DirectLineErrorBody Error);

/// <param name="Incident">The number under which a failure of ours is logged.</param>
public sealed record DirectLineErrorBody(string Code, string Message, string? Incident = null);

/// <summary>The session's id, which clients ask for before cookies are set; there are none here.</summary>
public sealed record SessionId([property: JsonPropertyName("sessionId")] string Id);

[JsonSerializable(typeof(DirectLineConversation))]
[JsonSerializable(typeof(ActivitySet))]
[JsonSerializable(typeof(PostedActivity))]
[JsonSerializable(typeof(PostedId))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(ChatTokenRequest))]
[JsonSerializable(typeof(ChatTokenReceipt))]
[JsonSerializable(typeof(DirectLineError))]
[JsonSerializable(typeof(SessionId))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class DirectLineJson : JsonSerializerContext;
