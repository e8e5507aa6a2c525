using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given.Faults;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// A second instance, called as by the Functions host: its timers tick while it is killed, night after night. Its nights are days apart, so that
/// reminders fall due and days are to be closed.
/// </summary>
sealed class NightShift(CityProcess city, CrashPlan plan, Dice dice, DateOnly day) : IDisposable
{
    static readonly TimeSpan longestTick = TimeSpan.FromSeconds(1);
    readonly HttpClient host = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = city.Address, Timeout = plan.Patience };
    readonly DateTimeOffset begin = TimeProvider.System.GetUtcNow();

    /// <summary>The days of which the host was told that they are closed.</summary>
    public HashSet<DateOnly> Closed { get; } = [];

    /// <summary>Ticks that were cut short.</summary>
    public int CutShort { get; private set; }

    // On the appointments' own day, before the first of them: every reminder is due.
    DateTimeOffset Morning => new(day, new(4, 0), TimeSpan.Zero);

    /// <summary>Nights that end with death, most of them in the middle of the work.</summary>
    public async Task Play(Func<int, bool> told, CancellationToken end)
    {
        for (var night = 1; night <= plan.Kills && !end.IsCancellationRequested; night++)
        {
            while (!told(night) && !end.IsCancellationRequested) await Task.Delay(20, CancellationToken.None);
            await Night(begin + (Morning - begin) * night / plan.Kills, dies: true, "LegalisationRemindApplicants", "LegalisationCloseDay");
        }
    }

    /// <summary>The last reminders go out, in good weather.</summary>
    public Task LastReminders() => Night(Morning, dies: false, "LegalisationRemindApplicants", "LegalisationCloseDay");

    /// <summary>The day after the appointments: nobody came. The first nights die in the middle, the last one does not.</summary>
    public async Task Missed()
    {
        var after = Morning.AddDays(1);
        for (var night = 0; night < 2; night++) await Night(after, dies: true, "LegalisationFreeMissed", "LegalisationCloseDay");
        await Night(after, dies: false, "LegalisationFreeMissed", "LegalisationCloseDay");
    }

    public void Dispose() => host.Dispose();

    async Task Night(DateTimeOffset hour, bool dies, params string[] timers)
    {
        city.SetClock(hour);
        city.Start();
        await city.Answers(plan.Patience);
        // A timer that failed ticks again, as it would the next time.
        var ticks = Task.WhenAll(timers.Select(timer => Ticks(timer, hour, dies)));
        if (dies && dice.Chance(0.8)) await Task.WhenAny(ticks, Task.Delay(dice.UpTo(longestTick), CancellationToken.None));
        else await ticks;
        if (!ticks.IsCompleted) CutShort++;
        await city.Kill();
        await ticks;
    }

    async Task Ticks(string timer, DateTimeOffset hour, bool once)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            if (await Tick(timer))
            {
                // Told by the clock that the tick ran on, in a zone an hour ahead.
                lock (Closed)
                {
                    if (timer == "LegalisationCloseDay") Closed.Add(DateOnly.FromDateTime(hour.UtcDateTime.AddHours(1)).AddDays(-1));
                }
                return;
            }
            if (once) return;
            if (TimeProvider.System.GetElapsedTime(start) > plan.Patience) throw new InvalidOperationException($"{timer} fails again and again: see {city.LogPath}");
            await Task.Delay(200);
        }
    }

    async Task<bool> Tick(string timer)
    {
        try
        {
            var envelope = new JsonObject
            {
                ["Data"] = new JsonObject { ["timer"] = new JsonObject { ["Schedule"] = new JsonObject { ["AdjustForDST"] = true }, ["IsPastDue"] = false } },
                ["Metadata"] = new JsonObject { ["sys"] = new JsonObject { ["MethodName"] = timer } },
            };
            using var answer = await host.PostAsync($"/{timer}", JsonContent.Create(envelope));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception dead) when (dead is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }
}
