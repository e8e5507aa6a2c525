using System.Text.Json.Serialization.Metadata;

namespace CasaServerless.Kernel.Cases;

/// <summary>
/// What a counter tells the kernel of its cases: how state follows from events, which lists a case stands in, and what must happen after an
/// event. All of it pure but the effects' own work.
/// </summary>
/// <typeparam name="TState">The snapshot kept in the head row; immutable, no personal value.</typeparam>
/// <typeparam name="TEvent">The base type of the events, polymorphic in JSON; no personal value.</typeparam>
public abstract class CaseKind<TState, TEvent> : ICaseKind
    where TState : class
    where TEvent : class
{
    /// <summary>Prefix of references, such as <c>LEG</c>.</summary>
    public abstract string Prefix { get; }

    /// <summary>The state before the first event.</summary>
    public abstract TState Nothing { get; }

    public abstract JsonTypeInfo<TState> StateJson { get; }

    public abstract JsonTypeInfo<TEvent> EventJson { get; }

    /// <summary>The state after one more event. A change of state never looks at anything else.</summary>
    public abstract TState Apply(TState state, Recorded<TEvent> happened);

    /// <summary>The rows by which this case is found; keys only, what they show comes with them.</summary>
    public abstract IEnumerable<ListEntry> Lists(string reference, TState state, Personal personal);

    /// <summary>
    /// The names of the effects that an event calls for, each a key of <see cref="Effects"/>; <paramref name="personal"/> says what is known of the
    /// person, so that nobody is written who left no address.
    /// </summary>
    public abstract IEnumerable<string> After(TEvent happened, Personal personal);

    /// <summary>What each effect does. An effect is repeatable: it may run again after a crash, so it decides by keys and states.</summary>
    public abstract IReadOnlyDictionary<string, Effect<TState>> Effects { get; }

    async Task<bool> ICaseKind.Settle(CaseStore store, string reference, string attempt, CancellationToken stop) =>
        await store.Settle(this, reference, attempt, stop);

    Task ICaseKind.RunEffect(CaseStore store, EffectKey key, int tries, IServiceProvider services, CancellationToken stop) =>
        store.RunEffect(this, key, tries, services, stop);

    Task<int> ICaseKind.RebuildLists(CaseStore store, string reference, CancellationToken stop) =>
        store.RebuildLists(this, reference, stop);
}

/// <summary>What the queues' functions need of a counter without knowing its types.</summary>
public interface ICaseKind
{
    string Prefix { get; }

    /// <summary>Finishes, or rules out, an attempt whose writer may have died. True when it had been committed.</summary>
    Task<bool> Settle(CaseStore store, string reference, string attempt, CancellationToken stop);

    /// <param name="tries">How often it has put itself off.</param>
    Task RunEffect(CaseStore store, EffectKey key, int tries, IServiceProvider services, CancellationToken stop);

    /// <summary>Writes a case's list rows anew from its events; answers how many.</summary>
    Task<int> RebuildLists(CaseStore store, string reference, CancellationToken stop);
}

/// <summary>Work that an event calls for, done through a queue.</summary>
/// <param name="Queue">Which queue carries it: one for each thing that must scale apart.</param>
/// <param name="Run">The work; throws to be tried again, <see cref="Later"/> to be tried after a pause.</param>
public sealed record Effect<TState>(string Queue, Func<EffectRun<TState>, Task> Run) : IEffect
    where TState : class
{
    /// <summary>How long it stays unseen in its queue: for work that another step may make lighter, and needs no more than that.</summary>
    public TimeSpan? Delay { get; init; }
}

/// <summary>Where the message of an effect goes, whatever the counter.</summary>
public interface IEffect
{
    string Queue { get; }

    TimeSpan? Delay { get; }
}

/// <summary>One run of an effect: its key, and the case as it stands now.</summary>
public sealed record EffectRun<TState>(EffectKey Key, Case<TState> Case, IServiceProvider Services, CancellationToken Stop)
    where TState : class;

/// <summary>What makes an effect the same effect on every repeat: case, version of the event that called for it, name.</summary>
public sealed record EffectKey(string Reference, int Version, string Name)
{
    /// <summary>The key as a row key: inserted with the change that the effect makes, so that it makes it once.</summary>
    public override string ToString() => $"{Version:D10}.{Name}";
}
