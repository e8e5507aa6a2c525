using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Casa;
using CasaServerless.Tests.Given;

namespace CasaServerless.Bench;

/// <summary>From the start of the process to its first answer, as the Functions host waits for it; and memory when it then rests.</summary>
static class StartBench
{
    const int Rounds = 15;

    public static async Task<Table> Run()
    {
        var empty = Path.Combine(Path.GetTempPath(), "casa-bench-empty");
        await Publish.Dist(default);
        await Tool.MustRun(new("dotnet", ["publish", Path.Combine(Root.Path, "tests", "Bench", "Empty"), "-c", "Release", "-r", "linux-x64", "-o", empty, "-v", "q"]), default);
        var dist = Path.Combine(Root.Path, "dist");
        var programs = new (string Name, string File, string Folder, string[] Arguments)[]
        {
            ("empty native program", Path.Combine(empty, "Empty"), empty, []),
            ("city, native (dist/)", Path.Combine(dist, "CasaServerless"), dist, ["run"]),
            ("city, JIT (Release)", "dotnet", AppContext.BaseDirectory, [Path.Combine(AppContext.BaseDirectory, "CasaServerless.dll"), "run"]),
        };
        var starts = programs.Select(_ => new List<double>()).ToList();
        var works = programs.Select(_ => new List<double>()).ToList();
        var rests = programs.Select(_ => new List<double>()).ToList();
        for (var round = -1; round < Rounds; round++)
        {
            // In turn, so that a slow moment of the machine meets all of them.
            for (var each = 0; each < programs.Length; each++)
            {
                var (start, work, rest) = await Once(programs[each].File, programs[each].Folder, programs[each].Arguments);
                if (round < 0) continue;
                starts[each].Add(start);
                works[each].Add(work);
                rests[each].Add(rest);
            }
        }
        var table = new Table("Start and rest", $"Median of {Rounds} starts in turn, as production: milliseconds to the first answer on `GET /` and processor time spent by then; resident memory two seconds later.",
            ["program", "first answer, ms", "× empty", "CPU, ms", "× empty", "idle, MB", "× empty"]);
        var (ms, cpu, mb) = (starts.ConvertAll(Table.Median), works.ConvertAll(Table.Median), rests.ConvertAll(Table.Median));
        for (var each = 0; each < programs.Length; each++) table.Add(programs[each].Name, ms[each], ms[each] / ms[0], cpu[each], cpu[each] / cpu[0], mb[each], mb[each] / mb[0]);
        table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"start at most 1.5 × empty: {ms[1] / ms[0]:F2}"), ms[1] <= 1.5 * ms[0]));
        table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"start at most 1/5 of JIT: 1/{ms[2] / ms[1]:F1}"), ms[1] <= ms[2] / 5));
        table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"idle at most 80 MB: {mb[1]:F0}"), mb[1] <= 80));
        return table;
    }

    static async Task<(double Milliseconds, double Cpu, double Megabytes)> Once(string file, string folder, string[] arguments)
    {
        var port = StorageEmulator.FreePort();
        // Each in a folder of its own, as the Functions host starts it: configuration watches the folder it is started in, and ours is large.
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        // Nobody answers there: a start that touched storage would show.
        start.Environment["AzureWebJobsStorage"] = "DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey=bm9ib2R5;BlobEndpoint=http://127.0.0.1:1/nobody;QueueEndpoint=http://127.0.0.1:1/nobody;TableEndpoint=http://127.0.0.1:1/nobody;";
        start.Environment["Casa__Keys"] = "the benchmarks' own secret, long enough";
        start.Environment["Casa__PublicUrl"] = "https://casa.test";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Casa__Seal__Provider"] = "keyvault";
        start.Environment["Casa__Seal__KeyId"] = "https://nobody.vault.azure.net/keys/seal";
        start.Environment["Casa__Publishing__Provider"] = "keyvault";
        start.Environment["Casa__Publishing__KeyId"] = "https://nobody.vault.azure.net/keys/publishing";
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            while (!await Answers(port))
            {
                if (process.HasExited) throw new InvalidOperationException(await process.StandardError.ReadToEndAsync() + await process.StandardOutput.ReadToEndAsync());
            }
            var elapsed = clock.Elapsed.TotalMilliseconds;
            var cpu = Directory.EnumerateDirectories($"/proc/{process.Id}/task").Sum(thread =>
                double.Parse(File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture)) / 1e6;
            await Task.Delay(2000);
            var resident = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return (elapsed, cpu, double.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    // A socket of our own: an HttpClient would add its own start to the first.
    static async Task<bool> Answers(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync("127.0.0.1", port);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"));
            return await socket.ReceiveAsync(new byte[16]) > 0;
        }
        catch (SocketException)
        {
            await Task.Delay(1);
            return false;
        }
    }
}
