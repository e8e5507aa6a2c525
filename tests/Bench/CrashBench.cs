using System.Globalization;
using Casa;
using CasaServerless.Tests.Crash;
using CasaServerless.Tests.Given;

namespace CasaServerless.Bench;

/// <summary>
/// <c>bench crash</c>: the city is killed 100 times during 2,000 requests and their certifications, on a storage that stalls, refuses and
/// swallows. <c>CASA_CRASH_SEED</c> chooses the seed, <c>CASA_CRASH_BINARY</c> another program (such as <c>dist/CasaServerless</c>),
/// <c>CASA_CRASH_STORIES</c> and <c>CASA_CRASH_KILLS</c> other numbers.
/// </summary>
static class CrashBench
{
    public static async Task<bool> Run()
    {
        var folder = Directory.CreateTempSubdirectory("casa-crash-").FullName;
        var plan = new CrashPlan(Number("SEED", 1), Number("STORIES", 2000), Number("KILLS", 100), AtOnce: 48)
        {
            Binary = Environment.GetEnvironmentVariable("CASA_CRASH_BINARY") is { Length: > 0 } other ? Path.GetFullPath(other) : CrashPlan.Built("Release"),
            Deadline = TimeSpan.FromSeconds(4),
            Insurance = TimeSpan.FromSeconds(10),
            Patience = TimeSpan.FromMinutes(10),
        };
        Console.WriteLine($"{plan.Binary}, log in {folder}");
        await using var azurite = await StorageEmulator.Start(accounts: 1, megabytes: 8192);
        var report = await CrashRun.Play(plan, azurite.Account(1), folder, SamplePage.Pdf, Console.WriteLine);
        Console.WriteLine(report);
        var held = report is { Faults.Count: 0 } && report.Kills == plan.Kills;
        if (held) Directory.Delete(folder, recursive: true);
        return held;
    }

    static int Number(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable($"CASA_CRASH_{name}"), CultureInfo.InvariantCulture, out var told) ? told : usual;
}
