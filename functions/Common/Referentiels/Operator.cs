using CasaServerless.Kernel;

namespace CasaServerless.Common.Referentiels;

/// <summary>Who solves problems: a company to which a service is delegated, a local development company, or a division of the city's own.</summary>
/// <param name="Email">Where its desk is written to; null where it is not.</param>
/// <param name="Demonstration">Its part in the city's services is given for demonstration; nothing official.</param>
/// <param name="TeamsChannel">Id of the channel of Teams in which its desk is told as well: see <see cref="ReferentielForm"/>.</param>
public sealed record Operator(string Id, Bilingual Name, bool Demonstration, string? Email = null, string? TeamsChannel = null)
{
    /// <summary>Id of the desk that finds the right operator where no rule does.</summary>
    public const string Triage = "triage";
}

/// <summary>Which operator a service has in a prefecture, and on which days (both included, days of Casablanca).</summary>
/// <param name="Service">Id of the service; <see cref="AnyService"/> for every one that has no rule of its own.</param>
/// <param name="Prefecture">Id of the prefecture, such as <c>casablanca-anfa</c>; null for every one that has no rule of its own.</param>
/// <param name="Operator">Id of the operator.</param>
/// <param name="Until">Last day; null while it holds.</param>
/// <param name="Basis">The contract or text that it rests on.</param>
public sealed record OperatorRule(
    string Id, string Service, string? Prefecture, string Operator, DateOnly From, DateOnly? Until, Bilingual Basis, bool Demonstration)
{
    /// <summary>A rule for whatever has none.</summary>
    public const string AnyService = "*";

    public bool Holds(DateOnly day) => From <= day && (Until is null || day <= Until);

    /// <summary>Whether both would hold on one day for the same service in the same place: nobody could say which operator it is.</summary>
    public bool Contradicts(OperatorRule other) => other.Id != Id && other.Service == Service && other.Prefecture == Prefecture
        && other.From <= (Until ?? DateOnly.MaxValue) && From <= (other.Until ?? DateOnly.MaxValue);
}

/// <summary>Who answers for an operator.</summary>
/// <param name="Id">Id in tokens: the directory's object id, or a seeded agent's such as <c>averda-agent-1</c>.</param>
/// <param name="Operator">Id of the operator.</param>
public sealed record Agent(string Id, string Operator, Bilingual Name, bool Demonstration);

/// <summary>Who is told, and when, that a ticket waits too long.</summary>
/// <param name="Percent">Of the time to the answer: 75 is before the deadline, 150 after it.</param>
/// <param name="Name">Who is told.</param>
/// <param name="Email">Where; the operator's own address where it is absent.</param>
/// <param name="TeamsChannel">In which channel of Teams as well; the operator's own where the level has neither channel nor address.</param>
public sealed record EscalationLevel(string Id, int Percent, Bilingual Name, bool Demonstration, string? Email = null, string? TeamsChannel = null)
{
    /// <summary>The channel of Teams in which this level is told of an operator's ticket; null where there is none.</summary>
    public string? ChannelFor(Operator? its) => TeamsChannel ?? (Email is null ? its?.TeamsChannel : null);
}

/// <summary>The hours in which the city works on tickets, as of a date; holidays and Ramadan overrule them (<see cref="OfficeCalendar"/>).</summary>
/// <param name="Until">Last day; null while they hold.</param>
public sealed record WorkingHours(
    string Id, IReadOnlyList<OpeningHours> Hours, DateOnly From, DateOnly? Until, Bilingual Basis, bool Demonstration)
{
    public bool Holds(DateOnly day) => From <= day && (Until is null || day <= Until);

    /// <summary>Whether both would hold on one day.</summary>
    public bool Contradicts(WorkingHours other) => other.Id != Id
        && other.From <= (Until ?? DateOnly.MaxValue) && From <= (other.Until ?? DateOnly.MaxValue);
}
