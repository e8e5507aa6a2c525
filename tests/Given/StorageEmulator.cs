using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CasaServerless.Tests.Given;

/// <summary>Azure Storage on this machine, in memory: Azurite in a process of ours that ends with us, with a number of empty accounts.</summary>
public sealed class StorageEmulator : IAsyncDisposable
{
    // Any base64 will do for an emulator that only this run can reach.
    const string Key = "Y2l0eSBvZiBDYXNhYmxhbmNhLCB0ZXN0cyBvbmx5";
    readonly int[] ports = FreePorts(3);
    readonly Process process;

    StorageEmulator(int accounts, int megabytes)
    {
        var script = Path.Combine(Root.Path, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
            throw new InvalidOperationException("Azurite is missing: run `npm ci --ignore-scripts` (`dotnet run casa.cs test` does).");
        process = Process.Start(new ProcessStartInfo("node",
            ["--require", Path.Combine(Root.Path, "casa", "end-with-parent.cjs"), script, "--inMemoryPersistence", "--silent", "--loose",
             "--skipApiVersionCheck", "--disableTelemetry", "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["NODE_OPTIONS"] = $"--max-old-space-size={megabytes}",
                ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, accounts).Select(n => $"city{n}:{Key}")),
            },
        })!;
        _ = process.StandardOutput.ReadToEndAsync();
    }

    public static async Task<StorageEmulator> Start(int accounts, int megabytes = 4096)
    {
        var emulator = new StorageEmulator(accounts, megabytes);
        foreach (var port in emulator.ports) await emulator.Listening(port);
        return emulator;
    }

    /// <summary>Connection string of an account, from 1.</summary>
    public string Account(int number)
    {
        var account = $"city{number}";
        return $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};" +
            $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{account};QueueEndpoint=http://127.0.0.1:{ports[1]}/{account};" +
            $"TableEndpoint=http://127.0.0.1:{ports[2]}/{account};";
    }

    public ValueTask DisposeAsync()
    {
        process.Kill();
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A port that was free a moment ago on the loopback address.</summary>
    public static int FreePort() => FreePorts(1)[0];

    /// <summary>Several at once, all different: one that is let go before the next is asked for may come back.</summary>
    public static int[] FreePorts(int count)
    {
        var sockets = Enumerable.Range(0, count).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)).ToList();
        try
        {
            foreach (var socket in sockets) socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            return [.. sockets.Select(socket => ((IPEndPoint)socket.LocalEndPoint!).Port)];
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    async Task Listening(int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (attempt < 600 && !process.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }
}
