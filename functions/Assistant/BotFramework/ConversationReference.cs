namespace CasaServerless.Assistant.BotFramework;

/// <summary>What must be known to write into a conversation later: kept from whatever came last, since <c>serviceUrl</c> may move (A2304).</summary>
/// <param name="ActivityId">The activity that is answered; null for a message that answers none.</param>
/// <param name="User">Who wrote.</param>
/// <param name="Bot">Ourselves, as the channel calls us.</param>
public sealed record ConversationReference(
    string? ActivityId, ChannelAccount? User, ChannelAccount? Bot, ConversationAccount Conversation, string ChannelId, string ServiceUrl, string? Locale)
{
    /// <summary>The reference of an activity that came in; null where it names no conversation.</summary>
    public static ConversationReference? Of(Activity activity) =>
        activity is { Conversation: { Id.Length: > 0 } conversation, ChannelId: { Length: > 0 } channel, ServiceUrl: { Length: > 0 } service }
            ? new(activity.Id, activity.From, activity.Recipient, conversation, channel, service, activity.Locale) : null;

    /// <summary>
    /// <paramref name="activity"/> addressed into the conversation: neither id nor time, which are the channel’s (A2031, A2041); a reply where there is
    /// something to reply to.
    /// </summary>
    public Activity Address(Activity activity) => activity with
    {
        Id = null,
        Timestamp = null,
        ChannelId = ChannelId,
        ServiceUrl = ServiceUrl,
        Conversation = Conversation,
        From = Bot,
        Recipient = User,
        Locale = activity.Locale ?? Locale,
        ReplyToId = ActivityId,
    };

    /// <summary>The same conversation, for a message that nobody is waiting for.</summary>
    public ConversationReference Unasked() => this with { ActivityId = null };

    /// <summary>What is needed to write there, and nobody’s name.</summary>
    public ConversationReference Slim() => this with
    {
        User = Account(User),
        Bot = Account(Bot),
        Conversation = new()
        {
            Id = Conversation.Id, IsGroup = Conversation.IsGroup, ConversationType = Conversation.ConversationType, TenantId = Conversation.TenantId,
        },
    };

    static ChannelAccount? Account(ChannelAccount? its) => its is null ? null : new() { Id = its.Id, AadObjectId = its.AadObjectId };
}
