using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Globalization;
using Azure.Core.Diagnostics;
using Azure.Data.Tables;
using Casa;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using CasaServerless.Tests.Given;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Bench;

/// <summary>
/// What one operation costs, with few cases and with many: storage transactions (equal, or something scans), CPU time and allocations, beside
/// the same number of bare storage calls.
/// </summary>
static class OperationsBench
{
    const int Rounds = 60;
    static readonly int[] sizes = [100, 20_000];

    public static async Task<Table> Run()
    {
        var table = new Table("Operations", $"Mean of {Rounds}, without HTTP: CPU milliseconds and allocations in our process, transactions in storage; \"bare\" is as many point reads through the same SDK.",
            ["operation", "cases", "transactions", "CPU, ms", "bare CPU, ms", "ratio", "allocated, KB"]);
        var counts = new Dictionary<string, List<double>>();
        await using var emulator = await StorageEmulator.Start(sizes.Length, megabytes: 8192);
        for (var account = 1; account <= sizes.Length; account++)
        {
            await using var city = await City(emulator.Account(account));
            var counter = city.Services.GetRequiredService<LegalisationCounter>();
            await Fill(counter, city.Services.GetRequiredService<CityStorage>(), sizes[account - 1]);
            foreach (var (operation, prepare) in Operations(city, counter))
            {
                var (transactions, milliseconds, kilobytes) = await Measure(prepare);
                var (_, bare, _) = await Measure(Bare(city, (int)Math.Round(transactions)));
                table.Add(operation, sizes[account - 1], transactions, milliseconds, bare, milliseconds / bare, kilobytes);
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

    static IEnumerable<(string Name, Func<Task<Func<Task>>> Prepare)> Operations(WebApplication city, LegalisationCounter counter)
    {
        var officer = new Caller("maarif-1-officer-1", new HashSet<string> { Roles.Officer });
        yield return ("submit", () => Task.FromResult<Func<Task>>(() => Submit.Run(Request(), null, counter, default)));
        yield return ("view", View);
        yield return ("certify and seal", CertifyAndSeal);

        async Task<Func<Task>> View()
        {
            var receipt = await Submit.Run(Request(), null, counter, default);
            return () => Services.Legalisation.View.Run(
                receipt.Reference, receipt.AccessCode, null, Kernel.Language.French, counter, default);
        }

        async Task<Func<Task>> CertifyAndSeal()
        {
            var reference = await Presented(city, counter, officer);
            return async () =>
            {
                await Certify.Run(reference, officer, counter, default);
                await Effect(city, counter, reference, "seal");
            };
        }
    }

    static Func<Task<Func<Task>>> Bare(WebApplication city, int calls) => () =>
    {
        var heads = city.Services.GetRequiredService<CityStorage>().Table(CaseStore.TableName);
        return Task.FromResult<Func<Task>>(async () =>
        {
            for (var call = 0; call < calls; call++) await heads.GetEntityIfExistsAsync<TableEntity>("nobody", "H");
        });
    };

    // Transactions are counted in rounds of their own: counting costs, and must not stand in the other figures.
    static async Task<(double Transactions, double Milliseconds, double Kilobytes)> Measure(Func<Task<Func<Task>>> prepare)
    {
        var acts = new List<Func<Task>>();
        for (var round = 0; round < Rounds + 10; round++) acts.Add(await prepare());
        var transactions = 0;
        // The référentiel's minute may end in any round; its reading is no part of an operation's own cost.
        using (new AzureEventSourceListener((told, _) =>
        {
            if (told.EventName == "Request" && !told.Payload!.Any(part => part is string text && text.Contains("/referentiels", StringComparison.Ordinal)))
                Interlocked.Increment(ref transactions);
        }, EventLevel.Informational))
        {
            foreach (var act in acts.Take(10)) await act();
        }
        var (cpu, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        foreach (var act in acts.Skip(10)) await act();
        return (transactions / 10.0, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Rounds,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / Rounds);
    }

    static async Task<string> Presented(WebApplication city, LegalisationCounter counter, Caller officer)
    {
        var receipt = await Submit.Run(Request(), null, counter, default);
        var token = receipt.Upload.Url[(receipt.Upload.Url.LastIndexOf('/') + 1)..];
        await ReceiveDocument.Run(token, new MemoryStream(SamplePage.Pdf), SamplePage.Pdf.Length, counter, default);
        await Effect(city, counter, receipt.Reference, "judge");
        await Present.Run(receipt.Reference, new(IdentityProof.Cnie, true, null), officer, counter, default);
        return receipt.Reference;
    }

    static async Task Effect(WebApplication city, LegalisationCounter counter, string reference, string name)
    {
        var its = (await counter.Cases.Find(counter.Kind, reference, default))!;
        await counter.Cases.Handle(new CaseMessage(reference, Version: its.Version, Effect: name).ToJson(),
            city.Services.GetServices<ICaseKind>(), city.Services, default);
    }

    // Whole cases, as rows: a real one is opened, and its rows are written again under other references.
    static async Task Fill(LegalisationCounter counter, CityStorage storage, int cases)
    {
        var receipt = await Submit.Run(Request(), null, counter, default);
        var (table, lists) = (storage.Table(CaseStore.TableName), storage.Table(Lists.TableName));
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq '{receipt.Reference}'")) rows.Add(row);
        var entries = new List<TableEntity>();
        await foreach (var row in lists.QueryAsync<TableEntity>()) entries.Add(row);
        await Parallel.ForEachAsync(Enumerable.Range(1, cases - 1), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, stop) =>
        {
            var reference = Reference.From("LEG", BitConverter.GetBytes((ulong)number * 0x9E3779B97F4A7C15ul));
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(
                TableTransactionActionType.Add, Copy(row, reference, row.RowKey))), stop);
            foreach (var entry in entries)
                await lists.AddEntityAsync(Copy(entry, entry.PartitionKey, entry.RowKey.Replace(receipt.Reference, reference, StringComparison.Ordinal)), stop);
        });

        static TableEntity Copy(TableEntity row, string partition, string key)
        {
            var copy = new TableEntity(partition, key);
            foreach (var (name, value) in row.Where(column => column.Key is not ("PartitionKey" or "RowKey" or "odata.etag" or "Timestamp"))) copy[name] = value;
            return copy;
        }
    }

    static Submit.Request Request() => new(PaperKind.CertifiedCopy, "fr", "maarif-1",
        new("Zineb Mesure", $"BK{Interlocked.Increment(ref person)}", "0661000000", null), Destination.Private, null, new("Diplôme"));

    static int person = 100_000;

    static async Task<WebApplication> City(string storage)
    {
        var app = CityHost.Build(
        [
            $"--AzureWebJobsStorage={storage}", "--environment=Development", "--Casa:Keys=the benchmarks' own secret, long enough",
            "--Casa:PublicUrl=https://casa.test", "--Casa:Runner:Enabled=false",
            $"--Casa:Seal:Path={Path.Combine(Path.GetTempPath(), "casa-bench-operations.pem")}",
        ], builder =>
        {
            builder.Logging.ClearProviders();
            Casablanca.Add(builder);
        }, Casablanca.Map);
        await Setup.Run(app.Services, new CompositeEndpointDataSource(((IEndpointRouteBuilder)app).DataSources), TextWriter.Null, default);
        return app;
    }
}
