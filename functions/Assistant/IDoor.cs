using CasaServerless.Bot.Channels;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant;

/// <summary>A channel as the assistant needs it. People fetch from the transcript what is said to them, unless it is an <see cref="ISendingDoor"/>.</summary>
public interface IDoor
{
    /// <summary>Its name, with which the ids of its conversations begin: small letters alone.</summary>
    string Channel { get; }

    ChannelLimits Limits { get; }

    /// <summary>The conversations of whoever is named as this channel names people; none where it is no such name.</summary>
    Task<IReadOnlyList<string>> ConversationsOf(string whom, CancellationToken stop) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>
    /// Before a person's message is answered: fetches what the channel has only announced, and shows there that it was seen. It may be done again for the
    /// same message.
    /// </summary>
    /// <param name="answers">An answer follows at once.</param>
    /// <returns>The mail with its files, or with why there are none.</returns>
    /// <exception cref="Kernel.Cases.Later">The channel does not hand them out now.</exception>
    Task<Mail> Receive(string conversation, Mail mail, DateTimeOffset at, bool answers, CancellationToken stop) => Task.FromResult(mail);
}

/// <summary>A channel to which messages are sent.</summary>
public interface ISendingDoor : IDoor
{
    /// <summary>Hands one message to the channel.</summary>
    /// <param name="held">The conversation, as its turn found it.</param>
    /// <param name="address">Where to, in the channel's own form: JSON of the door that took the person's last message.</param>
    /// <param name="key">The same on every repeat, so that a receiver who knows it can ignore the double.</param>
    /// <param name="answers">The channel's id of the person's message that is answered; null where none is.</param>
    /// <returns>The channel's own id of it; null where it gives none, or will never take it.</returns>
    /// <exception cref="Kernel.Cases.Later">It cannot be taken now.</exception>
    Task<string?> Send(Held held, string address, Shown message, string key, string? answers, CancellationToken stop);
}
