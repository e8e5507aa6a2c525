using System.Text.Json;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;

namespace CasaServerless.Services.Legalisation.Figures;

/// <summary>A bureau's days, counted from the lists and kept.</summary>
public sealed record ReportDesk(Lists Lists, DayTable Kept, TimeProvider Clock)
{
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

    /// <summary>Counts the days that are over; <see cref="DayTable.Close"/> says which. Answers how many were written.</summary>
    public Task<int> Close(string bureau, CancellationToken stop) => Kept.Close(Book(bureau), Today.AddDays(-1), async (day, _) =>
        JsonSerializer.Serialize(await Count(bureau, day, stop), FiguresJson.Default.BureauFigures), stop);

    static string Book(string bureau) => $"legalisation:{bureau}";

    static BureauFigures Read(string json) => JsonSerializer.Deserialize(json, FiguresJson.Default.BureauFigures)!;
}
