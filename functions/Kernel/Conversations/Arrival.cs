namespace CasaServerless.Kernel.Conversations;

/// <summary>Something that came in for a conversation: a person's message, an officer's, a silence that has lasted.</summary>
/// <param name="Message">The channel's own id of it: the same one, delivered again, is the same message.</param>
/// <param name="Body">JSON of whoever takes it; at most <see cref="MostCharacters"/>.</param>
/// <param name="At">When it came in, by the city's clock.</param>
public sealed record Arrival(string Message, string Body, DateTimeOffset At)
{
    /// <summary>A column of a table holds 32,768 characters.</summary>
    public const int MostCharacters = 30_000;
}

/// <summary>One line of a conversation's transcript.</summary>
/// <param name="Number">From 1, without gaps.</param>
public sealed record Line(int Number, DateTimeOffset At, string Body);

/// <summary>A message that waits to be sent.</summary>
/// <param name="Number">From 1; messages are sent in this order.</param>
/// <param name="Tries">How often it was put off.</param>
public sealed record Letter(int Number, string Body, int Tries = 0);

/// <summary>What is held of a conversation when its turn comes.</summary>
/// <param name="Conversation">Its id: a channel's name, then random or an HMAC, never a person's number.</param>
/// <param name="Memory">JSON that the last turn left; null before the first.</param>
/// <param name="Notes">What was noted beside it, by name.</param>
public sealed record Held(string Conversation, string? Memory, IReadOnlyDictionary<string, string> Notes);

/// <summary>What came of an arrival: written in one transaction with the arrival's end.</summary>
/// <param name="Memory">What the next turn starts from, at most 30,000 characters.</param>
/// <param name="Lines">New lines of the transcript, in their order; at most forty.</param>
/// <param name="Letters">What is to be sent, in its order; at most forty.</param>
public sealed record Taken(string Memory, IReadOnlyList<string> Lines, IReadOnlyList<string> Letters);

/// <summary>What became of a letter that was handed to its channel.</summary>
/// <param name="Id">The channel's own id of it, by which it tells what becomes of it; null where it gives none.</param>
public sealed record Delivery(string? Id = null);

/// <summary>Who talks in the conversations: the store keeps, orders and repeats, and knows nothing of what is said.</summary>
public interface IConversing
{
    /// <summary>Takes one arrival. It may be called again for the same one, from the same memory, where the process died or somebody else was faster.</summary>
    /// <param name="lastTry">It has failed before, and is not tried again: whoever waits is to be told.</param>
    Task<Taken> Take(Held held, Arrival arrival, bool lastTry, CancellationToken stop);

    /// <summary>Which letters wait for each other: one that is put off holds up those of its own lane alone.</summary>
    int LaneOf(Letter letter) => 0;

    /// <summary>Hands a letter to its channel, or gives it up for good. Doubled only where the channel's answer was lost.</summary>
    /// <exception cref="Cases.Later">It cannot be taken now.</exception>
    Task<Delivery> Deliver(Held held, Letter letter, CancellationToken stop);
}
