using System.Text.Json;
using CasaServerless.Bot.Channels;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>Teams, or the other channels of Azure Bot Service, as the assistant needs them: a letter leaves by the connector.</summary>
sealed class BotFrameworkDoor : ISendingDoor
{
    const string Closed = "closed";
    readonly Connector connector;
    readonly ConversationStore conversations;
    readonly TeamsReferences references;

    BotFrameworkDoor(string channel, ChannelLimits limits, Connector connector, ConversationStore conversations, TeamsReferences references) =>
        (Channel, Limits, this.connector, this.conversations, this.references) = (channel, limits, connector, conversations, references);

    public static BotFrameworkDoor Teams(Connector connector, ConversationStore conversations, TeamsReferences references) =>
        new("teams", ChannelLimits.Teams, connector, conversations, references);

    public static BotFrameworkDoor Others(Connector connector, ConversationStore conversations, TeamsReferences references) =>
        new("bots", ChannelLimits.Web, connector, conversations, references);

    /// <summary>The id of a conversation, which shows nobody's.</summary>
    /// <param name="whose">Whose it is among several who listen; empty where a person is alone with the bot.</param>
    public static string Conversation(CityKeys keys, ConversationReference reference, string whose) =>
        $"{Of(reference.ChannelId)}-{Convert.ToHexStringLower(keys.Mac("bot conversation", reference.ChannelId, reference.Conversation.Id!, whose).AsSpan(0, 16))}";

    /// <summary>The door of a channel of Azure Bot Service.</summary>
    public static string Of(string? channelId) => channelId == ChannelIds.Teams ? "teams" : "bots";

    public string Channel { get; }

    public ChannelLimits Limits { get; }

    // A conversation by its own id; in Teams a person's, and the way to them, by their id in the directory.
    public async Task<IReadOnlyList<string>> ConversationsOf(string whom, CancellationToken stop)
    {
        if (whom.StartsWith($"{Channel}-", StringComparison.Ordinal)) return whom[(Channel.Length + 1)..].All(char.IsAsciiHexDigitLower) ? [whom] : [];
        return Channel == Of(ChannelIds.Teams) ? await references.AllOf(whom, stop) : [];
    }

    public async Task<string?> Send(Held held, string address, Shown message, string key, string? answers, CancellationToken stop)
    {
        var to = JsonSerializer.Deserialize(address, Readable.BotFramework.ConversationReference)!;
        // Whoever has removed the bot is left alone until they write again: their next message has another id.
        if (held.Notes.GetValueOrDefault(Closed) is { } closed && closed == (to.ActivityId ?? "")) return null;
        // Several may be answered in one go: each under its own message, where the channel gave it an id.
        var posted = await connector.Send(to with { ActivityId = to.ActivityId is null ? null : answers }, ActivityRenderer.Of(message, to.ChannelId), stop);
        if (posted.Refused == Refused.Closed) await conversations.Note(held.Conversation, Closed, to.ActivityId ?? "", stop);
        return posted.Id;
    }
}
