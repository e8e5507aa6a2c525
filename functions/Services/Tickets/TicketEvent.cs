using System.Text.Json.Serialization;
using CasaServerless.Common.Erasure;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// What can happen to a ticket. Facts only, and none about a person: who reports lies in the case's row of personal values under the names in
/// <see cref="Fields"/>, and what anybody writes beside its event, as a text.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Reported), "reported")]
[JsonDerivedType(typeof(PhotoReceived), "photo-received")]
[JsonDerivedType(typeof(PhotoAccepted), "photo-accepted")]
[JsonDerivedType(typeof(PhotoRefused), "photo-refused")]
[JsonDerivedType(typeof(MessageWritten), "message-written")]
[JsonDerivedType(typeof(NameHidden), "name-hidden")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(Rated), "rated")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Transferred), "transferred")]
[JsonDerivedType(typeof(ReporterAsked), "reporter-asked")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(FollowersCounted), "followers-counted")]
[JsonDerivedType(typeof(FollowersForgotten), "followers-forgotten")]
[JsonDerivedType(typeof(Merged), "merged")]
[JsonDerivedType(typeof(Unmerged), "unmerged")]
[JsonDerivedType(typeof(Absorbed), "absorbed")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(SolvedWith), "solved-with")]
[JsonDerivedType(typeof(SplitOff), "split-off")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(OperatorNotified), "operator-notified")]
[JsonDerivedType(typeof(OperatorTold), "operator-told")]
[JsonDerivedType(typeof(OperatorUpdated), "operator-updated")]
[JsonDerivedType(typeof(PersonErased), "person-erased")]
[JsonDerivedType(typeof(AccessCodeAsked), "access-code-asked")]
[JsonDerivedType(typeof(ConversationNamed), "conversation-named")]
[JsonDerivedType(typeof(PlaceCorrected), "place-corrected")]
[JsonDerivedType(typeof(ReporterNotified), "reporter-notified")]
[JsonDerivedType(typeof(NoticeUndeliverable), "notice-undeliverable")]
public abstract record TicketEvent
{
    /// <summary>Names of the personal values that a ticket may hold.</summary>
    public static class Fields
    {
        public const string Name = "reporter.name", Phone = "reporter.phone", Email = "reporter.email", Address = "place.address", Attributes = "attributes",
            Media = "media", Conversation = "conversation";
    }

    /// <summary>Somebody reported a problem; the text is its description.</summary>
    /// <param name="Service">Id of the service (Open311's <c>service_code</c>).</param>
    /// <param name="Operator">Id of the operator who must solve it, by the rules of that day.</param>
    /// <param name="Lat">WGS84, degrees; null with <paramref name="Long"/> where only an address was given.</param>
    /// <param name="Arrondissement">Null where the place is not known well enough.</param>
    /// <param name="Approximate">The arrondissement is the nearest one, not the one whose boundary holds the point.</param>
    /// <param name="Urgent">Danger to life.</param>
    /// <param name="Channel">The door it came through: <c>web</c>, <c>open311</c>, …</param>
    /// <param name="Citizen">Random id under which the reporter acts.</param>
    /// <param name="AnswerHours">Working hours within which the service is to be answered.</param>
    /// <param name="AnswerBy">When the answer is due.</param>
    /// <param name="Hidden">The operator is not told who reports.</param>
    /// <param name="EscalateAt">When the first level of the escalation is reached.</param>
    /// <param name="SplitFrom">Reference of the ticket of which it was a part.</param>
    /// <param name="Public">What is written in the report is public, as its reporter was told beforehand.</param>
    public sealed record Reported(
        TicketType Kind, string Language, string Service, string Operator, double? Lat, double? Long, string? Arrondissement, bool Approximate,
        bool Urgent, string Channel, string Citizen, int AnswerHours, DateTimeOffset AnswerBy, bool Hidden,
        DateTimeOffset? EscalateAt = null, string? SplitFrom = null, bool Public = false) : TicketEvent;

    /// <param name="Sha256">Of the file as it came.</param>
    public sealed record PhotoReceived(string Sha256, long Bytes) : TicketEvent;

    /// <summary>A photo was judged and drawn anew, without what the camera had written into it.</summary>
    /// <param name="Received">SHA-256 of the file as it came.</param>
    /// <param name="Sha256">Of the file that is kept.</param>
    public sealed record PhotoAccepted(string Received, string Sha256) : TicketEvent;

    public sealed record PhotoRefused(string Received, string Fault) : TicketEvent;

    /// <summary>The reporter wrote.</summary>
    /// <param name="AnswerBy">When the answer is due now, where this ends a pause.</param>
    /// <param name="EscalateAt">When the next level of the escalation is reached then.</param>
    public sealed record MessageWritten(DateTimeOffset? AnswerBy, DateTimeOffset? EscalateAt = null) : TicketEvent;

