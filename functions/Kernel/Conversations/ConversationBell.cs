namespace CasaServerless.Kernel.Conversations;

/// <summary>Wakes whoever waits in this process for a line of a conversation; other instances' lines are seen by looking.</summary>
public sealed class ConversationBell
{
    // A few conversations share a bell, and wake each other for nothing now and then; so there is nothing to clear away.
    readonly TaskCompletionSource[] bells = [.. Enumerable.Range(0, 256).Select(_ => Bell())];

    // Ends when the bell next rings. It is taken before looking, so that nothing is missed in between.
    Task Next(string conversation) => Volatile.Read(ref Of(conversation)).Task;

    /// <summary>Wakes all who wait.</summary>
    public void Ring(string conversation) => Interlocked.Exchange(ref Of(conversation), Bell()).TrySetResult();

    /// <summary>Looks until there is something: at once, at each ring and, for other instances' lines, every <paramref name="look"/>. Null when <paramref name="patience"/> is over.</summary>
    public async Task<T?> Until<T>(string conversation, Func<Task<T?>> find, TimeSpan look, TimeSpan patience, TimeProvider clock, CancellationToken stop) where T : class
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            var rings = Next(conversation);
            if (await find() is { } found) return found;
            var left = patience - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return null;
            await Task.WhenAny(rings, Task.Delay(left < look ? left : look, stop));
            stop.ThrowIfCancellationRequested();
        }
    }

    ref TaskCompletionSource Of(string conversation) => ref bells[(uint)string.GetHashCode(conversation, StringComparison.Ordinal) % (uint)bells.Length];

    static TaskCompletionSource Bell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
