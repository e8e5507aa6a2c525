namespace CasaServerless.Bot.Language.Entities;

/// <summary>What an entity is.</summary>
public enum EntityKind
{
    /// <summary>Of a request or a ticket.</summary>
    Reference,

    /// <summary>Number of an identity card.</summary>
    Cin,

    /// <summary>A Moroccan number.</summary>
    Phone,

    /// <summary>A day, in whatever words.</summary>
    Date,

    /// <summary>An hour.</summary>
    Time,

    /// <summary>A street, a square, a landmark.</summary>
    Address,

    /// <summary>Of a problem in the street; an id.</summary>
    Category,

    /// <summary>One of the sixteen; an id.</summary>
    Arrondissement,

    /// <summary>A neighbourhood that is no arrondissement; an id.</summary>
    Neighbourhood,

    /// <summary>An act or paper of the commune; an id.</summary>
    Procedure,

    /// <summary>A local tax; an id.</summary>
    Tax,

    /// <summary>Tram, busway or bus; an id.</summary>
    Mode,

    /// <summary>Of tram, busway or bus; an id.</summary>
    Line,

    /// <summary>To talk in; an id.</summary>
    Language,

    /// <summary>Of money, in dirhams.</summary>
    Amount,
}

/// <summary>Something that a message names.</summary>
/// <param name="Value">The id where the kind has ids, else what stands in the message.</param>
/// <param name="Start">Where it stands in the message, in UTF-16 units.</param>
public readonly record struct Entity(EntityKind Kind, string Value, int Start, int Length)
{
    /// <summary>The day, where the kind is a date and names one.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The hour, where the kind is a time.</summary>
    public TimeOnly? Hour { get; init; }

    /// <summary>The sum in dirhams, where the kind is an amount: twenty rials are one.</summary>
    public decimal? Dirhams { get; init; }

    /// <summary>An address that is a place which people know, not a street.</summary>
    public bool Landmark { get; init; }

    /// <summary>The writer takes it back: "not Maârif: Anfa".</summary>
    public bool Denied { get; init; }
}
