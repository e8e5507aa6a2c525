using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// The city is killed again and again, and its storage fails it, while many citizens and officers do their business. Then the weather clears,
/// it works off what is left, and everything that it ever promised is looked for.
/// </summary>
public static class CrashRun
{
    const string Keys = "keys of a city that is killed again and again";
    static readonly string[] bureaus = ["maarif-1", "anfa-1", "anfa-2", "ain-chock-1"];

    /// <param name="connection">An empty storage account.</param>
    /// <param name="folder">For seal, log and temporary files; made here, left to the caller.</param>
    /// <param name="document">The citizens' PDF.</param>
    /// <param name="tell">Gets a line now and then.</param>
    public static async Task<CrashReport> Play(CrashPlan plan, string connection, string folder, byte[] document, Action<string> tell)
    {
        var (start, dice, tally) = (TimeProvider.System.GetTimestamp(), new Dice(plan.Seed), new Tally());
        var weather = new BadDays(dice, plan.Faults, plan.Latest);
        await using var storage = await FaultyStorage.Before(connection);
        await using var city = new CityProcess(plan, Keys, storage.Connection, folder);
        using var client = new CarefulClient(city.Address, plan, dice, tally);
        await city.Setup();
        city.Start();
        await city.Answers(plan.Patience);
        storage.Plan = weather.Befalls;

        var stories = Enumerable.Range(0, plan.Stories).Select(number => new Story(number, bureaus[number % bureaus.Length],
            (number % 10) switch { 8 => Ending.Refused, 9 => Ending.Revoked, _ => Ending.Certified }, document)).ToList();
        using var end = new CancellationTokenSource(plan.Patience * 12);
        var killing = KillAtRandom(plan, city, dice, tally, tell, end.Token);
        var playing = PlayAll(plan, stories, client, dice, tally, end.Token);
        if (await Task.WhenAny(playing, killing) == killing) await killing;
        await playing;
        await end.CancelAsync();
        await killing;
        var played = TimeProvider.System.GetElapsedTime(start);
        tell($"All stories are told after {played.TotalSeconds:F0} s; now the weather clears.");

        storage.Plan = null;
        await city.Answers(plan.Patience);
        var audit = new Audit(connection, Keys, stories, tally.Faults);
        await audit.Quiet(() => storage.UnderWay, plan.Patience);
        await audit.Run();
        audit.Files(city);
        return new(plan, city.Kills, tally.Requests, tally.Accepted, tally.Failed, tally.Unanswered, audit.Certified, audit.Numbers,
            audit.Registers, weather.Befallen, [.. tally.Faults], played, TimeProvider.System.GetElapsedTime(start), city.LogPath);
    }

    static async Task PlayAll(CrashPlan plan, IReadOnlyList<Story> stories, CarefulClient client, Dice dice, Tally tally, CancellationToken end)
    {
        var keys = new CityKeys(Keys);
        var now = TimeProvider.System.GetUtcNow();
        var officers = bureaus.ToDictionary(bureau => bureau, bureau => StaffTokens.MakeLocal(keys, $"{bureau}-officer-1", Roles.Officer, bureau, now));
        await Parallel.ForEachAsync(stories, new ParallelOptions { MaxDegreeOfParallelism = plan.AtOnce }, async (story, _) =>
        {
            try
            {
                await story.Play(client, dice, officers[story.Bureau], tally, end);
            }
            catch (Exception broken) when (broken is BrokenPromise or OperationCanceledException)
            {
                tally.Faults.Enqueue(broken.Message);
            }
        });
    }

    // Moments are told by how far the stories have come, so that a slow machine is killed as often and as evenly as a quick one.
    static async Task KillAtRandom(CrashPlan plan, CityProcess city, Dice dice, Tally tally, Action<string> tell, CancellationToken end)
    {
        var steps = plan.Stories * Story.Steps;
        foreach (var moment in Enumerable.Range(0, plan.Kills).Select(_ => dice.Next(steps * 97 / 100)).Order())
        {
            while (tally.Steps < moment && !end.IsCancellationRequested) await Task.Delay(10, CancellationToken.None);
            await Task.Delay(dice.UpTo(TimeSpan.FromMilliseconds(400)), CancellationToken.None);
            await city.Kill();
            city.Start();
            if (city.Kills % 10 == 0) tell($"{city.Kills} kills, {tally.Steps} of {steps} steps, {tally.Requests} requests, {tally.Faults.Count} faults");
            // Now and then it is killed again before it has even started.
            if (!dice.Chance(0.1)) await city.Answers(plan.Patience);
        }
    }
}
