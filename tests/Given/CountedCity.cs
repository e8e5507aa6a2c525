using Azure.Data.Tables;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Tests.Given;

/// <summary>
/// A city whose acts are called one at a time and without HTTP, so that they can be counted and measured. Its clock stands still: the référentiel,
/// once read, is never read again, and no act pays for it by chance.
/// </summary>
sealed class CountedCity : IAsyncDisposable
{
    readonly string storage;
    readonly WebApplication city;

    CountedCity(string storage, WebApplication city) => (this.storage, this.city) = (storage, city);

    public IServiceProvider Services => city.Services;

    public CityStorage Storage => Services.GetRequiredService<CityStorage>();

    public static async Task<CountedCity> Start(string storage)
    {
        var app = CityHost.Build(
        [
            $"--AzureWebJobsStorage={storage}", "--environment=Development", "--Casa:Keys=a secret for what is counted, long enough",
            "--Casa:PublicUrl=https://casa.test", "--Casa:Runner:Enabled=false",
            $"--Casa:Seal:Path={Path.Combine(Path.GetTempPath(), "casa-operations-seal.pem")}",
            $"--Casa:Publishing:Path={Path.Combine(Path.GetTempPath(), "casa-operations-publishing.pem")}",
        ], builder =>
        {
            builder.Logging.ClearProviders();
            Casablanca.Add(builder);
            builder.Services.AddSingleton<TimeProvider>(new StoppedClock());
        }, Casablanca.Map);
        await Setup.Run(app.Services, new CompositeEndpointDataSource(((IEndpointRouteBuilder)app).DataSources), TextWriter.Null, default);
        return new(storage, app);
    }

    public ValueTask DisposeAsync() => city.DisposeAsync();

    /// <summary>
    /// So many cases beside a first one, in all the lists in which it stands: its rows are written again under other references.
    /// </summary>
    /// <param name="turn">What else is changed in a list's partition and row, by the number of the copy; nothing where it is absent.</param>
    public async Task Copy(string first, int cases, Func<int, string, string>? turn = null)
    {
        var prefix = first[..first.IndexOf('-')];
        var (table, lists) = (Storage.Table(CaseStore.TableName), Storage.Table(Lists.TableName));
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq '{first}'")) rows.Add(row);
        var entries = new List<TableEntity>();
        await foreach (var row in lists.QueryAsync<TableEntity>()) if (row.RowKey.EndsWith(first, StringComparison.Ordinal)) entries.Add(row);
        var copies = Enumerable.Range(1, cases).Select(number => (Number: number, Reference: Reference.From(prefix, BitConverter.GetBytes((ulong)number * 0x9E3779B97F4A7C15ul)))).ToList();
        await InParallel(copies, copy => table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(
            TableTransactionActionType.Add, Copy(row, copy.Reference, row.RowKey)))));
        // A list's rows lie in one partition, so that a hundred are written at once.
        var entriesOf = from entry in entries
                        from copy in copies
                        group Listed(entry, copy.Reference) by turn?.Invoke(copy.Number, entry.PartitionKey) ?? entry.PartitionKey into list
                        from some in list.Chunk(100)
                        select (List: list.Key, Rows: some);
        await InParallel(entriesOf, some => lists.SubmitTransactionAsync(some.Rows.Select(row =>
        {
            row.PartitionKey = some.List;
            return new TableTransactionAction(TableTransactionActionType.Add, row);
        })));

        TableEntity Listed(TableEntity entry, string reference)
        {
            var copy = Copy(entry, entry.PartitionKey, entry.RowKey.Replace(first, reference, StringComparison.Ordinal));
            if (entry.GetString("Shows") is { Length: > 0 } shows) copy["Shows"] = shows.Replace(first, reference, StringComparison.Ordinal);
            return copy;
        }

        static Task InParallel<T>(IEnumerable<T> all, Func<T, Task> act) =>
            Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (one, _) => await act(one));

        static TableEntity Copy(TableEntity row, string partition, string key)
        {
            var copy = new TableEntity(partition, key);
            foreach (var (name, value) in row.Where(column => column.Key is not ("PartitionKey" or "RowKey" or "odata.etag" or "Timestamp"))) copy[name] = value;
            return copy;
        }
    }

    /// <summary>How many requests an act sends to this city's storage.</summary>
    public Task<int> Transactions(Func<Task> act) => StorageCount.Of(storage, act);

    /// <summary>An effect, as the queue brings it.</summary>
    public async Task<Func<Task>> Effect<TState, TEvent>(CaseKind<TState, TEvent> kind, string reference, string name)
        where TState : class
        where TEvent : class
    {
        var cases = Services.GetRequiredService<CaseStore>();
        var its = (await cases.Find(kind, reference, default))!;
        var message = new CaseMessage(reference, Version: its.Version, Effect: name).ToJson();
        return () => cases.Handle(message, Services.GetServices<ICaseKind>(), Services, default);
    }

    /// <summary>An act after what comes before it.</summary>
    public static Func<Task<Func<Task>>> After<T>(Func<Task<T>> before, Func<T, Task> act) => async () =>
    {
        var its = await before();
        return () => act(its);
    };

    sealed class StoppedClock : TimeProvider
    {
        readonly DateTimeOffset at = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => at;
    }
}
