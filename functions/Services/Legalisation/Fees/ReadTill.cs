using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Appointments;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>
/// A bureau's till of a day: what was taken and given back, by means and piece by piece; and as they stand now, what is to be given back and what
/// is still owed for certified papers.
/// </summary>
public static class ReadTill
{
    const int PageSize = 1000, Most = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/bureaus/{bureau}/till", async (string bureau, string? day, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(bureau, day, context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationTill").AllowedTo(Roles.Officer, Roles.Manager, Roles.Auditor);

    /// <param name="day">Null for today.</param>
    public static async Task<Answer> Run(string bureau, string? day, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var wanted = ViewSlots.Day(day) ?? CityTime.Day(counter.Clock.GetUtcNow());
        if (await counter.Referentiels.Bureau(bureau, stop) is null) throw AppointmentRefusals.UnknownBureau();
        await counter.MustSee(bureau, caller, stop);
        var (refunds, unpaid) = (
            First(FeeLists.Refunds(bureau), FeeJson.Default.RefundLine, counter, stop), First(FeeLists.Unpaid(bureau), FeeJson.Default.UnpaidLine, counter, stop));
        // A sum leaves nothing out: the whole day is read, which is no more than one bureau takes in a day.
        var names = (await counter.Referentiels.Officers(stop)).ToDictionary(officer => officer.Id, officer => officer.Name);
        var lines = new List<TillLine>();
        await foreach (var item in counter.Lists.All(FeeLists.Till(bureau, wanted), PageSize, stop))
        {
            var line = JsonSerializer.Deserialize(item.Shows, FeeJson.Default.TillLine)!;
            lines.Add(line with { OfficerName = line.Officer is { } officer ? names.GetValueOrDefault(officer) : null });
        }
        return new(bureau, wanted,
            [.. lines.GroupBy(line => (line.Means, line.Currency)).OrderBy(group => group.Key).Select(group => new Sum(
                group.Key.Means, group.Count(line => line.Amount > 0), group.Sum(line => line.Amount), group.Key.Currency))],
            lines, await refunds, await unpaid);
    }

    static async Task<IReadOnlyList<T>> First<T>(string list, JsonTypeInfo<T> json, LegalisationCounter counter, CancellationToken stop) =>
        [.. (await counter.Lists.Page(list, Most, null, stop)).Items.Select(item => JsonSerializer.Deserialize(item.Shows, json)!)];

    /// <param name="Day">Of Casablanca.</param>
    /// <param name="Sums">What is in the till of that day, what was given back taken off.</param>
    /// <param name="Lines">In the order of the clock.</param>
    /// <param name="RefundsDue">As they stand now, whatever the day; at most 200, the oldest first.</param>
    /// <param name="Unpaid">As above.</param>
    public sealed record Answer(
        string Bureau, DateOnly Day, IReadOnlyList<Sum> Sums, IReadOnlyList<TillLine> Lines, IReadOnlyList<RefundLine> RefundsDue,
        IReadOnlyList<UnpaidLine> Unpaid);

    /// <param name="Payments">How many.</param>
    /// <param name="Amount">In <paramref name="Currency"/> (ISO 4217).</param>
    public sealed record Sum(PaymentMeans Means, int Payments, decimal Amount, string Currency);
}
