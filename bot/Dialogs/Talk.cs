using CasaServerless.Bot.Messages;

namespace CasaServerless.Bot.Dialogs;

/// <summary>What is remembered of a conversation between two messages: small, and of the person nothing but what they are in the midst of.</summary>
/// <param name="Tongue">In which the person is answered.</param>
/// <param name="Expects">What the next message is taken for.</param>
/// <param name="Reference">The case that an access code is wanted for.</param>
/// <param name="Offered">Ids of the choices offered last, in their order: a number means one of them.</param>
public sealed record Talk(Tongue Tongue, Expects Expects = Expects.Anything, string? Reference = null, IReadOnlyList<string>? Offered = null)
{
    /// <summary>The arrondissement whose hours were told last.</summary>
    public string? Arrondissement { get; init; }

    /// <summary>The day that was asked of then.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The person chose the language; it changes no more by itself.</summary>
    public bool TongueChosen { get; init; }

    /// <summary>The person wants no messages that they did not ask for.</summary>
    public bool Quiet { get; init; }

    /// <summary>The case whose code the person has shown last.</summary>
    public string? Shown { get; init; }

    /// <summary>A person of the city has the conversation in hand: the assistant is silent.</summary>
    public bool WithPerson { get; init; }
}

/// <summary>What the next message is taken for.</summary>
public enum Expects
{
    Anything,
    Reference,
    AccessCode,

    /// <summary>The arrondissement whose hours were asked for, or another day.</summary>
    Arrondissement,

    /// <summary>The act whose papers were asked for.</summary>
    Act,
}

/// <summary>What came of one message.</summary>
/// <param name="Next">What is remembered.</param>
/// <param name="Replies">What is said, in this order.</param>
/// <param name="CallsPerson">A person of the city is called for.</param>
public sealed record Turn(Talk Next, IReadOnlyList<Reply> Replies, bool CallsPerson = false);
