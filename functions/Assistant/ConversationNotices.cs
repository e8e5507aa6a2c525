using CasaServerless.Bot.Messages;
using CasaServerless.Common.Notices;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant;

/// <summary>Notices in conversations: the person reads them where they write. The same notice again is the same message.</summary>
public sealed class ConversationNotices(ConversationStore conversations, TimeProvider clock) : INoticeChannel
{
    public string Name => NoticeDesk.Conversation;

    public bool IsOpen => true;

    public async Task<bool> Send(Notice notice, CancellationToken stop)
    {
        // Its time was over, or it was erased: nobody would read it.
        if ((await conversations.Find(notice.To, stop)).Memory is null) return false;
        var mail = new Mail(MailKind.Notice)
        {
            Text = Text(notice),
            Tongue = notice.Language == Language.Arabic ? Tongue.Arabic : Tongue.French,
        };
        await conversations.Accept(notice.To, mail.Arrival($"notice/{notice.Key}", clock.GetUtcNow()), stop);
        return true;
    }

    // In a conversation nobody greets twice; the subject says which case it is.
    static string Text(Notice notice) => string.Join("\n\n",
    [
        notice.Subject.In(notice.Language), .. notice.Paragraphs.Skip(1).Select(paragraph => paragraph.In(notice.Language)),
        .. notice.Link is { } link ? (string[])[$"{link.Words.In(notice.Language)}\n{link.Address}"] : [],
    ]);
}