    public sealed record NameHidden : TicketEvent;

    public sealed record Withdrawn : TicketEvent;

    /// <summary>The reporter is not content; the text says why.</summary>
    /// <param name="AnswerBy">The new term.</param>
    /// <param name="EscalateAt">When the first level of the escalation is reached.</param>
    public sealed record Reopened(DateTimeOffset AnswerBy, DateTimeOffset? EscalateAt = null) : TicketEvent;

    /// <param name="Stars">1 to 5.</param>
    public sealed record Rated(int Stars) : TicketEvent;

    /// <param name="Agent">Who takes it in hand; null gives it back.</param>
    public sealed record Assigned(string? Agent) : TicketEvent;

    /// <summary>Another operator must solve it; the text is the reason.</summary>
    public sealed record Transferred(string Operator) : TicketEvent;

    /// <summary>The reporter is asked something; the clock stands still until they write.</summary>
    public sealed record ReporterAsked : TicketEvent;

    public sealed record Answered : TicketEvent;

    /// <summary>A note that staff alone read.</summary>
    public sealed record Noted : TicketEvent;

    public sealed record Closed(TicketOutcome Outcome) : TicketEvent;

    /// <summary>How many follow it now.</summary>
    public sealed record FollowersCounted(int Count) : TicketEvent;

    /// <summary>It cannot be reopened any more: the addresses of those who followed it are erased.</summary>
    /// <param name="Count">How many followed it.</param>
    public sealed record FollowersForgotten(int Count) : TicketEvent;

    /// <summary>It is the same problem as another ticket's, and solved with it.</summary>
    /// <param name="Into">Reference of the other.</param>
    public sealed record Merged(string Into) : TicketEvent;

    /// <summary>It was another problem after all, or the other ticket could not take it in.</summary>
    public sealed record Unmerged : TicketEvent;

    /// <summary>Another ticket was merged into this one.</summary>
    /// <param name="Reference">Of the other.</param>
    public sealed record Absorbed(string Reference) : TicketEvent;

    /// <summary>A ticket that had been merged into this one stands for itself again.</summary>
    public sealed record Released(string Reference) : TicketEvent;

    /// <summary>The ticket that this one was merged into was answered, closed, withdrawn or reopened.</summary>
    /// <param name="Version">The other's, of that event.</param>
    public sealed record SolvedWith(int Version, TicketStatus Status) : TicketEvent;

    /// <summary>A part of the problem became a ticket of its own.</summary>
    /// <param name="Reference">Of the new one.</param>
    public sealed record SplitOff(string Reference) : TicketEvent;

    /// <summary>It waits too long: a level of the escalation was reached.</summary>
    /// <param name="Level">Its id.</param>
    /// <param name="NextAt">When the next one is reached; null after the last.</param>
    public sealed record Escalated(string Level, DateTimeOffset? NextAt) : TicketEvent;

    /// <summary>Those who answer for the operator were written.</summary>
    /// <param name="About">Version of the event that was told.</param>
    /// <param name="Taken">False where the address is refused.</param>
    /// <param name="Channel">How; by e-mail where nothing is said.</param>
    public sealed record OperatorNotified(int About, bool Taken, string? Channel = null) : TicketEvent;

    /// <summary>The operator's own system has taken an event.</summary>
    /// <param name="About">Version of the event.</param>
    /// <param name="TheirId">The system's own id of the ticket, where it gave one.</param>
    public sealed record OperatorTold(int About, string Operator, string? TheirId) : TicketEvent;

    /// <summary>The operator's own system told something.</summary>
    /// <param name="Late">It came after a later one, or after the end: kept, and nothing else changed.</param>
    public sealed record OperatorUpdated(Operators.UpdateKind Kind, int? Sequence, string? TheirId, bool Late) : TicketEvent;

    /// <param name="Note">Names nobody.</param>
    public sealed record PersonErased(ErasureReason Reason, string? Note) : TicketEvent;

    /// <summary>Somebody asked that the access code be sent again to the address on file.</summary>
    public sealed record AccessCodeAsked : TicketEvent;

    /// <summary>Its reporter wants the news of it in a conversation with the assistant.</summary>
    public sealed record ConversationNamed : TicketEvent;

    /// <summary>The arrondissement had only been the nearest, or as the reporter named it, or not known.</summary>
    public sealed record PlaceCorrected(string Arrondissement) : TicketEvent;

    /// <param name="About">Version of the event that was told.</param>
    public sealed record ReporterNotified(int About, string Channel) : TicketEvent;

    public sealed record NoticeUndeliverable(int About, string Channel) : TicketEvent;
}
