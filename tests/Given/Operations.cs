using Azure.Data.Tables;
using Casa;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Tests.Given;

/// <summary>
/// What people and queues do at the legalisation counter, one act at a time and without HTTP, so that it can be counted and measured. The
/// city's clock stands still: the référentiel, once read, is never read again, and no act pays for it by chance.
/// </summary>
sealed class Operations : IAsyncDisposable
{
    static int person = 100_000;
    readonly Caller officer = new("maarif-1-officer-1", new HashSet<string> { Roles.Officer });
    readonly string storage;
    readonly WebApplication city;

    Operations(string storage, WebApplication city)
    {
        (this.storage, this.city) = (storage, city);
        Counter = city.Services.GetRequiredService<LegalisationCounter>();
    }

    public LegalisationCounter Counter { get; }

    public CityStorage Storage => city.Services.GetRequiredService<CityStorage>();

    /// <summary>Every act by its name. What comes before it is done first, and answers the act itself, to be done once.</summary>
    public IEnumerable<(string Name, Func<Task<Func<Task>>> Prepare)> All()
    {
        yield return ("submit", () => Task.FromResult<Func<Task>>(Submitted));
        yield return ("view", After(Submitted, its => View.Run(its.Reference, its.AccessCode, null, Language.French, Counter, default)));
        yield return ("upload", After(Submitted, Upload));
        yield return ("judge", async () => await Effect(await Uploaded(), "judge"));
        yield return ("bureau queue", () => Task.FromResult<Func<Task>>(
            () => BureauQueue.Run("maarif-1", "submitted", null, officer, Counter, default)));
        yield return ("present", After(Judged, Present));
        yield return ("certify", After(Presented, Certify));
        yield return ("seal", async () => await Effect(await Certifying(), "seal"));
        yield return ("verify by code", After(Certified, its => Verify.Run(its.Certification!.VerificationCode, null, Counter, default)));
        yield return ("verify by file", After(Certified, its => Verify.Run(null, its.Sealed!.Sha256, Counter, default)));
    }

    public static async Task<Operations> Start(string storage)
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
    /// So many cases in the bureau's queue, as rows: a real one goes all the way to the officer, and its rows are written again under other
    /// references.
    /// </summary>
    public async Task Fill(int cases)
    {
        var first = await Judged();
        var (table, lists) = (Storage.Table(CaseStore.TableName), Storage.Table(Lists.TableName));
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq '{first}'")) rows.Add(row);
        var entries = new List<TableEntity>();
        await foreach (var row in lists.QueryAsync<TableEntity>()) entries.Add(row);
        await Parallel.ForEachAsync(Enumerable.Range(1, cases - 1), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, stop) =>
        {
            var reference = Reference.From("LEG", BitConverter.GetBytes((ulong)number * 0x9E3779B97F4A7C15ul));
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(
                TableTransactionActionType.Add, Copy(row, reference, row.RowKey))), stop);
            foreach (var entry in entries)
                await lists.AddEntityAsync(Copy(entry, entry.PartitionKey, entry.RowKey.Replace(first, reference, StringComparison.Ordinal)), stop);
        });

        static TableEntity Copy(TableEntity row, string partition, string key)
        {
            var copy = new TableEntity(partition, key);
            foreach (var (name, value) in row.Where(column => column.Key is not ("PartitionKey" or "RowKey" or "odata.etag" or "Timestamp"))) copy[name] = value;
            return copy;
        }
    }

    /// <summary>How many requests an act sends to this city's storage.</summary>
    public Task<int> Transactions(Func<Task> act) => StorageCount.Of(storage, act);

    static Func<Task<Func<Task>>> After<T>(Func<Task<T>> before, Func<T, Task> act) => async () =>
    {
        var its = await before();
        return () => act(its);
    };

    Task<Submit.Receipt> Submitted() => Submit.Run(new(PaperKind.CertifiedCopy, "fr", "maarif-1",
        new("Zineb Mesure", $"BK{Interlocked.Increment(ref person)}", "0661000000", null), Destination.Private, null, new("Diplôme")), null, Counter, default);

    Task Upload(Submit.Receipt its) => ReceiveDocument.Run(
        its.Upload.Url[(its.Upload.Url.LastIndexOf('/') + 1)..], new MemoryStream(SamplePage.Pdf), SamplePage.Pdf.Length, Counter, default);

    Task Present(string reference) =>
        CasaServerless.Services.Legalisation.Present.Run(reference, new(IdentityProof.Cnie, true, null), officer, Counter, default);

    Task Certify(string reference) => CasaServerless.Services.Legalisation.Certify.Run(reference, officer, Counter, default);

    async Task<string> Uploaded()
    {
        var its = await Submitted();
        await Upload(its);
        return its.Reference;
    }

    async Task<string> Judged()
    {
        var reference = await Uploaded();
        await (await Effect(reference, "judge"))();
        return reference;
    }

    async Task<string> Presented()
    {
        var reference = await Judged();
        await Present(reference);
        return reference;
    }

    async Task<string> Certifying()
    {
        var reference = await Presented();
        await Certify(reference);
        return reference;
    }

    async Task<LegalisationCase> Certified()
    {
        var reference = await Certifying();
        await (await Effect(reference, "seal"))();
        return (await Counter.Cases.Find(Counter.Kind, reference, default))!.State;
    }

    // As the queue brings it.
    async Task<Func<Task>> Effect(string reference, string name)
    {
        var its = (await Counter.Cases.Find(Counter.Kind, reference, default))!;
        var message = new CaseMessage(reference, Version: its.Version, Effect: name).ToJson();
        return () => Counter.Cases.Handle(message, city.Services.GetServices<ICaseKind>(), city.Services, default);
    }

    sealed class StoppedClock : TimeProvider
    {
        readonly DateTimeOffset at = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => at;
    }
}
