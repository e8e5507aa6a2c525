using CasaServerless.Common.Erasure;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Figures;
using CasaServerless.Services.Legalisation.Sharing;
using Microsoft.Extensions.DependencyInjection;

namespace Casa.Demonstration;

/// <summary>
/// Plays a year of one bureau, day by day: the stories of a day side by side, then its certifications in their order, since a register goes
/// forward in time, then what timers do at night.
/// </summary>
sealed class YearPlay(DemonstrationCity city, QueueWork queues, string bureau, IReadOnlyList<string> officers)
{
    const int SideBySide = 8;
    readonly LegalisationCounter counter = city.Services.GetRequiredService<LegalisationCounter>();
    readonly AppointmentDesk desk = city.Services.GetRequiredService<AppointmentDesk>();
    readonly ReportDesk reports = city.Services.GetRequiredService<ReportDesk>();
    readonly Lists lists = city.Services.GetRequiredService<Lists>();
    readonly Dictionary<int, Submit.Receipt> receipts = [];

    /// <param name="month">Told after each month.</param>
    public async Task Play(IReadOnlyList<PlannedStory> stories, int year, Action<DateOnly> month, CancellationToken stop)
    {
        var days = stories.SelectMany(story => story.Steps.Select(step => (Story: story, Step: step))).ToLookup(one => CityTime.Day(one.Step.At));
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            var today = days[day].GroupBy(one => one.Story, one => one.Step).ToList();
            foreach (var story in today) receipts.TryAdd(story.Key.Number, null!);
            await Parallel.ForEachAsync(today, new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stop }, async (story, cancel) =>
            {
                foreach (var step in story.Where(step => step.Does != Step.Certify)) await Take(story.Key, step, cancel);
            });
            foreach (var (story, step) in days[day].Where(one => one.Step.Does == Step.Certify).OrderBy(one => one.Step.At)) await Take(story, step, stop);
            await Night(day, stop);
            if (day.AddDays(1).Day == 1) month(day);
        }
    }

    async Task Take(PlannedStory story, PlannedStep step, CancellationToken stop)
    {
        city.Clock.Set(step.At);
        if (step.Does == Step.Submit)
        {
            receipts[story.Number] = await Submit.Run(new(story.Kind, story.Who.Arabic ? "ar" : "fr", bureau,
                new(story.Who.Name, story.Who.Cin, story.Who.Phone, null), story.Destination, true, new(story.Title)), null, counter, stop);
        }
        var its = receipts[story.Number];
        queues.Acted(its.Reference, step.At);
        await Act(story, step, its, stop);
        await queues.Deliver(stop);
    }

    Task Act(PlannedStory story, PlannedStep step, Submit.Receipt its, CancellationToken stop)
    {
        var officer = new Caller(officers[story.Number % officers.Count], new HashSet<string> { Roles.Officer });
        var witnesses = new Present.Witness[] { new("Ahmed Alaoui (démonstration)", "BD900001"), new("Latifa Rami (démonstration)", "BD900002") };
        return step.Does switch
        {
            Step.Send => Send(its.Reference, SamplePage.Of(1 + story.Number % 3), stop),
            Step.SendScrap => Send(its.Reference, "rien de lisible"u8.ToArray(), stop),
            Step.Book => Allowed(() => BookAppointment.Run(its.Reference, new(step.Slot), its.AccessCode, null, desk, stop)),
            Step.Arrive => ArriveAtBureau.Run(its.Reference, null, "LegalisationCheckIn", officer, desk, stop),
            Step.Present => Present.Run(its.Reference, new(IdentityProof.Cnie, true, null), officer, counter, stop),
            Step.Vouch => Present.Run(its.Reference, new(IdentityProof.Witnesses, true, witnesses), officer, counter, stop),
            Step.TryToCertify => Allowed(() => Certify.Run(its.Reference, officer with { Id = DemonstrationCity.Trainee }, counter, stop)),
            Step.Certify => Certify.Run(its.Reference, officer, counter, stop),
            Step.Refuse => Refuse.Run(its.Reference, new(step.Reason!.Value, "Motif de démonstration"), officer, counter, stop),
            Step.Revoke => Revoke.Run(its.Reference, new("Révocation de démonstration"), officer, counter, stop),
            Step.Share => SharePaper.Run(its.Reference, new("Un notaire (démonstration)", "link", step.At.AddDays(30)), its.AccessCode, null, counter, stop),
            Step.Erase => ErasePerson.Run(new(its.Reference, ErasureReason.PersonAsked), new("manager-1", new HashSet<string> { Roles.Manager }), counter, stop),
            _ => Task.CompletedTask,
        };
    }

    Task Send(string reference, byte[] document, CancellationToken stop)
    {
        var url = UploadAddress.For(reference, counter).Url;
        return ReceiveDocument.Run(url[(url.LastIndexOf('/') + 1)..], new MemoryStream(document), document.Length, counter, stop);
    }

    // The slot may be full, and whoever has no delegation is told so: that is the story.
    static async Task Allowed(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Refusal)
        {
        }
    }

    async Task Night(DateOnly day, CancellationToken stop)
    {
        var evening = CityTime.At(day.ToDateTime(new(18, 30)))!.Value;
        city.Clock.Set(evening);
        // Whose places are free again, and who is closed in the night: their effects come with the next day's first.
        await FreeMissed.Run(desk, stop);
        city.Clock.Set(new DateTimeOffset(day.AddDays(1), new(0, 30), TimeSpan.Zero));
        await reports.Close(bureau, stop);
        city.Clock.Set(new DateTimeOffset(day.AddDays(1), new(3, 0), TimeSpan.Zero));
        if (day is { Month: 12, Day: 31 }) return;
        await CloseAbandoned.Run(counter, stop);
        await PurgeUploads.Run(counter, stop);
        // Nothing is kept for less than a year, and tombstones weigh little.
        if (day.Day != 1) return;
        await EndRetention.Run(counter, stop);
        await lists.PurgeTombstones(stop);
    }
}
