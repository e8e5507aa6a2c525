using System.Text.Json.Serialization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>What an operator's system does about a ticket.</summary>
[JsonConverter(typeof(Kebab<UpdateKind>))]
public enum UpdateKind
{
    /// <summary>It has it in hand.</summary>
    Accepted,

    /// <summary>It asks the reporter something.</summary>
    Asked,

    Answered,
    Closed,

    /// <summary>A note for agents.</summary>
    Noted,
}

/// <summary>An update, read.</summary>
/// <param name="Sequence">Of the operator's updates on this ticket; null where it does not count them.</param>
/// <param name="TheirId">The operator's own id of the ticket.</param>
public sealed record OperatorUpdate(UpdateKind Kind, string? Text, TicketOutcome? Outcome, int? Sequence, string? TheirId);

/// <summary>The decision on an update. Pure.</summary>
public static class UpdateDecisions
{
    /// <summary>Heeds an update, whatever the order in which they come: what is too late for the ticket is kept and changes nothing else.</summary>
    public static Decision<TicketEvent> Heed(this TicketCase its, OperatorUpdate told)
    {
        if (its.Texts >= TicketTimes.MostTexts && told.Text is not null) throw TicketRefusals.TooManyTexts();
        var late = told.Sequence <= its.TheirSequence || !(its.IsOpen || its.Status == TicketStatus.Answered && told.Kind == UpdateKind.Closed);
        IReadOnlyList<TicketEvent> acts = late ? [] : told.Kind switch
        {
            UpdateKind.Asked => [new ReporterAsked()],
            UpdateKind.Answered => [new Answered()],
            UpdateKind.Closed when told.Text is not null && its.IsOpen => [new Answered(), new TicketEvent.Closed(told.Outcome!.Value)],
            UpdateKind.Closed => [new TicketEvent.Closed(told.Outcome!.Value)],
            UpdateKind.Noted => [new Noted()],
            _ => [],
        };
        // What was written stands with the first event: the act that the reporter reads, or the update itself.
        return new Decision<TicketEvent>([.. acts, new OperatorUpdated(told.Kind, told.Sequence, told.TheirId, late)]) { Text = told.Text };
    }
}
