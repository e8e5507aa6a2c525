using Casa;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Crash;

/// <summary>A small part of <c>bench crash</c>, with every test run.</summary>
public sealed class CrashTests(Azurite azurite)
{
    [Fact]
    public async Task A_city_that_is_killed_again_and_again_on_an_ill_storage_keeps_all_its_promises()
    {
        // Another seed tries other moments: CASA_CRASH_SEED.
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CASA_CRASH_SEED"), out var told) ? told : 20_261_124;
        var folder = Directory.CreateTempSubdirectory("casa-crash-").FullName;
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release" : "Debug";
        var plan = new CrashPlan(seed, Stories: 40, Kills: 6, AtOnce: 12) { Binary = CrashPlan.Built(configuration) };
        var report = await CrashRun.Play(plan, azurite.NewAccount(), folder, SamplePage.Pdf, _ => { });
        TestContext.Current.SendDiagnosticMessage(report.ToString());
        Assert.True(report.Faults.Count == 0, $"{report}\n  log: {report.Log}");
        Assert.Equal(6, report.Kills);
        // Each part of the play was played.
        Assert.All((int[])[report.Together, report.Letters, report.Reminders, report.Openings, report.Days, report.Nights.CutShort], count => Assert.True(count > 0, $"{report}"));
        Directory.Delete(folder, recursive: true);
    }
}
