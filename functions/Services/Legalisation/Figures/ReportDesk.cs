using System.Text.Json;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>A bureau's days, counted from the lists and kept.</summary>
public sealed record ReportDesk(Lists Lists, DayTable Kept, TimeProvider Clock)
{
    /// <summary>A row of a list may be late by as long as its insurance takes, so that a day is counted again on the nights that follow.</summary>
    const int Nights = 3;

    /// <summary>After so many days without a report the gap stays, and is told.</summary>
    const int LongestGap = 31;

    const int PageSize = 100;

    public DateOnly Today => CityTime.Day(Clock.GetUtcNow());

    /// <summary>Counts a day as its list stands now: a transaction for each hundred rows.</summary>
    public async Task<BureauFigures> Count(string bureau, DateOnly day, CancellationToken stop)
    {
        var rows = new List<Counted>();
        await foreach (var item in Lists.All(Counted.ListOf(bureau, day), PageSize, stop)) rows.Add(Counted.Read(item));
        return BureauFigures.Of(rows);
    }

    /// <summary>What was kept of the days from one to another, oldest first.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, BureauFigures Figures)>> Between(string bureau, DateOnly from, DateOnly to, CancellationToken stop) =>
        [.. (await Kept.Between(Book(bureau), from, to, stop)).Select(row => (row.Day, Read(row.Json)))];

    /// <summary>What was kept of a day, or else what its list says.</summary>
    public async Task<BureauFigures> On(string bureau, DateOnly day, CancellationToken stop) =>
        day < Today && await Kept.On(Book(bureau), day, stop) is { } json ? Read(json) : await Count(bureau, day, stop);

    /// <summary>
    /// Counts the days that are over and writes what is new: the last nights' once more, and those that a long outage left out. Repeatable: it
    /// may die anywhere, and two of it at once write the same. Answers how many days were written.
    /// </summary>
    public async Task<int> Close(string bureau, CancellationToken stop)
    {
        var (yesterday, written) = (Today.AddDays(-1), 0);
        var kept = (await Kept.Between(Book(bureau), yesterday.AddDays(1 - LongestGap), yesterday, stop)).ToDictionary(row => row.Day, row => row.Json);
        var first = kept.Count == 0 ? yesterday : kept.Keys.Min();
        for (var day = yesterday.AddDays(1 - LongestGap); day <= yesterday; day = day.AddDays(1))
        {
            var recent = day > yesterday.AddDays(-Nights);
            if (!recent && (day < first || kept.ContainsKey(day))) continue;
            var json = JsonSerializer.Serialize(await Count(bureau, day, stop), FiguresJson.Default.BureauFigures);
            if (kept.GetValueOrDefault(day) == json) continue;
            await Kept.Keep(Book(bureau), day, json, stop);
            written++;
        }
        return written;
    }

    static string Book(string bureau) => $"legalisation:{bureau}";

    static BureauFigures Read(string json) => JsonSerializer.Deserialize(json, FiguresJson.Default.BureauFigures)!;
}
