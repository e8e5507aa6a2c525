using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Casa;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Faults;
using CasaServerless.Tests.Peers;

namespace CasaServerless.Bench;

/// <summary>
/// A message of Teams and its answer through the connector: the city, with its inbox, its state and the channel's token judged, beside a bot made with
/// Microsoft's own adapter (npm botbuilder) that judges the token as well, keeps nothing and answers one word.
/// </summary>
static class BotBench
{
    const int Warm = 200, Messages = 800;

    public static async Task<Table> Run()
    {
        var table = new Table("Bot", $"A message by `POST /api/messages`, answered before it is acknowledged; {Messages} messages after {Warm} to warm up. CPU is the program's own, user and system; allocations are counted by the garbage collector, for the same city under JIT; transactions are storage calls a message, idle looks into queues left out: the insurance in the queue, the turn (state, seen, two lines, a letter), what became of the letter, a last look into the inbox, the insurance taken back. Throughput is bounded by Azurite for us and by nothing for the peer.",
            ["program", "conversations", "CPU, ms a message", "p50, ms", "p99, ms", "messages/s", "resident, MB", "allocated, KB a message", "transactions a message"]);
        await Publish.Dist(default);
        await using var teams = await PlayedBotService.Start();
        await using var emulator = await StorageEmulator.Start(accounts: 4, megabytes: 4096);
        var (ours, theirs) = (new List<Figures>(), new List<Figures>());
        await using (var counted = await FaultyStorage.Before(emulator.Account(2)))
        {
            var calls = new ConcurrentDictionary<StorageCall, int>();
            await using var city = await City.Start(counted.Connection, teams);
            for (var message = 0; message < 10; message++) await Say(city.Http, teams, "counted");
            counted.Plan = request =>
            {
                if (request.Call is not (StorageCall.Receive or StorageCall.Other)) calls.AddOrUpdate(request.Call, 1, (_, count) => count + 1);
                return null;
            };
            const int Counted = 50;
            for (var message = 0; message < Counted; message++) await Say(city.Http, teams, "counted");
            table.Add("city, one turn", 1, "", "", "", "", "", await Allocated(emulator.Account(3), teams), string.Create(CultureInfo.InvariantCulture, $"{calls.Values.Sum() / (double)Counted:F1}: {string.Join(", ", calls.OrderBy(call => call.Key).Select(call => $"{call.Key} {call.Value / (double)Counted:F1}"))}"));
        }
        var (bareCpu, bareAllocated) = await BareTurn.Measure(emulator.Account(4), Warm, Messages);
        table.Add("the same storage calls alone, JIT", 1, bareCpu, "", "", "", "", bareAllocated, "5.0");
        await using (var city = await City.Start(emulator.Account(1), teams))
        {
            foreach (var conversations in (int[])[1, 16]) ours.Add(await Measure("city, native", city.Http, city.Process, conversations, teams, table));
        }
        await using (var peer = await BotbuilderPeer.Start(teams))
        {
            foreach (var conversations in (int[])[1, 16]) theirs.Add(await Measure("botbuilder 4.23.3, JS", peer.Http, peer.Process, conversations, teams, table));
        }
        for (var at = 0; at < ours.Count; at++)
        {
            var (one, other) = (ours[at], theirs[at]);
            table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"{one.Conversations} conversation(s): CPU a message at most a fifth of the peer's: {one.Cpu / other.Cpu:F2}"), one.Cpu <= other.Cpu / 5));
        }
        table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"memory at most a third of the peer's: {ours[^1].Megabytes / theirs[^1].Megabytes:F2}"), ours[^1].Megabytes <= theirs[^1].Megabytes / 3));
        return table;
    }

    /// <summary>Kilobytes that a message allocates, with all that runs beside it: the looks into idle queues are ours too.</summary>
    static async Task<double> Allocated(string storage, PlayedBotService teams)
    {
        await using var city = await City.Start(storage, teams, "dotnet", [typeof(BotBench).Assembly.Location, AllocatingCity.Verb]);
        await Talk(city.Http, teams, 1, Warm, []);
        var before = await city.Allocated();
        await Talk(city.Http, teams, 1, Messages, []);
        return (await city.Allocated() - before) / 1024.0 / Messages;
    }

    static async Task<Figures> Measure(string name, HttpClient bot, Process process, int conversations, PlayedBotService teams, Table table)
    {
        await Talk(bot, teams, conversations, Warm, []);
        process.Refresh();
        var (cpu, started) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var times = new ConcurrentBag<double>();
        await Talk(bot, teams, conversations, Messages, times);
        var took = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        var sorted = times.Order().ToList();
        var figures = new Figures(conversations, (process.TotalProcessorTime - cpu).TotalMilliseconds / Messages, process.WorkingSet64 / 1048576.0);
        table.Add(name, conversations, figures.Cpu, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100], Messages / took.TotalSeconds, figures.Megabytes, "", "");
        return figures;
    }

    static Task Talk(HttpClient bot, PlayedBotService teams, int conversations, int messages, ConcurrentBag<double> times) => Parallel.ForEachAsync(
        Enumerable.Range(0, conversations), new ParallelOptions { MaxDegreeOfParallelism = conversations }, async (conversation, _) =>
        {
            for (var message = 0; message < messages / conversations; message++)
            {
                var started = Stopwatch.GetTimestamp();
                await Say(bot, teams, $"{conversations}-{conversation}");
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        });

    static async Task Say(HttpClient bot, PlayedBotService teams, string conversation)
    {
        var (status, _, _) = await teams.Tell(bot, teams.Activity("message", one =>
        {
            one["text"] = "menu";
            one["from"]!["id"] = $"29:{conversation}";
            one["from"]!["aadObjectId"] = $"person-{conversation}";
            one["conversation"]!["id"] = $"a:{conversation}";
        }));
        if (status != 200) throw new InvalidOperationException($"A message was answered {status}.");
        if (teams.Calls.Count > 500) teams.Calls.Clear();
    }

    sealed record Figures(int Conversations, double Cpu, double Megabytes);

    /// <summary>The city standing alone: what is deployed, or another program that takes its settings.</summary>
    sealed class City(Process process, HttpClient http) : IAsyncDisposable
    {
        static readonly string deployed = Path.Combine(Root.Path, "dist", "CasaServerless");

        readonly Channel<long> answers = Channel.CreateUnbounded<long>();

        public Process Process => process;

        public HttpClient Http => http;

        public static Task<City> Start(string storage, PlayedBotService teams) => Start(storage, teams, deployed, ["run"]);

        public static async Task<City> Start(string storage, PlayedBotService teams, string program, string[] arguments)
        {
            var folder = Directory.CreateTempSubdirectory("casa-bot-").FullName;
            string[] settings = [.. teams.Settings, "--Casa:Assistant:MessagesAMinute=1000000", $"--Casa:Seal:Path={folder}/seal.pem", $"--Casa:Publishing:Path={folder}/publishing.pem"];
            using (var setup = Begin(deployed, ["setup", .. settings], storage, 0)) await setup.WaitForExitAsync();
            var port = StorageEmulator.FreePort();
            var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
            var city = new City(Begin(program, [.. arguments, .. settings], storage, port), http);
            city.Read();
            for (var tries = 0; ; tries++)
            {
                try
                {
                    if ((await http.GetAsync("/api/health")).IsSuccessStatusCode) return city;
                }
                catch (HttpRequestException) when (tries < 300)
                {
                    await Task.Delay(100);
                }
            }
        }

        /// <summary>Bytes that it has allocated since its start; an <see cref="AllocatingCity"/> alone answers.</summary>
        public async Task<long> Allocated()
        {
            await process.StandardInput.WriteLineAsync();
            await process.StandardInput.FlushAsync();
            return await answers.Reader.ReadAsync();
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        void Read() => process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.StartsWith(AllocatingCity.Answer, StringComparison.Ordinal)) answers.Writer.TryWrite(long.Parse(text[AllocatingCity.Answer.Length..], CultureInfo.InvariantCulture));
        };

        static Process Begin(string program, string[] arguments, string storage, int port)
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
            start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
            start.Environment["AzureWebJobsStorage"] = storage;
            start.Environment["Casa__Keys"] = "a secret for what is measured, long enough for it";
            start.Environment["Casa__PublicUrl"] = "https://casa.test";
            var process = Process.Start(start)!;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
    }
}
