using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets;

/// <summary>The lists in which tickets are found: the desk's by due date, the public's by age. Rows hold no personal value and nothing that was written.</summary>
public static class TicketLists
{
    const string Everyone = "*", Anywhere = "*";

    /// <summary>An operator's tickets in one status, in one arrondissement or all, the first due first.</summary>
    /// <param name="operator">Null for every operator's.</param>
    /// <param name="arrondissement">Null for the whole city.</param>
    public static string OfDesk(string? @operator, string? arrondissement, TicketStatus status) =>
        $"tickets:{@operator ?? Everyone}:{arrondissement ?? Anywhere}:{status.Kebab()}";

    /// <summary>An operator's open tickets that are a danger to life, the first due first.</summary>
    public static string Urgent(string? @operator) => $"tickets:{@operator ?? Everyone}:urgent";

    /// <summary>What anybody may see: open tickets, or closed ones, of one service, in one arrondissement, or all; the newest first.</summary>
    /// <param name="by">Id of a service, or of an arrondissement; null for all.</param>
    public static string Public(string? by, bool open) => $"tickets:public:{by ?? Anywhere}:{(open ? "open" : "closed")}";

    /// <summary>Open tickets whose clock runs, by when the next level of the escalation is reached.</summary>
    public const string Escalation = "tickets:escalation";

    /// <summary>Tickets that have ended and still know their reporter, by the day of Casablanca since which that counts.</summary>
    public const string Ended = "tickets:ended";

    /// <summary>Tickets that have ended and whose followers are still known, by until when.</summary>
    public const string Followed = "tickets:followed";

    /// <summary>Tickets that are solved with another one.</summary>
    public static string MergedInto(string reference) => $"tickets:merged:{reference}";

    /// <summary>The ticket that an operator's own system knows by this id.</summary>
    /// <param name="id">As they write it: its digest stands in the list's name, which may not hold every character.</param>
    public static string Theirs(string @operator, string id) =>
        $"tickets:theirs:{@operator}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16))}";

    /// <summary>Open tickets that an operator's own system was given and whose id there is known.</summary>
    public static string WithThem(string @operator) => $"tickets:with:{@operator}";

    /// <summary>The place of a term in the desk's lists.</summary>
    public static string Due(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>The place of a day.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The place of an age in the public's lists: what is newer sorts first.</summary>
    public static string Age(DateTimeOffset at) => (DateTimeOffset.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    internal static IEnumerable<ListEntry> Of(string reference, TicketCase its)
    {
        var shows = JsonSerializer.Serialize(TicketItem.Of(reference, its), TicketJson.Default.TicketItem);
        foreach (var who in (string?[])[its.Operator, null])
        {
            foreach (var where in its.Arrondissement is null ? [null] : (string?[])[its.Arrondissement, null])
                yield return new(OfDesk(who, where, its.Status), Due(its.AnswerBy)) { Shows = shows };
            if (its is { Urgent: true, IsOpen: true }) yield return new(Urgent(who), Due(its.AnswerBy)) { Shows = shows };
        }
        if (its is { IsOpen: true, AskedAt: null, EscalateAt: { } next }) yield return new(Escalation, Due(next));
        if (its.KeptSince is { } ended) yield return new(Ended, Day(CityTime.Day(ended)));
        if (its.FollowedUntil is { } until) yield return new(Followed, Due(until));
        if (its.TheirId is { } id)
        {
            yield return new(Theirs(its.Operator, id), "");
            if (its is { IsOpen: true, TheirsIsOver: false }) yield return new(WithThem(its.Operator), "");
        }
        if (its.MergedInto is { } into) yield return new(MergedInto(into), "");
        // What was withdrawn is nobody's affair any more, and what was merged is shown where it is solved.
        if (its.Status is TicketStatus.Withdrawn or TicketStatus.Merged) yield break;
        var open = JsonSerializer.Serialize(PublicTicket.Of(reference, its), TicketJson.Default.PublicTicket);
        foreach (var by in its.Arrondissement is null ? [null, its.Service] : (string?[])[null, its.Service, its.Arrondissement])
            yield return new(Public(by, its.IsOpen), Age(its.ReportedAt)) { Shows = open };
        if (its is { IsOpen: true, Lat: { } lat, Long: { } @long })
            yield return new(Followers.Nearby.ListOf(its.Service, lat, @long), Age(its.ReportedAt)) { Shows = open };
    }
}

/// <summary>What the desk's lists show of a ticket.</summary>
/// <param name="Escalations">How many levels of the escalation were reached.</param>
/// <param name="HandedAt">Since when it is this operator's, where it was another's before.</param>
/// <param name="ReopenedAt">When it was last reopened.</param>
public sealed record TicketItem(
    string Reference, TicketType Kind, TicketStatus Status, string Service, string Operator, string? Arrondissement, bool Urgent,
    DateTimeOffset ReportedAt, DateTimeOffset AnswerBy, string? Agent, int Followers, int Escalations,
    DateTimeOffset? HandedAt = null, DateTimeOffset? ReopenedAt = null)
{
    public static TicketItem Of(string reference, TicketCase its) => new(
        reference, its.Kind, its.Status, its.Service, its.Operator, its.Arrondissement, its.Urgent,
        CityTime.In(its.ReportedAt), CityTime.In(its.AnswerBy), its.Agent, its.Followers, its.Escalations.Count,
        its.HandedAt is { } handed ? CityTime.In(handed) : null, its.ReopenedAt is { } again ? CityTime.In(again) : null);
}

/// <summary>What anybody sees of a ticket.</summary>
/// <param name="UpdatedAt">When its status last changed.</param>
/// <param name="Followers">How many said "me too".</param>
/// <param name="Operator">Who must solve it; its id.</param>
/// <param name="AnswerBy">When the answer is due, while it is open.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record PublicTicket(
    string Reference, TicketStatus Status, string Service, PublicPlace Place, DateTimeOffset ReportedAt, DateTimeOffset UpdatedAt,
    int Followers, string? Operator = null, DateTimeOffset? AnswerBy = null, TicketOutcome? Outcome = null)
{
    [JsonIgnore]
    public bool IsOpen => TicketCase.Opens(Status);

    public static PublicTicket Of(string reference, TicketCase its) => new(
        reference, its.Status, its.Service, new(its.Lat, its.Long, its.Arrondissement), CityTime.In(its.ReportedAt), CityTime.In(its.StatusAt),
        its.Followers, its.Operator, its.IsOpen ? CityTime.In(its.AnswerBy) : null, its.Outcome);
}

/// <summary>Where a ticket's problem is, without the address that its reporter gave.</summary>
/// <param name="Lat">WGS84, degrees.</param>
public sealed record PublicPlace(double? Lat, [property: JsonPropertyName("long")] double? Long, string? Arrondissement);
