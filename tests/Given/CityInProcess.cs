using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using CasaServerless.Services.Legalisation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Tests.Given;

/// <summary>The whole city in this process, standing alone on an account of its own: what a test calls is what runs.</summary>
public sealed class CityInProcess : IAsyncDisposable
{
    readonly WebApplication app;

    CityInProcess(WebApplication app, string storage)
    {
        (this.app, Storage) = (app, storage);
        Http = new() { BaseAddress = new(app.Urls.First(url => url.StartsWith("http://127.", StringComparison.Ordinal))) };
    }

    public HttpClient Http { get; }

    /// <summary>Settings with which it starts as in production; its vault is never asked.</summary>
    public static string[] AsProduction { get; } =
    [
        "--environment=Production", "--Casa:Seal:Path=", "--Casa:Seal:Provider=keyvault", "--Casa:Seal:KeyId=https://nobody.vault.azure.net/keys/seal",
        "--Casa:Publishing:Provider=keyvault", "--Casa:Publishing:KeyId=https://nobody.vault.azure.net/keys/publishing",
    ];

    /// <summary>Connection string of its storage.</summary>
    public string Storage { get; }

    public IServiceProvider Services => app.Services;

    public LegalisationCounter Counter => Services.GetRequiredService<LegalisationCounter>();

    /// <summary>What the city logged, a line an entry.</summary>
    public LogLines Log { get; private init; } = null!;

    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    public static async Task<CityInProcess> Start(string storage, params string[] settings)
    {
        var log = new LogLines();
        string[] args =
        [
            $"--AzureWebJobsStorage={storage}", "--urls=http://127.0.0.1:0", "--environment=Development",
            $"--Casa:Keys={ToyCity.Secret}", "--Casa:PublicUrl=https://casa.test",
            $"--Casa:Seal:Path={Path.Combine(Path.GetTempPath(), "casa-tests-seal.pem")}",
            $"--Casa:Publishing:Path={Path.Combine(Path.GetTempPath(), "casa-tests-publishing.pem")}",
            "--AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:00.2",
            "--Casa:Limits:submissions:Calls=100000", "--Casa:Limits:uploads:Calls=100000", "--Casa:Limits:readings:Calls=100000",
            "--Casa:Limits:bookings:Calls=100000", "--Casa:Limits:reports:Calls=100000", "--Casa:Limits:messages:Calls=100000", "--Casa:Limits:chat-tokens:Calls=100000",
            "--Casa:Limits:DirectLinePost:Calls=100000", "--Casa:Limits:DirectLineActivities:Calls=100000", "--Casa:Limits:DirectLineStart:Calls=100000", "--Casa:Limits:partners:Calls=100000",
            .. settings,
        ];
        var app = CityHost.Build(args, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            Casablanca.Add(builder);
        }, Casablanca.Map);
        await Setup.Run(app.Services, new CompositeEndpointDataSource(((IEndpointRouteBuilder)app).DataSources), TextWriter.Null, default);
        await app.StartAsync();
        return new(app, storage) { Log = log };
    }

    /// <summary>A development token.</summary>
    public string Token(string role, string? id = null) => StaffTokens.MakeLocal(
        Services.GetRequiredService<CityKeys>(), id ?? (role == Roles.Officer ? "maarif-1-officer-1" : $"{role}-1"), role, null,
        TimeProvider.System.GetUtcNow());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>Keeps what is logged, so that a test can look for what must not be there.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
