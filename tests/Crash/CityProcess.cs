using System.Diagnostics;
using System.Net;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Crash;

/// <summary>The real city, alone, in a process of its own: killed without a word and started again at the same address.</summary>
sealed class CityProcess : IAsyncDisposable
{
    readonly string binary;
    readonly Dictionary<string, string> settings;
    readonly StreamWriter log;
    readonly HttpClient http;
    Process? process;

    /// <param name="keys">The city's secret.</param>
    /// <param name="storage">Connection string.</param>
    /// <param name="folder">Its own: seal, temporary files, log.</param>
    public CityProcess(CrashPlan plan, string keys, string storage, string folder)
    {
        (binary, Folder) = (plan.Binary, folder);
        Address = new($"http://127.0.0.1:{StorageEmulator.FreePort()}");
        http = new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        Directory.CreateDirectory(Temporary);
        log = new StreamWriter(LogPath, append: true) { AutoFlush = true };
        settings = new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = Address.ToString(),
            ["AzureWebJobsStorage"] = storage,
            // The runtime's own pipes would lie among its temporary files.
            ["DOTNET_EnableDiagnostics"] = "0",
            ["TMPDIR"] = Temporary,
            ["Casa__Keys"] = keys,
            ["Casa__PublicUrl"] = Address.ToString(),
            ["Casa__Seal__Path"] = Path.Combine(folder, "seal.pem"),
            ["Casa__EndWithParent"] = "true",
            ["Casa__Cases__DeadlineSeconds"] = Invariant($"{plan.Deadline.TotalSeconds}"),
            ["Casa__Cases__InsuranceSeconds"] = Invariant($"{plan.Insurance.TotalSeconds}"),
            ["Casa__Runner__Visibility"] = "00:00:08",
            ["Casa__Runner__TimerLease"] = "00:00:15",
            ["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01",
            ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.3",
            ["Casa__Limits__submissions__Calls"] = "1000000",
            ["Casa__Limits__uploads__Calls"] = "1000000",
            ["Casa__Limits__readings__Calls"] = "1000000",
        };
    }

    public Uri Address { get; }

    public string Folder { get; }

    public string Temporary => Path.Combine(Folder, "tmp");

    public string LogPath => Path.Combine(Folder, "city.log");

    /// <summary>How often it was killed.</summary>
    public int Kills { get; private set; }

    /// <summary>Tables, queues, containers, référentiels.</summary>
    public async Task Setup()
    {
        using var setup = Begin("setup");
        await setup.WaitForExitAsync();
        if (setup.ExitCode != 0) throw new InvalidOperationException($"setup failed: see {LogPath}");
    }

    public void Start() => process = Begin("run");

    /// <summary>SIGKILL, to the one process that we started.</summary>
    public async Task Kill()
    {
        if (process!.HasExited) throw new InvalidOperationException($"The city ended by itself, exit code {process.ExitCode}: see {LogPath}");
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Kills++;
    }

    /// <summary>Waits until it answers.</summary>
    public async Task Answers(TimeSpan patience)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                using var answer = await http.GetAsync("/api/health");
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
            {
            }
            if (process!.HasExited) throw new InvalidOperationException($"The city ended at its start, exit code {process.ExitCode}: see {LogPath}");
            if (TimeProvider.System.GetElapsedTime(start) > patience) throw new InvalidOperationException($"The city does not start: see {LogPath}");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) process.Kill();
        if (process is not null) await process.WaitForExitAsync();
        process?.Dispose();
        http.Dispose();
        await log.DisposeAsync();
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    Process Begin(string verb)
    {
        var start = new ProcessStartInfo(binary, [verb]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var begun = Process.Start(start)!;
        begun.OutputDataReceived += (_, line) => Note(line.Data);
        begun.ErrorDataReceived += (_, line) => Note(line.Data);
        begun.BeginOutputReadLine();
        begun.BeginErrorReadLine();
        return begun;
    }

    void Note(string? line)
    {
        lock (log)
        {
            if (line is not null && log.BaseStream.CanWrite) log.WriteLine(line);
        }
    }
}
