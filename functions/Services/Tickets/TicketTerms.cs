using System.Text.Json.Serialization;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets;

/// <summary>The three kinds of what citizens bring forward (décret 2-17-265).</summary>
[JsonConverter(typeof(Kebab<TicketType>))]
public enum TicketType
{
    /// <summary>Réclamation, شكاية.</summary>
    Complaint,

    /// <summary>Observation, ملاحظة.</summary>
    Observation,

    /// <summary>Suggestion, اقتراح.</summary>
    Suggestion,
}

/// <summary>Where a ticket stands. The first three are open, as Open311 says it; the others closed.</summary>
[JsonConverter(typeof(Kebab<TicketStatus>))]
public enum TicketStatus
{
    /// <summary>With its operator, in nobody's hands yet.</summary>
    Received,

    /// <summary>In an agent's hands.</summary>
    Assigned,

    /// <summary>The reporter is being asked; the clock stands still.</summary>
    AwaitingReporter,

    Answered,

    Closed,

    Withdrawn,

    /// <summary>It is followed as part of another one.</summary>
    Merged,
}

/// <summary>How a ticket ends.</summary>
[JsonConverter(typeof(Kebab<TicketOutcome>))]
public enum TicketOutcome
{
    Solved,

    /// <summary>It cannot be done, for a reason that is told.</summary>
    NotFeasible,

    /// <summary>Nothing was found at the place.</summary>
    NotFound,

    /// <summary>No affair of the city's.</summary>
    OutsideRemit,

    /// <summary>The reporter did not answer what they were asked.</summary>
    NoReply,
}

/// <summary>Who wrote a message.</summary>
[JsonConverter(typeof(Kebab<TicketAuthor>))]
public enum TicketAuthor
{
    Reporter,
    Operator,
}
