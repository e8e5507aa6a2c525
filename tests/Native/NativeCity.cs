using System.Diagnostics;
using System.Net.Sockets;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Native;

/// <summary>What is deployed, <c>dist/</c>, in a process of its own: what works under JIT may fail natively.</summary>
sealed class NativeCity : IAsyncDisposable
{
    public static readonly string Binary = Path.Combine(Root.Path, "dist", "CasaServerless");
    static readonly CityKeys keys = new(ToyCity.Secret);
    readonly Process process;
    readonly System.Text.StringBuilder output;

    NativeCity(Process process, System.Text.StringBuilder output, int port)
    {
        (this.process, this.output) = (process, output);
        Http = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
    }

    public HttpClient Http { get; }

    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    public static string Token(string role, string? id = null) => StaffTokens.MakeLocal(
        keys, id ?? (role == Roles.Officer ? "maarif-1-officer-1" : $"{role}-1"), role, null, TimeProvider.System.GetUtcNow());

    /// <summary>A partner's key, as Development takes it.</summary>
    public static string ApiKey(string partner) => Kernel.Identity.ApiKey.Make(keys, partner);

    /// <summary>Set up, started and answering; under the Functions host's port when asked, else standing alone.</summary>
    public static async Task<NativeCity> Start(string storage, bool underHost, params string[] settings)
    {
        Assert.SkipUnless(File.Exists(Binary), "dist/ is not published; `dotnet run casa.cs test` does it first.");
        var port = Azurite.FreePort();
        using (var setup = Process.Start(Program("setup", storage, port, false, settings))!)
        {
            setup.StandardInput.Close();
            var said = await setup.StandardOutput.ReadToEndAsync();
            await setup.WaitForExitAsync();
            Assert.True(setup.ExitCode == 0, said);
        }
        var process = Process.Start(Program("run", storage, port, underHost, settings))!;
        var output = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) =>
        {
            lock (output) output.AppendLine(line.Data);
        };
        process.BeginOutputReadLine();
        var city = new NativeCity(process, output, port);
        await Eventually.True(async () =>
        {
            Assert.False(process.HasExited, city.Output);
            try
            {
                return (await city.Http.GetAsync("/api/health")).IsSuccessStatusCode;
            }
            catch (HttpRequestException notYet) when (notYet.InnerException is SocketException)
            {
                return false;
            }
        }, "the native program answers");
        return city;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    static ProcessStartInfo Program(string verb, string storage, int port, bool underHost, string[] settings)
    {
        var start = new ProcessStartInfo(Binary, [verb]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Casa__Keys"] = ToyCity.Secret,
            ["Casa__PublicUrl"] = "https://casa.test",
            ["Casa__Seal__Path"] = Path.Combine(Path.GetTempPath(), "casa-tests-native-seal.pem"),
            ["Casa__Publishing__Path"] = Path.Combine(Path.GetTempPath(), "casa-tests-native-publishing.pem"),
            ["Casa__EndWithParent"] = "true",
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.200",
            ["Casa__Limits__submissions__Calls"] = "100000",
            ["Casa__Limits__uploads__Calls"] = "100000",
            ["Casa__Limits__readings__Calls"] = "100000",
            ["Casa__Limits__reports__Calls"] = "100000",
            ["Casa__Limits__messages__Calls"] = "100000",
        }) start.Environment[name] = value;
        foreach (var setting in settings)
        {
            if (setting.TrimStart('-').Split('=', 2) is [var name, var value]) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        if (underHost) start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        return start;
    }
}
