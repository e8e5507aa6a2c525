using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>What an operator is told of its open tickets: how many, and which ones first. References and places only; nothing of who reports.</summary>
/// <param name="Operator">Its id.</param>
/// <param name="Since">From when something counts as new, or as reopened.</param>
/// <param name="Until">Up to when.</param>
/// <param name="Open">Open tickets, all of them.</param>
/// <param name="New">Reported, or given to this operator, in that time.</param>
/// <param name="DueToday">To be answered before the day is over.</param>
/// <param name="DueSoon">To be answered within the seven days after it.</param>
/// <param name="Late">Whose term is over.</param>
/// <param name="Reopened">In that time.</param>
/// <param name="AwaitingReporter">Whose reporter was asked something: their clock stands still.</param>
public sealed record Digest(
    string Operator, DateTimeOffset Since, DateTimeOffset Until, int Open, DigestPart New, DigestPart DueToday, DigestPart DueSoon, DigestPart Late,
    DigestPart Reopened, DigestPart AwaitingReporter)
{
    const int DaysAhead = 7;

    /// <summary>Whether there is anything for the operator to do or to know; what waits for its reporter alone is neither.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool SaysSomething => New.Count + DueToday.Count + DueSoon.Count + Late.Count + Reopened.Count > 0;

    /// <summary>The digest of an operator's open tickets, which are read one after another and not kept.</summary>
    /// <param name="open">In the order of their terms within each status.</param>
    /// <param name="now">By which terms are over.</param>
    public static async Task<Digest> Of(
        string @operator, IAsyncEnumerable<TicketItem> open, DateTimeOffset since, DateTimeOffset until, DateTimeOffset now)
    {
        var (today, count) = (CityTime.Day(now), 0);
        Tally @new = new(), dueToday = new(), dueSoon = new(), late = new(), reopened = new(), awaiting = new();
        await foreach (var its in open)
        {
            count++;
            if (Within(its.HandedAt ?? its.ReportedAt)) @new.Add(its);
            if (its.ReopenedAt is { } again && Within(again)) reopened.Add(its);
            if (its.Status == TicketStatus.AwaitingReporter)
            {
                awaiting.Add(its);
                continue;
            }
            var days = CityTime.Day(its.AnswerBy).DayNumber - today.DayNumber;
            if (its.AnswerBy < now) late.Add(its);
            else if (days == 0) dueToday.Add(its);
            else if (days <= DaysAhead) dueSoon.Add(its);
        }
        return new(@operator, since, until, count, @new.Part(), dueToday.Part(), dueSoon.Part(), late.Part(), reopened.Part(), awaiting.Part());

        bool Within(DateTimeOffset at) => since < at && at <= until;
    }

    sealed class Tally
    {
        const int Most = 10;
        readonly List<DigestItem> first = [];
        int count;

        public void Add(TicketItem its)
        {
            count++;
            var item = new DigestItem(its.Reference, its.Service, its.Arrondissement, its.AnswerBy, its.Urgent);
            var place = first.BinarySearch(item, DigestItem.Order);
            first.Insert(place < 0 ? ~place : place, item);
            if (first.Count > Most) first.RemoveAt(Most);
        }

        public DigestPart Part() => new(count, first);
    }
}

/// <summary>One thing that a digest tells.</summary>
/// <param name="First">Those that are named: ten at the most, the first due first.</param>
public sealed record DigestPart(int Count, IReadOnlyList<DigestItem> First);

/// <summary>A ticket as a digest names it.</summary>
/// <param name="Service">Its id.</param>
/// <param name="Arrondissement">Its id; null where it is not known.</param>
public sealed record DigestItem(string Reference, string Service, string? Arrondissement, DateTimeOffset AnswerBy, bool Urgent)
{
    internal static Comparer<DigestItem> Order { get; } = Comparer<DigestItem>.Create((one, other) =>
        one.AnswerBy.CompareTo(other.AnswerBy) is not 0 and var by ? by : string.CompareOrdinal(one.Reference, other.Reference));
}
