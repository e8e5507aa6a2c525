using CasaServerless.Bot.Dialogs;

namespace CasaServerless.Assistant;

/// <summary>What a conversation's state holds between two turns.</summary>
/// <param name="Talk">The assistant's own memory; null before the first word.</param>
/// <param name="Address">Where answers go, in the door's own form.</param>
public sealed record Memory(Talk? Talk = null, string? Address = null)
{
    /// <summary>When the person, or the agent who has the conversation, last said something while it was with an agent.</summary>
    public DateTimeOffset TalkedAt { get; init; }

    /// <summary>The minute, counted from 1970, in which the person's messages are counted.</summary>
    public long Minute { get; init; }

    /// <summary>How many came in that minute.</summary>
    public int InMinute { get; init; }
}
