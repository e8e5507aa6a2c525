using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash.Chats;

/// <summary>Somebody who writes to the assistant through one of its doors, and notices what is lost, doubled or out of order.</summary>
abstract class Talker(int number)
{
    /// <summary>Messages that each one writes.</summary>
    public const int Messages = 6;

    public int Number => number;

    /// <summary>Writes all messages, one after the other or several at once; each is insisted on until it is accepted.</summary>
    public abstract Task Play(CarefulClient client, Dice dice, Tally tally, CancellationToken stop);

    /// <summary>In good weather, when all has come to rest: what is not as it was promised.</summary>
    public abstract Task<IReadOnlyList<string>> Faults(CarefulClient client);
}
