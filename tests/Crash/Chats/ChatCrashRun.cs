using CasaServerless.Kernel.Conversations;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Crash.Chats;

/// <summary>
/// The city is killed again and again, and its storage fails it, while people write to the assistant at all its doors. Then the weather clears, and every
/// message that was accepted is looked for, and its answer.
/// </summary>
public static class ChatCrashRun
{
    const string Keys = "keys of a city that is killed while people talk to it";

    /// <param name="connection">An empty storage account.</param>
    /// <param name="folder">For seal, log and temporary files; made here, left to the caller.</param>
    /// <param name="tell">Gets a line now and then.</param>
    public static async Task<ChatCrashReport> Play(CrashPlan plan, string connection, string folder, Action<string> tell)
    {
        var (dice, tally) = (new Dice(plan.Seed), new Tally());
        var weather = new BadDays(dice, plan.Faults, plan.Latest);
        await using var storage = await FaultyStorage.Before(connection);
        await using var whatsApp = await PlayedWhatsApp.Start();
        await using var teams = await PlayedBotService.Start();
        await using var city = new CityProcess(plan, Keys, storage.Connection, folder, mail: 1, more: new Dictionary<string, string>(whatsApp.Settings.Concat(teams.Settings).Select(Setting))
        {
            ["Casa__Limits__whatsapp__Calls"] = "1000000",
            ["Casa__Limits__chat-tokens__Calls"] = "1000000",
            ["Casa__Limits__DirectLinePost__Calls"] = "1000000",
            ["Casa__Limits__DirectLineActivities__Calls"] = "1000000",
        });
        using var client = new CarefulClient(city.Address, plan, dice, tally);
        whatsApp.City = city.Address;
        await city.Setup();
        city.Start();
        await city.Answers(plan.Patience);
        storage.Plan = weather.Befalls;
        IReadOnlyList<Talker> talkers = [.. Enumerable.Range(0, plan.Stories).Select(number => (Talker)((number % 3) switch
        {
            0 => new WebTalker(number, city.Address),
            1 => new WhatsAppTalker(number, whatsApp),
            _ => new TeamsTalker(number, teams),
        }))];
        using var end = new CancellationTokenSource(plan.Patience * 12);
        var killing = KillAtRandom(plan, city, dice, tally, tell, end.Token);
        await Parallel.ForEachAsync(talkers, new ParallelOptions { MaxDegreeOfParallelism = plan.AtOnce }, async (talker, _) =>
        {
            try
            {
                await talker.Play(client, dice, tally, end.Token);
            }
            catch (Exception broken) when (broken is BrokenPromise or OperationCanceledException)
            {
                tally.Faults.Enqueue(broken.Message);
            }
        });
        await end.CancelAsync();
        await killing;
        storage.Plan = null;
        await city.Answers(plan.Patience);
        await Quiet(connection, storage, whatsApp, plan, tally);
        foreach (var talker in talkers)
        {
            foreach (var fault in await talker.Faults(client)) tally.Faults.Enqueue(fault);
        }
        return new(plan, city.Kills.Count, tally.Requests, tally.Accepted, tally.Failed, tally.Unanswered, weather.Befallen.Values.Sum(), [.. tally.Faults], city.LogPath)
        {
            Doubled = talkers.OfType<TeamsTalker>().Sum(talker => talker.Doubled),
        };
    }

    // A setting of the command line as one of the environment.
    static KeyValuePair<string, string> Setting(string argument)
    {
        var parts = argument[2..].Split('=', 2);
        return new(parts[0].Replace(":", "__", StringComparison.Ordinal), parts[1]);
    }

    static async Task KillAtRandom(CrashPlan plan, CityProcess city, Dice dice, Tally tally, Action<string> tell, CancellationToken end)
    {
        var steps = plan.Stories * Talker.Messages;
        foreach (var moment in Enumerable.Range(0, plan.Kills).Select(_ => dice.Next(steps * 95 / 100)).Order())
        {
            while (tally.Steps < moment && !end.IsCancellationRequested) await Task.Delay(10, CancellationToken.None);
            await Task.Delay(dice.UpTo(TimeSpan.FromMilliseconds(400)), CancellationToken.None);
            await city.Kill();
            city.Start();
            if (city.Kills.Count % 10 == 0) tell($"{city.Kills.Count} kills, {tally.Steps} of {steps} messages, {tally.Requests} requests, {tally.Faults.Count} faults");
            if (!dice.Chance(0.1)) await city.Answers(plan.Patience);
        }
    }

    // The queue is empty, hidden messages included, and no request of before is still on its way.
    static async Task Quiet(string connection, FaultyStorage storage, PlayedWhatsApp whatsApp, CrashPlan plan, Tally tally)
    {
        var queues = new CityStorage(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build());
        var start = TimeProvider.System.GetTimestamp();
        for (var calm = 0; calm < 2;)
        {
            var left = storage.UnderWay + whatsApp.Untold;
            foreach (var name in (string[])[ConversationStore.QueueName, ConversationStore.QueueName + "-poison"])
                left += (await queues.Queue(name).GetPropertiesAsync()).Value.ApproximateMessagesCount;
            calm = left == 0 ? calm + 1 : 0;
            if (left > 0 && TimeProvider.System.GetElapsedTime(start) > plan.Patience)
            {
                tally.Faults.Enqueue($"{left} messages or requests never came to their end");
                return;
            }
            await Task.Delay(500);
        }
    }
}

/// <summary>How it went.</summary>
/// <param name="Faults">What must not be.</param>
/// <param name="Log">The city's log.</param>
public sealed record ChatCrashReport(
    CrashPlan Plan, int Kills, int Requests, int Accepted, int Failed, int Unanswered, int StorageFaults, IReadOnlyList<string> Faults, string Log)
{
    /// <summary>Answers that came twice to a channel that cannot tell.</summary>
    public int Doubled { get; init; }

    public override string ToString() => $"seed {Plan.Seed}: {Plan.Stories} conversations, {Kills} kills, {Requests} requests, {Accepted} accepted, {Failed} failed, "
        + $"{Unanswered} not answered, {StorageFaults} storage faults, {Doubled} answers doubled in Teams, {Faults.Count} broken promises\n  {string.Join("\n  ", Faults.Take(20))}";
}
