using CasaServerless.Bot.Messages;
using CasaServerless.Common.Notices;
using CasaServerless.Kernel;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// A notice as a channel of Teams shows it: its subject, which lists and alerts show, and a card of its paragraphs, in French and then in Arabic, with a
/// button that leads on. Pure.
/// </summary>
static class NoticeCard
{
    public static Activity Of(Notice notice) => new()
    {
        Type = ActivityTypes.Message,
        Text = notice.Subject.Fr,
        TextFormat = "plain",
        Locale = Tongue.French.Locale(),
        Attachments = [new AdaptiveCard(Body(notice), false, notice.Subject.Fr).Attached()],
    };

    static CardElement[] Body(Notice notice) =>
    [
        CardElement.Holds(Told(notice, Language.French), rightToLeft: false),
        CardElement.Holds([CardElement.Says(notice.Subject.Ar), .. Told(notice, Language.Arabic)], rightToLeft: true),
        .. notice.Link is { } link ? (CardElement[])[CardElement.Offers([CardButton.LeadsTo(link.Address, $"{link.Words.Fr} · {link.Words.Ar}")])] : [],
    ];

    static CardElement[] Told(Notice notice, Language language) => [.. notice.Paragraphs.Select(paragraph => CardElement.Says(paragraph.In(language)))];
}
