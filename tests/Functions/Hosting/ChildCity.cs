using System.Diagnostics;
using System.Runtime.InteropServices;
using CasaServerless.Hosting;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>
/// A small city in a process of its own, to be killed. Its one queue function says that it has started and how often the message was fetched; it
/// never ends the first time a message says <c>stay</c>.
/// </summary>
sealed class ChildCity : IDisposable
{
    public const string Verb = "small-city";
    readonly Process process;
    readonly List<string> lines = [];

    public ChildCity(Dictionary<string, string> environment, string[] settings)
    {
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "CasaServerless.Tests.dll"), Verb, .. settings])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            lock (lines) lines.Add(line.Data ?? "");
        };
        process.BeginOutputReadLine();
    }

    public bool Said(string text)
    {
        lock (lines) return lines.Any(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>SIGKILL: nothing is tidied up.</summary>
    public void Kill() => process.Kill();

    /// <summary>SIGTERM, as a container is asked to stop.</summary>
    public void AskToStop() => Assert.Equal(0, kill(process.Id, 15));

    public async Task<int> ExitCode()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    /// <summary>The other side: what the child process does.</summary>
    public static Task<int> Run(string[] settings)
    {
        // It must not outlive the tests, even if they are killed.
        _ = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is not null) continue;
            Environment.Exit(3);
        });
        return CityHost.Run(settings, _ => { }, map => map.OnQueue("Documents", "documents", async (item, _, cancel) =>
        {
            Console.WriteLine($"started {item.Text} {item.DequeueCount}");
            if (item.Text == "stay" && item.DequeueCount == 1) await Task.Delay(Timeout.Infinite, cancel);
            if (item.Text == "a moment") await Task.Delay(1000, CancellationToken.None);
            Console.WriteLine($"ended {item.Text}");
        }));
    }

#pragma warning disable CA1416, SYSLIB1054 // A test's one call of the system; POSIX only, like the program.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    static extern int kill(int process, int signal);
#pragma warning restore CA1416, SYSLIB1054
}
