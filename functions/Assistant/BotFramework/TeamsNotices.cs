using CasaServerless.Common.Notices;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// Notices to those who work for the city, each a thread in the channel of Teams that the référentiels name. The connector knows no key by which it could
/// tell a double: who asks keeps it from being sent twice.
/// </summary>
sealed partial class TeamsNotices(TeamsChannels channels, ILogger<TeamsNotices> log) : INoticeChannel
{
    public string Name => NoticeDesk.Teams;

    /// <summary>Also where there is no bot: a channel is named all the same, and whoever named it should see that nothing comes.</summary>
    public bool IsOpen => true;

    public async Task<bool> Send(Notice notice, CancellationToken stop)
    {
        var refused = channels.IsOpen ? (await channels.Begin(notice.To, NoticeCard.Of(notice), stop)).Refused?.ToString() : "NoBot";
        if (refused is not null) NotPosted(log, notice.Key, refused);
        return refused is null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notice {Key} is not posted in its channel of Teams: {Why}")]
    static partial void NotPosted(ILogger log, string key, string why);
}
