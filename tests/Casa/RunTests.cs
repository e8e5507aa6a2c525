using System.Diagnostics;
using System.Net.Sockets;
using Casa;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Casa;

/// <summary>The real command, as a person types it.</summary>
public sealed class RunTests : IDisposable
{
    readonly string data = Path.Combine(Path.GetTempPath(), $"casa-run-{Guid.NewGuid():N}");

    [Theory]
    [InlineData("TERM", 0)]
    [InlineData("KILL", 137)]
    public async Task The_city_starts_answers_and_leaves_no_process(string signal, int exit)
    {
        var (port, storage) = (Azurite.FreePort(), ThreePorts());
        using var run = Process.Start(new ProcessStartInfo("dotnet", ["run", "casa.cs", "run", "--port", $"{port}", "--storage-port", $"{storage}", "--data", data])
        {
            WorkingDirectory = Root.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A build server would keep our pipes open.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
        })!;
        var errors = run.StandardError.ReadToEndAsync();
        var said = new List<string>();
        while (await run.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains("Ctrl-C stops", StringComparison.Ordinal)) break;
        }
        Assert.True(said.Any(line => line.Contains($"http://localhost:{port}", StringComparison.Ordinal)), string.Join('\n', said) + (run.HasExited ? await errors : ""));
        using (var http = new HttpClient())
        {
            Assert.Contains("alive", await http.GetStringAsync(new Uri($"http://localhost:{port}/api/health")), StringComparison.Ordinal);
        }

        using (Process.Start("kill", [$"-{signal}", $"{run.Id}"])) { }
        await run.WaitForExitAsync();
        Assert.Equal(exit, run.ExitCode);
        // Whoever still lived would hold our pipes.
        await run.StandardOutput.ReadToEndAsync();
        await errors;
        foreach (var each in new[] { port, storage, storage + 1, storage + 2 })
        {
            using var client = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", each));
        }
    }

    /// <summary>The first of three free ports in a row, below those that the system hands out by itself.</summary>
    static int ThreePorts() => Enumerable.Range(0, 1000).Select(n => 21000 + ((Environment.ProcessId + n) % 1000 * 3)).First(start =>
    {
        try
        {
            for (var each = start; each < start + 3; each++) Ports.MustBeFree(each, "");
            return true;
        }
        catch (Failure)
        {
            return false;
        }
    });

    public void Dispose()
    {
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }
}
