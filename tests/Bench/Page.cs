using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CasaServerless.Tests.Given;

namespace CasaServerless.Bench;

/// <summary>BENCHMARKS.md: a section a benchmark, each saying of which commit and day it is, so that one can be measured anew by itself.</summary>
static class Page
{
    const string Head = "# Benchmarks\n\nWritten by `dotnet run casa.cs bench NAME… --write`. Each compares with a peer or a limit in the same run; read the ratios, not the times.\n";

    static readonly string[] order = ["Start and rest", "Operations", "Tickets", "Sealing", "Boundaries", "Crash"];

    public static void Keep(IEnumerable<Table> tables)
    {
        var file = Path.Combine(Root.Path, "BENCHMARKS.md");
        var sections = (File.Exists(file) ? File.ReadAllText(file) : "").Split("\n## ").Skip(1)
            .ToDictionary(section => section[..section.IndexOf('\n', StringComparison.Ordinal)], section => "## " + section.Trim() + "\n");
        foreach (var table in tables) sections[table.Title] = $"{table.ToString().Trim()}\n\n{Circumstances()}\n";
        File.WriteAllText(file, Head + string.Concat(sections.OrderBy(section => Array.IndexOf(order, section.Key)).Select(section => "\n" + section.Value)));
    }

    static string Circumstances()
    {
        var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty"]) { WorkingDirectory = Root.Path, RedirectStandardOutput = true })!;
        var commit = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return string.Create(CultureInfo.InvariantCulture,
            $"Measured on {TimeProvider.System.GetUtcNow():yyyy-MM-dd} at {commit}: {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}.");
    }
}
