using Azure;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Kernel.Cases;

/// <summary>A case as one read finds it: snapshot, version and personal values.</summary>
/// <param name="Reference">Its public name.</param>
/// <param name="Version">Number of events so far.</param>
/// <param name="State">What follows from the events.</param>
/// <param name="Personal">Values about people; empty once erased.</param>
public sealed record Case<TState>(string Reference, int Version, TState State, Personal Personal)
    where TState : class
{
    /// <summary>Version of the access code; see <see cref="Identity.AccessCode"/>.</summary>
    public int CodeVersion { get; init; } = 1;

    /// <summary>When the personal values were erased, if they were.</summary>
    public DateTimeOffset? Erased { get; init; }

    /// <summary>Wrong access codes in a row, and until when none is taken.</summary>
    public WrongCodes Wrong { get; init; } = WrongCodes.None;

    internal ETag WrongTag { get; init; }

    internal Head? Head { get; init; }
}

/// <summary>Wrong access codes in a row, and until when they are counted together.</summary>
public sealed record WrongCodes(int Count, DateTimeOffset? Until)
{
    public static WrongCodes None { get; } = new(0, null);
}

/// <summary>An event with the facts around it: which one, when, by whom, through which function.</summary>
/// <param name="Version">Its number in the case, from 1.</param>
/// <param name="At">When it was decided.</param>
/// <param name="By">Who did it.</param>
/// <param name="Function">The function through which it was done.</param>
/// <param name="Event">What happened.</param>
/// <param name="Fields">Names of the personal values that came with it, each with a digest that proves the value while it is kept.</param>
public sealed record Recorded<TEvent>(
    int Version, DateTimeOffset At, Actor By, string Function, TEvent Event, IReadOnlyDictionary<string, string> Fields)
    where TEvent : class;

/// <summary>What a pure decision answers: the events, and what goes with them in the same transaction.</summary>
public sealed record Decision<TEvent>(params IReadOnlyList<TEvent> Events)
    where TEvent : class
{
    /// <summary>It is so already, or there is nothing to do: no event, no write.</summary>
    public static Decision<TEvent> Nothing { get; } = new();

    /// <summary>Personal values to keep, by field name. Null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Personal { get; init; } = new Dictionary<string, string?>();

    /// <summary>What somebody wrote, kept beside the first event in a row of its own and not with the head, so that a case may have any number of them.</summary>
    public string? Text { get; init; }

    /// <summary>The effect that makes this change; its key is inserted with it, so that a repeat changes nothing.</summary>
    public EffectKey? Once { get; init; }

    /// <summary>Deletes all personal values; none is taken afterwards.</summary>
    public bool Erases { get; init; }

    /// <summary>Ends the access code and makes a new one.</summary>
    public bool RenewsCode { get; init; }

    public static implicit operator Decision<TEvent>(TEvent happened) => new(happened);
}

/// <summary>A row by which a case is found in a list. Keys hold no personal value: people are found through an HMAC.</summary>
/// <param name="List">Which list, such as <c>legalisation/maarif-1/submitted</c>.</param>
/// <param name="Order">Sorts within the list; the reference is added to it.</param>
public sealed record ListEntry(string List, string Order)
{
    /// <summary>What the list shows without opening the case: JSON, no personal value.</summary>
    public string Shows { get; init; } = "";
}

sealed record Head(ETag ETag, string Hash, string ListRows, string Keys);
