using System.Globalization;
using CasaServerless.Common.Notices;
using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Clock;

namespace CasaServerless.Services.Tickets.Digests;

/// <summary>
/// Every ten minutes, from an hour of each working day on: operators with an address, or a channel of Teams, get the digest of that day, once. What an
/// outage left out is told by the next one.
/// </summary>
public static class WriteDigests
{
    const string Function = "TicketWriteDigests";
    const int PageSize = 1000;

    // Rows of lists may come a moment after what they tell of: what is younger than this is the next digest's.
    static readonly TimeSpan settled = TimeSpan.FromMinutes(2);

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 */10 * * * *",
        (_, services, stop) => Run(services.GetRequiredService<DigestDesk>(), services.GetRequiredService<NoticeDesk>(), stop));

    /// <summary>Answers how many digests were looked at: one a day for each operator.</summary>
    public static async Task<int> Run(DigestDesk desk, NoticeDesk notices, CancellationToken stop)
    {
        var tickets = desk.Tickets;
        var now = tickets.Clock.GetUtcNow();
        var today = CityTime.Day(now);
        if (TimeOnly.FromDateTime(CityTime.In(now).DateTime) < desk.Options.At) return 0;
        if (!new ServiceClock(await tickets.Referentiels.WorkingHours(stop), await tickets.Referentiels.Calendar(stop)).WorksOn(today)) return 0;
        var mail = notices.Uses(EmailChannel.ChannelName);
        var told = (await tickets.Referentiels.Operators(stop)).Where(one => one.TeamsChannel is not null || (mail && one.Email is { Length: > 0 })).ToList();
        if (told.Count == 0) return 0;
        var known = new Dictionary<string, ListItem>();
        await foreach (var item in tickets.Lists.All(DigestKind.All, PageSize, stop)) known[item.Order] = item;
        var (count, failures) = (0, new List<Exception>());
        foreach (var its in told)
        {
            var kept = known.GetValueOrDefault(its.Id);
            if (kept is not null && DateOnly.ParseExact(kept.Shows, "O", CultureInfo.InvariantCulture) >= today) continue;
            try
            {
                await Write(its, kept?.Reference, today, now, desk, stop);
                count++;
            }
            // One operator's must not keep the others' waiting.
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                failures.Add(failure);
            }
        }
        return failures.Count == 0 ? count : throw new AggregateException(failures);
    }

    static async Task Write(Operator its, string? reference, DateOnly today, DateTimeOffset now, DigestDesk desk, CancellationToken stop)
    {
        var cases = desk.Tickets.Cases;
        var before = reference is null ? null : await cases.Find(desk.Kind, reference, stop);
        if (before?.State.Day >= today) return;
        var digest = await ReadDigest.Of(its.Id, before?.State.Until, now - settled, desk.Tickets, stop);
        // The same key for all who come first: of two at once one opens the case.
        before ??= await cases.Create(desk.Kind, new IdempotencyKey("city", $"digests of {its.Id}", ""), Actor.City, Function,
            DigestCase.Nothing.Write(today, digest), stop);
        if (before.State.Day < today) await cases.Change(desk.Kind, before.Reference, Actor.City, Function, one => one.State.Write(today, digest), stop);
    }
}
