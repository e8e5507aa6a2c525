using CasaServerless.Bot.Channels;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>Web chat: what is said is fetched by whoever holds the conversation's token.</summary>
public sealed class DirectLineDoor : IDoor
{
    public const string Name = "web";

    public string Channel => Name;

    public ChannelLimits Limits => ChannelLimits.Web;

    public bool IsFetched => true;

    public Task<string?> Send(string address, Shown message, string key, CancellationToken stop) => throw new NotSupportedException("It is fetched.");
}
