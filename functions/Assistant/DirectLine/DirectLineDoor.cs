using CasaServerless.Bot.Channels;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>Web chat: what is said is fetched by whoever holds the conversation's token.</summary>
public sealed class DirectLineDoor : IDoor
{
    public const string Name = "web";

    public string Channel => Name;

    public ChannelLimits Limits => ChannelLimits.Web;

    // Nobody has a name here: the conversation itself is named, as its own page shows it.
    public Task<IReadOnlyList<string>> ConversationsOf(string whom, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<string>>(whom.StartsWith($"{Name}-", StringComparison.Ordinal) && whom.Skip(4).All(char.IsAsciiLetterOrDigit) ? [whom] : []);
}
