using System.CommandLine;
using System.Diagnostics;

namespace Casa;

/// <summary><c>test</c>: everything the tests need, then all of them, then one line that counts.</summary>
static class Test
{
    public static Command Verb()
    {
        var only = new Option<string?>("--only") { HelpName = "TEXT", Description = "the tests whose full name holds this text; dist/ is taken as it is" };
        var verb = new Command("test", "installs what the tests need, builds, publishes, runs all tests; last line: N passed, N failed, N skipped") { only };
        verb.SetAction((said, stop) => All(said.GetValue(only), stop));
        return verb;
    }

    static async Task<int> All(string? only, CancellationToken stop)
    {
        await DebianPackages.Install(Repository.In("tests", "debian-packages.txt"), stop);
        if (only is null) await Publish.Dist(stop);

        var results = Path.Combine(Path.GetTempPath(), $"casa-test-{Environment.ProcessId}");
        // A browser beside all the other tests would wait too long, hence one project after the other.
        // Rows of theories are made when their turn comes: listing them beforehand makes every sample document, even for one test.
        var start = new ProcessStartInfo("dotnet",
            ["test", "--solution", Repository.In("CasaServerless.sln"), "--results-directory", results, "--report-xunit-trx", "--no-progress",
             "--pre-enumerate-theories", "off", "--max-parallel-test-modules", "1",
             .. only is null ? Array.Empty<string>() : ["--filter-method", $"*{only}*", "--ignore-exit-code", "8"]]);
        try
        {
            var code = await Tool.Run(start, stop);
            var counts = TestCounts.Read(results);
            foreach (var failure in counts.Failures) Console.WriteLine(failure);
            if (only is not null && counts.Total == 0) Console.WriteLine($"No test's name holds '{only}'.");
            if (code != 0 && counts.Failed == 0) Console.WriteLine($"dotnet test ended with exit code {code}, though no test says that it failed: see above.");
            Console.WriteLine($"{counts.Passed} passed, {counts.Failed} failed, {counts.Skipped} skipped");
            return code == 0 && counts is { Failed: 0, Total: > 0 } ? 0 : 1;
        }
        finally
        {
            if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        }
    }
}
