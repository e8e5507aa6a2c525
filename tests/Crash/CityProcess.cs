using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Crash;

/// <summary>
/// The real city in a process of its own, alone or as behind the Functions host: killed without a word and started again at the same address.
/// </summary>
sealed class CityProcess : IAsyncDisposable
{
    readonly string binary, folder, name;
    readonly Dictionary<string, string> settings;
    readonly StreamWriter log;
    readonly HttpClient http;
    Process? process;

    /// <param name="keys">The city's secret.</param>
    /// <param name="storage">Connection string.</param>
    /// <param name="folder">For seal, temporary files and log.</param>
    /// <param name="mail">Port of the mail server.</param>
    /// <param name="name">Of this instance, where there are several in a folder.</param>
    /// <param name="underHost">Whether it is called as by the Functions host, and keeps no timer or queue itself.</param>
    /// <param name="more">Settings beside these.</param>
    public CityProcess(
        CrashPlan plan, string keys, string storage, string folder, int mail, string name = "city", bool underHost = false, IReadOnlyDictionary<string, string>? more = null)
    {
        (binary, this.folder, this.name) = (plan.Binary, folder, name);
        var port = StorageEmulator.FreePort();
        Address = new($"http://127.0.0.1:{port}");
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
            ["Casa__Publishing__Path"] = Path.Combine(folder, "publishing.pem"),
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
            ["Casa__Limits__bookings__Calls"] = "1000000",
            ["Casa__Limits__reports__Calls"] = "1000000",
            ["Casa__Limits__messages__Calls"] = "1000000",
            ["Casa__Cases__PauseSeconds"] = "0.5",
            ["Casa__Notices__SmtpHost"] = "127.0.0.1",
            ["Casa__Notices__SmtpPort"] = Invariant($"{mail}"),
            ["Casa__Notices__SmtpTls"] = "off",
            ["Casa__Notices__From"] = "Ville de Casablanca <ne-pas-repondre@casa.test>",
        };
        foreach (var (setting, value) in more ?? new Dictionary<string, string>()) settings[setting] = value;
        if (underHost) settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = Invariant($"{port}");
    }

    public Uri Address { get; }

    public string Temporary => Path.Combine(folder, $"tmp-{name}");

    public string LogPath => Path.Combine(folder, $"{name}.log");

    /// <summary>When it was killed; timestamps.</summary>
    public ConcurrentQueue<long> Kills { get; } = new();

    /// <summary>The hour that it takes it to be from its next start on.</summary>
    public void SetClock(DateTimeOffset hour) => settings["Casa__Clock"] = hour.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The cases of which its log says that a letter took too long, and was not waited for.</summary>
    public IReadOnlySet<string> Impatient() => File.ReadLines(LogPath).Where(line => line.Contains("effect notify: put off", StringComparison.Ordinal)
        && line.Contains("It took too long", StringComparison.Ordinal)).Select(line => line[(line.IndexOf("LEG-", StringComparison.Ordinal))..][..16]).ToHashSet();

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
        Kills.Enqueue(TimeProvider.System.GetTimestamp());
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
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
