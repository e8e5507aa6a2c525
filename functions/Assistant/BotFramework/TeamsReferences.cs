using System.Text.Json;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Identity;
using Microsoft.Extensions.Caching.Memory;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// Where a person of the staff, or a channel of Teams, can be written to without having asked: kept from whatever comes from there, for <c>serviceUrl</c>
/// may move, until the bot is removed. Kept under an HMAC of the directory’s id.
/// </summary>
public sealed class TeamsReferences(ConversationStore conversations, CityKeys keys) : IDisposable
{
    const string Name = "reference";

    // What is known to be kept, so that not every word of a person looks again; forgotten soon, for another instance may have kept another.
    static readonly TimeSpan sure = TimeSpan.FromMinutes(5);
    readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Keeps the way back of an activity of Teams, where it is not known or has changed; drops it where the bot was removed.</summary>
    public async Task Keep(Activity activity, CancellationToken stop)
    {
        if (activity.ChannelId != ChannelIds.Teams || ConversationReference.Of(activity) is not { } reference || Whose(activity) is not { } whose) return;
        var (key, installs) = (Key(whose), activity.Type == ActivityTypes.InstallationUpdate);
        var removed = installs && activity.Action?.StartsWith("remove", StringComparison.Ordinal) == true;
        var told = removed ? "" : JsonSerializer.Serialize(reference.Unasked().Slim(), Readable.BotFramework.ConversationReference);
        if (!installs && kept.Get<string>(key) == told) return;
        if ((await conversations.Noted(key, Name, stop) ?? "") != told) await conversations.Note(key, Name, told, stop);
        kept.Set(key, told, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = sure });
    }

    public void Dispose() => kept.Dispose();

    /// <summary>The way to a person, by their id in the directory; null where they have never met the bot, or have removed it.</summary>
    public Task<ConversationReference?> OfPerson(string aadObjectId, CancellationToken stop) => Find("person " + aadObjectId, stop);

    /// <summary>The way to a channel, by its id in Teams; null where the bot is not there.</summary>
    public Task<ConversationReference?> OfChannel(string channel, CancellationToken stop) => Find("channel " + channel, stop);

    /// <summary>What is kept of a person, to be forgotten: their own conversation with the bot, and the way to it.</summary>
    public async Task<IReadOnlyList<string>> AllOf(string aadObjectId, CancellationToken stop) =>
        await OfPerson(aadObjectId, stop) is { } its ? [BotFrameworkDoor.Conversation(keys, its, ""), Key("person " + aadObjectId)] : [];

    async Task<ConversationReference?> Find(string whose, CancellationToken stop) =>
        await conversations.Noted(Key(whose), Name, stop) is { Length: > 0 } told ? JsonSerializer.Deserialize(told, Readable.BotFramework.ConversationReference) : null;

    // A channel’s conversation is a thread of it: what stands before the semicolon is the channel.
    static string? Whose(Activity activity) => activity.Conversation!.ConversationType switch
    {
        "channel" => "channel " + activity.Conversation.Id!.Split(';')[0],
        null or "personal" when activity.From?.AadObjectId is { Length: > 0 } person => "person " + person,
        _ => null,
    };

    string Key(string whose) => $"reference-{Convert.ToHexStringLower(keys.Mac("bot reference", whose).AsSpan(0, 16))}";
}
