using System.Globalization;
using Casa;
using CasaServerless.Tests.Crash;
using CasaServerless.Tests.Crash.Chats;
using CasaServerless.Tests.Given;

namespace CasaServerless.Bench;

/// <summary>
/// <c>bench crash</c>: the city is killed 100 times during 2,000 requests and their certifications, on a storage that stalls, refuses and
/// swallows. <c>CASA_CRASH_SEED</c> chooses the seed, <c>CASA_CRASH_BINARY</c> another program (such as <c>dist/CasaServerless</c>),
/// <c>CASA_CRASH_STORIES</c> and <c>CASA_CRASH_KILLS</c> other numbers.
/// </summary>
static class CrashBench
{
    public static async Task<Table> Run()
    {
        var folder = Directory.CreateTempSubdirectory("casa-crash-").FullName;
        var plan = new CrashPlan(Number("SEED", 1), Number("STORIES", 2000), Number("KILLS", 100), AtOnce: 48)
        {
            Binary = Environment.GetEnvironmentVariable("CASA_CRASH_BINARY") is { Length: > 0 } other ? Path.GetFullPath(other) : CrashPlan.Built("Release"),
            Deadline = TimeSpan.FromSeconds(4),
            Insurance = TimeSpan.FromSeconds(10),
            Patience = TimeSpan.FromMinutes(10),
        };
        Console.WriteLine($"seed {plan.Seed}, log in {folder}");
        await using var azurite = await StorageEmulator.Start(accounts: 1, megabytes: 8192);
        var report = await CrashRun.Play(plan, azurite.Account(1), folder, SamplePage.Pdf, Console.WriteLine);
        Console.WriteLine(report);
        var table = new Table("Crash", $"The city killed by SIGKILL at random, its storage failing one request in {1 / plan.Faults:F0} and three commits in as many; seed {plan.Seed}. A promise and not a pace.",
            ["stories", "kills", "requests", "2xx", "5xx", "not answered", "storage faults", "certified", "together", "numbers",
             "letters", "doubled", "reminders", "openings", "days", "s"]);
        table.Add(plan.Stories, report.Kills, report.Requests, report.Accepted, report.Failed, report.Unanswered, report.Befallen.Values.Sum(),
            report.Certified, report.Together, report.Numbers, report.Letters, report.Doubled.Values.Sum(), report.Reminders, report.Openings, report.Days, (int)report.Whole.TotalSeconds);
        table.Aims.Add(($"killed {plan.Kills} times", report.Kills == plan.Kills));
        table.Aims.Add(("nothing accepted is lost, no number missing or doubled, everything reaches its end; no letter twice whose first could be known to have come", report.Faults.Count == 0));
        if (table.AimsMet) Directory.Delete(folder, recursive: true);
        return table;
    }

    /// <summary><c>bench crash-chat</c>: the same while people write to the assistant at its doors.</summary>
    public static async Task<Table> Chats()
    {
        var folder = Directory.CreateTempSubdirectory("casa-chats-").FullName;
        var plan = new CrashPlan(Number("SEED", 1), Number("STORIES", 1000), Number("KILLS", 50), AtOnce: 48)
        {
            Binary = Environment.GetEnvironmentVariable("CASA_CRASH_BINARY") is { Length: > 0 } other ? Path.GetFullPath(other) : CrashPlan.Built("Release"),
            Patience = TimeSpan.FromMinutes(10),
        };
        Console.WriteLine($"seed {plan.Seed}, log in {folder}");
        await using var azurite = await StorageEmulator.Start(accounts: 1, megabytes: 8192);
        var report = await ChatCrashRun.Play(plan, azurite.Account(1), folder, Console.WriteLine);
        Console.WriteLine(report);
        var table = new Table("Crash, conversations", $"People write at the assistant's doors while the city is killed and its storage fails; seed {plan.Seed}. A promise and not a pace.",
            ["conversations", "kills", "requests", "2xx", "5xx", "not answered", "storage faults", "doubled in Teams", "broken promises"]);
        table.Add(plan.Stories, report.Kills, report.Requests, report.Accepted, report.Failed, report.Unanswered, report.StorageFaults, report.Doubled, report.Faults.Count);
        table.Aims.Add(("what was accepted is answered, once and in order", report.Faults.Count == 0));
        if (table.AimsMet) Directory.Delete(folder, recursive: true);
        return table;
    }

    static int Number(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable($"CASA_CRASH_{name}"), CultureInfo.InvariantCulture, out var told) ? told : usual;
}
