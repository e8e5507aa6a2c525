using System.Text.Json;
using CasaServerless.Bot.Channels;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>Teams, or the other channels of Azure Bot Service, as the assistant needs them: a letter leaves by the connector.</summary>
sealed class BotFrameworkDoor : ISendingDoor
{
    const string Closed = "closed";
    readonly Connector connector;
    readonly ConversationStore conversations;

    BotFrameworkDoor(string channel, ChannelLimits limits, Connector connector, ConversationStore conversations) =>
        (Channel, Limits, this.connector, this.conversations) = (channel, limits, connector, conversations);

    public static BotFrameworkDoor Teams(Connector connector, ConversationStore conversations) => new("teams", ChannelLimits.Teams, connector, conversations);

    public static BotFrameworkDoor Others(Connector connector, ConversationStore conversations) => new("bots", ChannelLimits.Web, connector, conversations);

    /// <summary>The door of a channel of Azure Bot Service.</summary>
    public static string Of(string? channelId) => channelId == ChannelIds.Teams ? "teams" : "bots";

    public string Channel { get; }

    public ChannelLimits Limits { get; }

    public async Task<string?> Send(Held held, string address, Shown message, string key, string? answers, CancellationToken stop)
    {
        var to = JsonSerializer.Deserialize(address, BotFrameworkJson.Default.ConversationReference)!;
        // Whoever has removed the bot is left alone until they write again: their next message has another id.
        if (held.Notes.GetValueOrDefault(Closed) is { } closed && closed == (to.ActivityId ?? "")) return null;
        // Several may be answered in one go: each under its own message, where the channel gave it an id.
        var posted = await connector.Send(to with { ActivityId = to.ActivityId is null ? null : answers }, ActivityRenderer.Of(message, to.ChannelId), stop);
        if (posted.Refused == Refused.Closed) await conversations.Note(held.Conversation, Closed, to.ActivityId ?? "", stop);
        return posted.Id;
    }
}
