using System.Globalization;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>Which requests are asked for. Pure.</summary>
/// <param name="Ids">These and no others, whatever else is said; empty where none are named.</param>
/// <param name="Services">Service codes; empty for all.</param>
/// <param name="From">Made at this instant or later.</param>
/// <param name="Until">Made at this instant or earlier.</param>
/// <param name="Open">Open ones or closed ones; null for both.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">Requests a page.</param>
sealed record RequestFilter(
    IReadOnlyList<string> Ids, IReadOnlyList<string> Services, DateTimeOffset From, DateTimeOffset Until, bool? Open, int Page, int PageSize)
{
    /// <summary>The most requests that one filter finds.</summary>
    public const int Most = 1000;

    /// <summary>The most requests that are named by their ids in one call, and the most service codes: each is a reading of its own.</summary>
    public const int MostIds = 200, MostServices = 20;

    const int PageSizeOtherwise = 50;
    static readonly TimeSpan span = TimeSpan.FromDays(90);

    /// <summary>How many come before the page.</summary>
    public int Before => (Page - 1) * PageSize;

    /// <exception cref="Kernel.Refusal">What cannot be read, or asks for too much.</exception>
    public static RequestFilter Read(IQueryCollection query, DateTimeOffset now)
    {
        var ids = Listed(query, "service_request_id");
        if (ids.Count > MostIds) throw Open311Refusals.TooMany("service_request_id", MostIds);
        var services = Listed(query, "service_code");
        if (services.Count > MostServices) throw Open311Refusals.TooMany("service_code", MostServices);
        var (page, size) = (Whole(query, "page"), Whole(query, "page_size"));
        // Who speaks of pages is given pages; who does not, all that the specification lets them have.
        size ??= page is null ? Most : PageSizeOtherwise;
        page ??= 1;
        if (size > Most) throw Open311Refusals.Unreadable("page_size (1 – 1000)");
        if (page > Most) throw Open311Refusals.Unreadable("page (1 – 1000)");
        var (from, until) = Range(Time(query, "start_date"), Time(query, "end_date"), now);
        return new(ids, services, from, until, Status(Listed(query, "status")), page.Value, size.Value);
    }

    static (DateTimeOffset, DateTimeOffset) Range(DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset now)
    {
        if (start is { } from && end is { } until)
            return from > until || until - from > span ? throw Open311Refusals.Range() : (from, until);
        if (start is { } since) return (since, since > DateTimeOffset.MaxValue - span ? DateTimeOffset.MaxValue : since + span);
        var last = end ?? now;
        return (last < DateTimeOffset.MinValue + span ? DateTimeOffset.MinValue : last - span, last);
    }

    static bool? Status(IReadOnlyList<string> named) =>
        named.Any(status => status is not ("open" or "closed")) ? throw Open311Refusals.Unreadable("status (open, closed)")
        : named.Count == 1 ? named[0] == "open" : null;

    // "Can be declared multiple times, comma delimited": both are understood. What is empty is not said at all.
    static IReadOnlyList<string> Listed(IQueryCollection query, string name) =>
        [.. query[name].SelectMany(said => (said ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    static DateTimeOffset? Time(IQueryCollection query, string name) => Single(query, name) is not { } said ? null
        : W3Time.Read(said) ?? throw Open311Refusals.Unreadable($"{name} (2026-01-31T00:00:00Z)");

    static int? Whole(IQueryCollection query, string name) => Single(query, name) is not { } said ? null
        : int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw Open311Refusals.Unreadable(name);

    static string? Single(IQueryCollection query, string name) => query[name].Count switch
    {
        0 => null,
        1 => string.IsNullOrWhiteSpace(query[name]) ? null : query[name].ToString().Trim(),
        _ => throw Open311Refusals.Twice(name),
    };
}
