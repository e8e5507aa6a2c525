using System.Globalization;
using CasaServerless.Common.Referentiels;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Figures;
using Microsoft.Extensions.DependencyInjection;

namespace Casa.Demonstration;

/// <summary>A year of one bureau, played and then counted twice: from the events, and from the lists as the nightly reports kept them.</summary>
static class BureauYear
{
    /// <summary>Answers whether all figures are equal and the register is sound.</summary>
    public static async Task<bool> Run(
        string storage, string keys, string folder, string bureau, int year, int seed, int requests, TextWriter output, CancellationToken stop)
    {
        await using var city = await DemonstrationCity.Open(storage, keys, folder, bureau, year, stop);
        var referentiels = city.Services.GetRequiredService<ReferentielStore>();
        var timetable = await city.Services.GetRequiredService<AppointmentDesk>().Timetable(bureau, stop) ?? throw new Failure($"There is no bureau {bureau}.");
        List<string> officers = [];
        foreach (var officer in (await referentiels.Officers(stop)).Where(one => one.Bureau == bureau))
        {
            var acts = await referentiels.DelegationsOf(officer.Id, bureau, stop);
            if (acts.Any(act => act.Holds(new(year, 1, 1)) && act.Holds(new(year, 12, 31)))) officers.Add(officer.Id);
        }
        if (officers.Count == 0) throw new Failure($"No officer of {bureau} holds a delegation all through {year}.");

        var start = TimeProvider.System.GetTimestamp();
        var stories = new YearPlan(timetable, year, seed).Stories(requests);
        using var queues = new QueueWork(city);
        await new YearPlay(city, queues, bureau, officers).Play(stories, year, day => output.WriteLine(
            $"{day.ToString("yyyy-MM", CultureInfo.InvariantCulture)}   {stories.Count(story => story.Steps[0].At < day.AddDays(1).ToDateTime(default)):N0} requests so far"), stop);
        output.WriteLine($"Played in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:N0} s: {requests:N0} requests, all invented (seed {seed}).");
        return await Count(city, bureau, year, output, stop);
    }

    static async Task<bool> Count(DemonstrationCity city, string bureau, int year, TextWriter output, CancellationToken stop)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var reports = city.Services.GetRequiredService<ReportDesk>();
        var counter = city.Services.GetRequiredService<LegalisationCounter>();
        var kept = await reports.Between(bureau, first, last, stop);
        var events = await EventFigures.Of(bureau, first, last, counter.Cases, counter.Kind, stop);
        var equal = YearFigures.Compare(bureau, events, BureauFigures.Sum([.. kept.Select(day => day.Figures)]), output);

        var days = last.DayNumber - first.DayNumber + 1;
        var changed = 0;
        foreach (var (day, figures) in kept)
        {
            if (!YearFigures.Equal(figures, await reports.Count(bureau, day, stop))) changed++;
        }
        output.WriteLine($"{kept.Count} of {days} days have their report; {(changed == 0 ? "each comes out the same when counted again" : $"{changed} come out otherwise when counted again")}.");
        var pages = await counter.Register.Read(RegisterEntry.Book(bureau, year), stop);
        output.WriteLine($"The register of {year}: {pages.Last:N0} numbers, {(pages.Faults.Count == 0 ? "sound" : $"{pages.Faults.Count} faults")}.");
        var sound = equal && changed == 0 && kept.Count == days && pages.Faults.Count == 0;
        output.WriteLine(equal ? "Both counts are equal." : "The counts differ.");
        return sound;
    }
}
