using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Tests.Given.Faults;

/// <summary>
/// Stands between a city and its storage and does to their exchange what networks and storage do on bad days: by a plan, or to one request
/// that a test names. To a city behind it, which knows nothing else, its silence is death.
/// </summary>
public sealed class FaultyStorage : IAsyncDisposable
{
    readonly WebApplication app;
    readonly List<Placed> placed = [];
    readonly Dictionary<int, (StorageService Service, Uri Upstream)> services = [];
    volatile bool dead;
    int underWay;

    FaultyStorage(WebApplication app, string connection) => (this.app, Connection) = (app, connection);

    /// <summary>The connection string of the same account by way of us.</summary>
    public string Connection { get; }

    /// <summary>What befalls a request that no test has named; null for nothing.</summary>
    public Func<StorageRequest, Fault?>? Plan { get; set; }

    /// <summary>What happens when it keeps somebody waiting; nothing, so that their own time runs out, unless a test lets it pass at once.</summary>
    public Action Silent { get; set; } = () => { };

    /// <summary>Requests that have arrived and are not done with, those included whose senders have gone.</summary>
    public int UnderWay => underWay;

    // Node closes idle connections after five seconds; ours are let go before that.
    internal HttpMessageInvoker Upstream { get; } = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
    });

    /// <param name="connection">Of the account that lies behind; its addresses name their ports.</param>
    public static async Task<FaultyStorage> Before(string connection)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connection };
        var services = new Dictionary<int, (StorageService, Uri)>();
        var ports = StorageEmulator.FreePorts(Enum.GetValues<StorageService>().Length);
        foreach (var service in Enum.GetValues<StorageService>())
        {
            var (name, port) = ($"{service}Endpoint", ports[(int)service]);
            var real = new Uri((string)parts[name]);
            services[port] = (service, real);
            parts[name] = new UriBuilder(real) { Port = port }.Uri.ToString();
        }
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls([.. services.Keys.Select(port => $"http://127.0.0.1:{port}")]).ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        var app = builder.Build();
        var storage = new FaultyStorage(app, parts.ConnectionString);
        foreach (var (port, service) in services) storage.services[port] = service;
        app.Run(storage.Serve);
        await app.StartAsync();
        return storage;
    }

    /// <summary>Places a fault on the next such request, or on the next few.</summary>
    public Placed Next(StorageCall call, Fault fault, Func<StorageRequest, bool>? where = null, int times = 1)
    {
        var one = new Placed(call, fault, where ?? (_ => true), times);
        lock (placed) placed.Add(one);
        return one;
    }

    /// <summary>From now on nothing comes through: as far as storage can tell, whoever is behind us has been killed.</summary>
    public void Die() => dead = true;

    public async ValueTask DisposeAsync()
    {
        using (var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1))) await app.StopAsync(soon.Token);
        await app.DisposeAsync();
        Upstream.Dispose();
    }

    async Task Serve(HttpContext context)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            var (service, upstream) = services[context.Connection.LocalPort];
            using var received = new MemoryStream();
            await context.Request.Body.CopyToAsync(received);
            var body = received.ToArray();
            var request = StorageRequest.Of(
                service, context.Request.Method, context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, body);
            using var exchange = new Exchange(this, context, upstream, body);
            var (fault, named) = Choose(request);
            await fault(exchange);
            named?.Tell(exchange);
            // Whoever tries on among the dead, or a third time, has waited long enough.
            if (dead || named is { Count: > 2 }) Silent();
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException or BadHttpRequestException)
        {
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    (Fault, Placed?) Choose(StorageRequest request)
    {
        if (dead) return (Faults.Lost, null);
        lock (placed)
        {
            if (placed.FirstOrDefault(one => one.Takes(request)) is { } named) return (named.Fault, named);
        }
        return (Plan?.Invoke(request) ?? Faults.None, null);
    }
}

/// <summary>A fault that a test has placed, and what became of it.</summary>
public sealed class Placed(StorageCall call, Fault fault, Func<StorageRequest, bool> where, int times)
{
    readonly TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<(int, string)> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int count;

    /// <summary>The request has come.</summary>
    public Task Met => met.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>The first one is over; what storage had answered, 0 where it was not asked.</summary>
    public Task<(int Status, string Text)> Done => done.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>How many requests it has befallen.</summary>
    public int Count => count;

    internal Fault Fault => fault;

    internal bool Takes(StorageRequest request)
    {
        if (count == times || request.Call != call || !where(request)) return false;
        count++;
        met.TrySetResult();
        return true;
    }

    internal void Tell(Exchange exchange) => done.TrySetResult((exchange.Status, exchange.Text));
}
