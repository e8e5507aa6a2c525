using System.Globalization;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// The city is killed again and again, its storage and its mail server fail it, while many citizens and officers do their business and its timers
/// tick. Then the weather clears, it works off what is left, and everything that it ever promised is looked for.
/// </summary>
public static class CrashRun
{
    const string Keys = "keys of a city that is killed again and again";

    // White paper is signature enough for the judge.
    static readonly byte[] signature = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAABgAAAAMCAIAAAD3UuoiAAAAFUlEQVR42mP4TyXAMGrQqEGjBuEDANNsXM7FUZPFAAAAAElFTkSuQmCC");

    /// <param name="connection">An empty storage account.</param>
    /// <param name="folder">For seal, log and temporary files; made here, left to the caller.</param>
    /// <param name="document">The citizens' PDF.</param>
    /// <param name="tell">Gets a line now and then.</param>
    public static async Task<CrashReport> Play(CrashPlan plan, string connection, string folder, byte[] document, Action<string> tell)
    {
        var (start, dice, tally) = (TimeProvider.System.GetTimestamp(), new Dice(plan.Seed), new Tally());
        var weather = new BadDays(dice, plan.Faults, plan.Latest);
        var notes = new Notes(weather);
        await using var storage = await FaultyStorage.Before(connection);
        await using var mail = new MailRoom(dice, letters: plan.Stories * 8);
        await using var city = new CityProcess(plan, Keys, storage.Connection, folder, mail.Port);
        await using var timers = new CityProcess(plan, Keys, storage.Connection, folder, mail.Port, "timers", underHost: true);
        using var client = new CarefulClient(city.Address, plan, dice, tally);
        await mail.Open();
        await city.Setup();
        city.Start();
        await city.Answers(plan.Patience);
        var day = await LastDay(client);
        using var night = new NightShift(timers, plan, dice, day);
        storage.Plan = notes.Befalls;

        var stories = Enumerable.Range(0, plan.Stories).Select(number => new Story(number, Office.Bureaus[number % Office.Bureaus.Count], document, signature)).ToList();
        var steps = plan.Stories * Story.Steps;
        using var end = new CancellationTokenSource(plan.Patience * 12);
        var killing = Task.WhenAll(
            KillAtRandom(plan, city, mail, dice, tally, tell, end.Token),
            night.Play(nights => tally.Steps >= steps * nights / (plan.Kills + 1), end.Token));
        var playing = PlayAll(plan, stories, new Office(client, dice, tally, new(Keys), day, end.Token));
        if (await Task.WhenAny(playing, killing) == killing) await killing;
        await playing;
        await end.CancelAsync();
        await killing;
        var played = TimeProvider.System.GetElapsedTime(start);
        tell($"All stories are told after {played.TotalSeconds:F0} s; now the weather clears.");

        storage.Plan = null;
        await city.Answers(plan.Patience);
        await night.LastReminders();
        var audit = new Audit(connection, Keys, stories, tally.Faults);
        await audit.Quiet(() => storage.UnderWay, plan.Patience);
        storage.Plan = notes.Befalls;
        await night.Missed();
        storage.Plan = null;
        await Again(stories, client, tally, plan);
        await audit.Quiet(() => storage.UnderWay, plan.Patience);
        var read = new LetterAudit(mail.Letters, city.Kills, mail.Kills, notes, city.Impatient(), tally.Faults.Enqueue);
        await audit.Run(read, Path.Combine(folder, "publishing.pem"), night.Closed);
        audit.Files(city);
        audit.Files(timers);
        return new(plan, city.Kills.Count, tally.Requests, tally.Accepted, tally.Failed, tally.Unanswered, audit.Certified, audit.Numbers,
            audit.Registers, weather.Befallen, [.. tally.Faults], played, TimeProvider.System.GetElapsedTime(start), city.LogPath)
        {
            Together = tally.Together,
            Letters = read.Count,
            Doubled = read.Doubled,
            Reminders = read.Reminders,
            MailKills = mail.Kills.Count,
            Shares = stories.Sum(story => story.Shares?.Count ?? 0),
            Openings = stories.Sum(story => story.Shares?.Openings ?? 0),
            Days = audit.Days,
            Nights = (timers.Kills.Count, night.CutShort),
        };
    }

    static async Task<DateOnly> LastDay(CarefulClient client)
    {
        var days = new List<DateOnly>();
        foreach (var bureau in Office.Bureaus)
        {
            var slots = await client.Insist("slots", 200, () => new(HttpMethod.Get, $"/api/bureaus/{bureau}/slots"), default);
            days.Add(DateOnly.FromDateTime(DateTimeOffset.Parse(slots.Json!["slots"]!.AsArray()[^1]!["start"]!.GetValue<string>(), CultureInfo.InvariantCulture).DateTime));
        }
        return days.Min();
    }

    static Task PlayAll(CrashPlan plan, IReadOnlyList<Story> stories, Office office) => Parallel.ForEachAsync(
        stories, new ParallelOptions { MaxDegreeOfParallelism = plan.AtOnce }, (story, _) => new(Task.WhenAll(Told(() => story.Play(office), office.Tally), Told(() => story.Ticket.Play(office), office.Tally))));

    static Task Again(IReadOnlyList<Story> stories, CarefulClient client, Tally tally, CrashPlan plan) => Parallel.ForEachAsync(
        stories.Where(story => story.Shares is not null), new ParallelOptions { MaxDegreeOfParallelism = plan.AtOnce },
        (story, stop) => new(Told(() => story.Shares!.LookAgain(client, story.Plot.Ending == Ending.Revoked, stop), tally)));

    static async Task Told(Func<Task> part, Tally tally)
    {
        try
        {
            await part();
        }
        catch (Exception broken) when (broken is BrokenPromise or OperationCanceledException)
        {
            tally.Faults.Enqueue(broken.Message);
        }
    }

    // Moments are told by how far the stories have come, so that a slow machine is killed as often and as evenly as a quick one.
    static async Task KillAtRandom(CrashPlan plan, CityProcess city, MailRoom mail, Dice dice, Tally tally, Action<string> tell, CancellationToken end)
    {
        var steps = plan.Stories * Story.Steps;
        foreach (var moment in Enumerable.Range(0, plan.Kills).Select(_ => dice.Next(steps * 97 / 100)).Order())
        {
            while (tally.Steps < moment && !end.IsCancellationRequested) await Task.Delay(10, CancellationToken.None);
            await Task.Delay(dice.UpTo(TimeSpan.FromMilliseconds(400)), CancellationToken.None);
            if (city.Kills.IsEmpty || dice.Chance(0.3)) await mail.Open();
            await city.Kill();
            city.Start();
            if (city.Kills.Count % 10 == 0) tell($"{city.Kills.Count} kills, {tally.Steps} of {steps} steps, {tally.Requests} requests, {tally.Faults.Count} faults");
            // Now and then it is killed again before it has even started.
            if (!dice.Chance(0.1)) await city.Answers(plan.Patience);
        }
    }
}
