using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Crash.Chats;

/// <summary>A small part of <c>bench crash-chat</c>, with every test run.</summary>
public sealed class ChatCrashTests(Azurite azurite)
{
    [Fact]
    public async Task What_the_assistant_accepted_is_answered_once_whatever_dies()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CASA_CRASH_SEED"), out var told) ? told : 20_261_129;
        var folder = Directory.CreateTempSubdirectory("casa-chats-").FullName;
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release" : "Debug";
        var plan = new CrashPlan(seed, Stories: 40, Kills: 6, AtOnce: 12) { Binary = CrashPlan.Built(configuration), Faults = 0.03 };
        var report = await ChatCrashRun.Play(plan, azurite.NewAccount(), folder, _ => { });
        TestContext.Current.SendDiagnosticMessage(report.ToString());
        Assert.True(report.Faults.Count == 0, $"{report}\n  log: {report.Log}");
        Assert.Equal(6, report.Kills);
        Directory.Delete(folder, recursive: true);
    }
}
