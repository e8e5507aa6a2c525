using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CasaServerless.Tests.Given;

/// <summary>Azure Storage on this machine, in memory, one for the whole run; each test takes its own names in it.</summary>
public sealed class Azurite : IAsyncLifetime
{
    const int Accounts = 400;

    // Any base64 will do for an emulator that only this run can reach.
    const string Key = "Y2l0eSBvZiBDYXNhYmxhbmNhLCB0ZXN0cyBvbmx5";
    readonly int[] ports = [FreePort(), FreePort(), FreePort()];
    Process? process;
    int taken;

    /// <summary>Connection string of an empty storage account that nobody else in this run has.</summary>
    public string NewAccount()
    {
        var number = Interlocked.Increment(ref taken);
        Assert.True(number <= Accounts, "Raise Azurite.Accounts: more tests than accounts.");
        var account = $"city{number}";
        return $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};" +
            $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{account};QueueEndpoint=http://127.0.0.1:{ports[1]}/{account};" +
            $"TableEndpoint=http://127.0.0.1:{ports[2]}/{account};";
    }

    public async ValueTask InitializeAsync()
    {
        var script = Path.Combine(Root.Path, "node_modules", "azurite", "dist", "src", "azurite.js");
        Assert.True(File.Exists(script), "Azurite is missing: run `npm ci --ignore-scripts` (`dotnet run casa.cs test` does).");
        process = Process.Start(new ProcessStartInfo("node",
            ["--require", Path.Combine(Root.Path, "casa", "end-with-parent.cjs"), script, "--inMemoryPersistence", "--silent", "--loose", "--skipApiVersionCheck", "--disableTelemetry",
             "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["NODE_OPTIONS"] = "--max-old-space-size=4096",
                ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(n => $"city{n}:{Key}")),
            },
        })!;
        _ = process.StandardOutput.ReadToEndAsync();
        foreach (var port in ports) await Listening(port);
    }

    public ValueTask DisposeAsync()
    {
        process?.Kill();
        process?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A port that was free a moment ago on the loopback address.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    static async Task Listening(int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (attempt < 300)
            {
                await Task.Delay(100);
            }
        }
    }
}
