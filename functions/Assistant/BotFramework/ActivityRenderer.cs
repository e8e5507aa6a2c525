using System.Text.Json;
using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// A message of the assistant as an activity: text, and its choices as a card’s buttons in Teams (which tell us, not the whole channel, what was chosen)
/// or as suggested actions elsewhere. Pure.
/// </summary>
public static class ActivityRenderer
{
    /// <summary>The most bytes of a card, below what the strictest of Teams’ doors takes (28 KB).</summary>
    public const int MostBytes = 28_000;

    public static Activity Of(Shown shown, string channel)
    {
        var message = new Activity
        {
            Type = ActivityTypes.Message,
            Text = shown.Text,
            // What people wrote may stand in it; as Markdown it could become a link.
            TextFormat = "plain",
            Locale = shown.Tongue.Locale(),
            InputHint = "acceptingInput",
        };
        if (shown.Choices.Count == 0) return message;
        return channel == ChannelIds.Teams
            ? message with { Attachments = [Card(shown.Choices.Select(choice => CardButton.Of(choice.Id, choice.Title)), shown)] }
            : message with { SuggestedActions = new([.. shown.Choices.Select(choice => new CardAction("imBack", choice.Title, Text(choice.Title)))]) };
    }

    /// <summary>The card of choices once one has been made: what was chosen, and no button to press twice.</summary>
    public static AdaptiveCard Answered(string title, Tongue tongue) => new([CardElement.Says($"✓ {title}")], tongue == Tongue.Arabic, title);

    static Attachment Card(IEnumerable<CardButton> buttons, Shown shown) => new AdaptiveCard(
        [CardElement.Offers([.. buttons])], shown.Tongue == Tongue.Arabic, string.Join(" · ", shown.Choices.Select(choice => choice.Title))).Attached();

    static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, Readable.BotFramework.String);
}
