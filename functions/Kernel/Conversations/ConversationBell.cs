namespace CasaServerless.Kernel.Conversations;

/// <summary>Wakes whoever waits in this process for a line of a conversation; other instances' lines are seen by looking.</summary>
public sealed class ConversationBell
{
    // A few conversations share a bell, and wake each other for nothing now and then; so there is nothing to clear away.
    readonly TaskCompletionSource[] bells = [.. Enumerable.Range(0, 256).Select(_ => Bell())];

    /// <summary>Ends when the bell next rings. Take it before looking, so that nothing is missed in between.</summary>
    public Task Next(string conversation) => Volatile.Read(ref Of(conversation)).Task;

    /// <summary>Wakes all who wait.</summary>
    public void Ring(string conversation) => Interlocked.Exchange(ref Of(conversation), Bell()).TrySetResult();

    ref TaskCompletionSource Of(string conversation) => ref bells[(uint)string.GetHashCode(conversation, StringComparison.Ordinal) % (uint)bells.Length];

    static TaskCompletionSource Bell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
