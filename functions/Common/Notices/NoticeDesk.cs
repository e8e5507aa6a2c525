namespace CasaServerless.Common.Notices;

/// <summary>Sends notices by the channel they are meant for.</summary>
public sealed class NoticeDesk(IEnumerable<INoticeChannel> channels)
{
    /// <summary>Name of the channel by which a conversation with the assistant is told; its addresses are ids of conversations.</summary>
    public const string Conversation = "conversation";

    /// <summary>Name of the channel by which those who work for the city are told in Teams; its addresses are ids of channels there.</summary>
    public const string Teams = "teams";

    /// <summary>Whether the city uses a channel.</summary>
    public bool Uses(string channel) => channels.Any(known => known.Name == channel && known.IsOpen);

    /// <summary>Hands a notice to a channel that is used. False where its address will never take it.</summary>
    /// <exception cref="Kernel.Cases.Later">It could not be handed over now.</exception>
    public Task<bool> Send(string channel, Notice notice, CancellationToken stop) =>
        channels.First(known => known.Name == channel && known.IsOpen).Send(notice, stop);
}
