using System.Diagnostics;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Peers;

/// <summary>A bot made with Microsoft's own adapter (npm botbuilder), in a process of ours that ends with us.</summary>
sealed class BotbuilderPeer : IAsyncDisposable
{
    readonly Process process;

    BotbuilderPeer(Process process, int port) => (this.process, Http) = (process, new() { BaseAddress = new($"http://127.0.0.1:{port}") });

    public HttpClient Http { get; }

    /// <summary>Its process, to be measured.</summary>
    public Process Process => process;

    public static async Task<BotbuilderPeer> Start(PlayedBotService service)
    {
        var given = new JsonObject { ["appId"] = PlayedBotService.AppId, ["metadata"] = service.Metadata, ["issuer"] = PlayedBotService.Issuer, ["login"] = service.Url };
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Root.Path, "tests", "Peers", "botbuilder.cjs"), given.ToJsonString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Root.Path,
        })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The peer ended before it had begun: npm ci?");
        return new(process, JsonNode.Parse(line)!["port"]!.GetValue<int>());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
