using System.Text.Json;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>What came of a message.</summary>
/// <param name="Id">The channel’s, of the activity; of the conversation where one was begun.</param>
/// <param name="ActivityId">Of the first activity of a conversation that was begun with one.</param>
/// <param name="Refused">Why it never will be taken; null where it was.</param>
public sealed record Posted(string? Id, string? ActivityId, Refused? Refused)
{
    /// <summary>Where a conversation that was begun is answered, if elsewhere.</summary>
    public string? ServiceUrl { get; init; }
}

/// <summary>Why a message never will be taken.</summary>
public enum Refused
{
    /// <summary>The person has blocked or removed the bot (Teams: MessageWritesBlocked), or the conversation is gone: nothing more is sent there.</summary>
    Closed,

    /// <summary>The message itself: too large, or not as the channel wants it.</summary>
    Wrong,

    /// <summary>The conversation’s address is none of ours; nothing was sent.</summary>
    Unlisted,
}

/// <summary>What a conversation is begun with.</summary>
/// <param name="Members">Exactly one for a conversation with a person.</param>
/// <param name="TenantId">Teams wants it.</param>
public sealed record ConversationParameters(bool IsGroup, ChannelAccount? Bot, IReadOnlyList<ChannelAccount>? Members, string? TenantId)
{
    public Activity? Activity { get; init; }

    public JsonElement? ChannelData { get; init; }

    /// <summary>With one person, whom the bot has met or whose directory id is known.</summary>
    public static ConversationParameters With(ChannelAccount person, string tenant, ChannelAccount? bot = null) => new(false, bot, [person], tenant);

    /// <summary>A new thread in a channel of Teams, begun with a message.</summary>
    public static ConversationParameters InChannel(string channel, string tenant, Activity first, ChannelAccount? bot = null) => new(true, bot, null, tenant)
    {
        Activity = first,
        ChannelData = JsonSerializer.SerializeToElement(new TeamsChannel(new(channel)), Readable.BotFramework.TeamsChannel),
    };
}

/// <summary>The answer to a message, or to a conversation’s beginning.</summary>
sealed record ResourceResponse(string? Id, string? ActivityId, string? ServiceUrl);

/// <summary>A connector’s refusal.</summary>
sealed record ConnectorError(ConnectorError.What? Error)
{
    public sealed record What(string? Code, string? Message);
}

/// <summary>Which channel of Teams a thread is begun in.</summary>
sealed record TeamsChannel(TeamsChannel.Its Channel)
{
    public sealed record Its(string Id);
}
