using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;

namespace CasaServerless.Bench;

/// <summary>
/// What one operation costs, with few cases and with many: storage transactions (equal, or something scans), CPU time and allocations, beside
/// the same number of bare storage calls.
/// </summary>
static class OperationsBench
{
    const int Rounds = 60;

    public static Task<Table> Run() => Run("Operations", [100, 20_000], async storage => await Operations.Start(storage));

    /// <summary>The same of tickets.</summary>
    public static Task<Table> Tickets() => Run("Tickets", [1_000, 20_000], async storage => await TicketOperations.Start(storage));

    static async Task<Table> Run(string title, int[] sizes, Func<string, Task<ICountedActs>> start)
    {
        var table = new Table(title, $"Mean of {Rounds}, without HTTP: CPU milliseconds and allocations in our process, transactions in storage; \"bare\" is as many point reads through the same SDK. \"Took\" is what a caller waits for, storage included.",
            ["operation", "cases", "transactions", "CPU, ms", "bare CPU, ms", "ratio", "allocated, KB", "took, ms"]);
        var counts = new Dictionary<string, List<int>>();
        await using var emulator = await StorageEmulator.Start(1 + sizes.Length, megabytes: 8192);
        for (var account = 0; account <= sizes.Length; account++)
        {
            await using var city = await start(emulator.Account(1 + account));
            await city.Fill(account == 0 ? 1 : sizes[account - 1]);
            foreach (var (operation, prepare) in city.All())
            {
                var transactions = await city.Transactions(await prepare());
                var (milliseconds, kilobytes, took) = await Measure(prepare);
                var (bare, _, _) = await Measure(() => Task.FromResult(Bare(city.Storage, transactions)));
                // The first round's compiling would stand in the figures of the few cases alone.
                if (account == 0) continue;
                table.Add(operation, sizes[account - 1], transactions, milliseconds, bare, milliseconds / bare, kilobytes, took);
                counts.TryAdd(operation, []);
                counts[operation].Add(transactions);
            }
        }
        foreach (var (operation, seen) in counts)
        {
            var same = seen.TrueForAll(count => count == seen[0]);
            table.Aims.Add((string.Create(CultureInfo.InvariantCulture, $"{operation}: as many transactions at {sizes[0]} cases as at {sizes[^1]}: {string.Join(" and ", seen)}"), same));
        }
        return table;
    }

    static Func<Task> Bare(CityStorage storage, int calls) => async () =>
    {
        var heads = storage.Table(CaseStore.TableName);
        for (var call = 0; call < calls; call++) await heads.GetEntityIfExistsAsync<TableEntity>("nobody", "H");
    };

    static async Task<(double Milliseconds, double Kilobytes, double Took)> Measure(Func<Task<Func<Task>>> prepare)
    {
        var acts = new List<Func<Task>>();
        for (var round = 0; round < Rounds + 10; round++) acts.Add(await prepare());
        foreach (var act in acts.Take(10)) await act();
        var started = Stopwatch.GetTimestamp();
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        foreach (var act in acts.Skip(10)) await act();
        return ((Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Rounds,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / Rounds, Stopwatch.GetElapsedTime(started).TotalMilliseconds / Rounds);
    }
}
