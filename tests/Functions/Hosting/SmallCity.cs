using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>The program with a few functions of the test's own, in this process.</summary>
sealed class SmallCity : IAsyncDisposable
{
    readonly WebApplication app;

    SmallCity(WebApplication app)
    {
        this.app = app;
        Client = new() { BaseAddress = new(app.Urls.First(url => url.StartsWith("http://127.", StringComparison.Ordinal))) };
    }

    /// <summary>Somebody outside; under the Functions host: the host.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>As under the Functions host.</summary>
    public static Task<SmallCity> UnderHost(Action<WebApplication> map, Action<WebApplicationBuilder>? add = null, params string[] settings) =>
        Start(map, add, ["--AzureWebJobsStorage=UseDevelopmentStorage=true", $"--FUNCTIONS_CUSTOMHANDLER_PORT={Azurite.FreePort()}", .. settings]);

    /// <summary>Alone, its runner quick enough for tests.</summary>
    public static Task<SmallCity> Alone(
        string storage, Action<WebApplication> map, Action<WebApplicationBuilder>? add = null, params string[] settings) => Start(map, add,
    [
        $"--AzureWebJobsStorage={storage}", "--urls=http://127.0.0.1:0", "--Casa:Runner:TimerTakeover=00:00:00.5", "--Casa:Runner:TimerLease=00:00:15",
        "--AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:00.2",
        "--AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:00",
        "--AzureFunctionsJobHost:extensions:queues:maxDequeueCount=2",
        .. settings,
    ]);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    static async Task<SmallCity> Start(Action<WebApplication> map, Action<WebApplicationBuilder>? add, string[] settings)
    {
        var app = CityHost.Build(settings, builder =>
        {
            builder.Logging.ClearProviders();
            add?.Invoke(builder);
        }, map);
        await app.StartAsync();
        return new(app);
    }
}
