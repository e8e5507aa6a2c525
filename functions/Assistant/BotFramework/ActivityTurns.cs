using System.Text.Json;
using CasaServerless.Bot.Channels;
using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// What an activity that was admitted sets going: a message goes into its conversation’s inbox and is answered from there, in its order; one that expects
/// its replies is answered before this returns.
/// </summary>
sealed class ActivityTurns(
    ConversationStore conversations, ConversationBell bell, Turns turns, TeamsReferences references, TeamsThreads threads, CityKeys keys, TimeProvider clock)
{
    /// <summary>The longest text, in UTF-16 units: within what a row of storage takes.</summary>
    internal const int LongestText = 4000;

    // Channels give up after fifteen seconds.
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10), look = TimeSpan.FromMilliseconds(500);

    /// <summary>The replies, where the channel expects them in its answer; none otherwise.</summary>
    /// <exception cref="Kernel.Refusal">It could not be kept, or not be answered in time: the channel may send it again.</exception>
    public async Task<IReadOnlyList<Activity>> Take(Activity activity, CancellationToken stop)
    {
        await references.Keep(activity, stop);
        var id = activity.Id is { Length: > 0 } its ? its : Guid.NewGuid().ToString("N");
        if (await threads.Read(activity, stop) is { } word)
        {
            if (word.Mail is { } saidTo)
                await conversations.Converse(word.Conversation, saidTo.Arrival($"teams/{id}", clock.GetUtcNow()), turns, stop);
            return [];
        }
        // Without a conversation there is nowhere to answer.
        if (ConversationReference.Of(activity) is not { } reference) return [];
        if (Read(activity, id, reference) is not { } mail) return [];
        var conversation = Key(activity, reference);
        var arrival = mail.Arrival(id, clock.GetUtcNow());
        // At once, and not by the queue: a person waits, and the channel has fifteen seconds.
        await conversations.Converse(conversation, arrival, turns, stop);
        return !mail.IsFetched ? [] : [.. (await Replies(conversation, arrival.Message, stop)).Select(line => Reply(line, reference))];
    }

    /// <summary>What of an activity concerns the conversation; null for what is no message and begins none. Pure.</summary>
    internal static Mail? Read(Activity activity, string id, ConversationReference reference)
    {
        var address = JsonSerializer.Serialize(reference.Slim(), Readable.BotFramework.ConversationReference);
        var tongue = Tongues.Of(activity.Locale);
        var fetched = activity.DeliveryMode == DeliveryModes.ExpectReplies;
        var chosen = Invokes.ChosenIn(activity);
        return activity.Type switch
        {
            ActivityTypes.Message => Said(Mentions.Stripped(activity)),
            ActivityTypes.Invoke when activity.Name == "adaptiveCard/action" && chosen is not null => Said(""),
            // Whom the bot meets alone it greets, once; what it hears of them later says where they are now. Who fetches the replies is greeted with the first.
            _ when fetched || !IsAlone(reference) => null,
            ActivityTypes.ConversationUpdate => Opened(),
            ActivityTypes.InstallationUpdate when activity.Action?.StartsWith("add", StringComparison.Ordinal) == true => Opened(),
            _ => null,
        };

        Mail Said(string text) => new(MailKind.Said, address)
        {
            Said = new(id, text.Length == 0 && chosen?.Title is { } title ? Cutting.Short(title, 200) : Cutting.Short(text, LongestText)) { Chosen = chosen?.Choice },
            // They lie where only the channel's own token opens them.
            Refused = HasFiles(activity) ? DoorSentences.NoFilesHere : null,
            Tongue = tongue,
            IsFetched = fetched,
        };

        Mail Opened() => new(MailKind.Opened, address) { Tongue = tongue };
    }

    // The text comes a second time as HTML; cards of others are no files.
    internal static bool HasFiles(Activity activity) => (activity.Attachments ?? []).Any(one => one?.ContentType is { } type
        && !type.Equals("text/html", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/vnd.microsoft.card", StringComparison.OrdinalIgnoreCase));

    static bool IsAlone(ConversationReference reference) => reference.Conversation is { IsGroup: null or false, ConversationType: null or "personal" };

    /// <summary>A person’s own; where others listen, each has theirs, so that nobody’s reference and code become another’s.</summary>
    string Key(Activity activity, ConversationReference reference) => BotFrameworkDoor.Conversation(keys, reference, IsAlone(reference) ? "" : activity.From?.Id ?? "");

    static Activity Reply(TranscriptLine line, ConversationReference reference) => reference.Address(ActivityRenderer.Of(
        new Shown(line.Text, line.Tongue, line.Choices is null ? ChoicesAs.Text : ChoicesAs.Buttons, line.Choices ?? [], line.AsksPoint), reference.ChannelId));

    // Its turn may come by the queue; sent again, it finds its replies.
    async Task<IReadOnlyList<TranscriptLine>> Replies(string conversation, string message, CancellationToken stop) =>
        await bell.Until(conversation, async () =>
        {
            List<TranscriptLine> lines = [.. (await conversations.Transcript(conversation, stop)).Select(TranscriptLine.Read)];
            var at = lines.FindIndex(line => line.By == Speaker.Person && line.Id == message);
            return at < 0 ? null : lines.Skip(at + 1).TakeWhile(line => line.By != Speaker.Person).ToList();
        }, look, patience, clock, stop) ?? throw ConversationRefusals.NotNow();
}
