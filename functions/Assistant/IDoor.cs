using CasaServerless.Bot.Channels;

namespace CasaServerless.Assistant;

/// <summary>A channel as the assistant needs it: what it can show, and how a message leaves. One implementation a channel.</summary>
public interface IDoor
{
    /// <summary>Its name, with which the ids of its conversations begin: small letters alone.</summary>
    string Channel { get; }

    ChannelLimits Limits { get; }

    /// <summary>Whether people fetch what is said from the transcript; nothing is sent then.</summary>
    bool IsFetched { get; }

    /// <summary>Hands one message to the channel.</summary>
    /// <param name="address">Where to, in the channel's own form: JSON of the door that took the person's last message.</param>
    /// <param name="key">The same on every repeat, so that a receiver who knows it can ignore the double.</param>
    /// <returns>The channel's own id of it; null where it gives none, or will never take it.</returns>
    /// <exception cref="Kernel.Cases.Later">It cannot be taken now.</exception>
    Task<string?> Send(string address, Shown message, string key, CancellationToken stop);
}
