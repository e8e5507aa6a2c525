using System.Text.Json.Serialization.Metadata;
using CasaServerless.Hosting.Description;
using CasaServerless.Hosting.Runner;
using CasaServerless.Kernel.Storage;
using Microsoft.AspNetCore.Http.Timeouts;

namespace CasaServerless.Hosting;

/// <summary>The program: <c>run</c> (default), <c>setup</c> or <c>manifest DIR</c>, under the Functions host or alone.</summary>
public static class CityHost
{
    /// <summary>
    /// Does what the command line asks. <paramref name="add"/> registers the city's services, <paramref name="map"/> maps its functions; mapping
    /// must touch no storage, for the manifest is written where there is none.
    /// </summary>
    /// <returns>The exit code. Under the Functions host never 0: the host takes that for a rest that was meant, and starts nobody in our place.</returns>
    public static async Task<int> Run(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var verb = args is [var first, ..] && !first.StartsWith('-') ? first : "run";
        switch (verb)
        {
            case "run":
                await using (var city = Build(args, add, map))
                {
                    var underHost = city.Services.GetRequiredService<HostSettings>().UnderHost;
                    await city.RunAsync();
                    // 200 asks the host for a restart that is not held against us.
                    return underHost ? 200 : 0;
                }
            case "setup":
                await using (var city = Build(args, add, map))
                {
                    await Setup.Run(city.Services, Mapped(city), Console.Out, CancellationToken.None);
                    return 0;
                }
            case "manifest" when args is [_, var folder]:
                await using (var city = Build(args[2..], builder =>
                {
                    builder.Configuration["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
                    // The native program cannot describe itself, and leaves behind all that would.
                    if (ApiDescription.IsSupported) ApiDescription.Add(builder.Services);
                    add(builder);
                }, map))
                {
                    var endpoints = Mapped(city).Endpoints;
                    MappingCheck.Check(endpoints);
                    Manifest.Write(endpoints, folder);
                    if (ApiDescription.IsSupported) await ApiDescription.Write(city, folder);
                    return 0;
                }
            default:
                await Console.Error.WriteLineAsync("CasaServerless [run] | setup | manifest DIR");
                return 2;
        }
    }

    /// <summary>The program, ready to start; settings may stand in <paramref name="args"/> (<c>--AzureWebJobsStorage=…</c>).</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Settings are read once: a deployment is a new process, and watching for changes walks the program's whole folder.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args.SkipWhile(argument => !argument.StartsWith('-'))],
            ContentRootPath = AppContext.BaseDirectory,
        });
        var settings = new HostSettings(builder.Configuration);
        builder.Logging.ClearProviders().AddProvider(LogLines.Provider());
        // ASP.NET's own lines name paths and queries, which may be personal.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(CityClock.From(builder.Configuration, builder.Environment))
            .AddSingleton<CityStorage>()
            .AddJson(HostingJson.Default)
            .Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true)
            .AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = settings.HttpDeadline });
        var runner = settings.UnderHost ? null : builder.AddRunner();
        Listening.Configure(builder, settings, runner);
        if (builder.Configuration.GetValue("Casa:EndWithParent", false)) builder.Services.AddHostedService<EndWithParent>();
        add(builder);

        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseLimits();
        app.UseDoors();
        Health.Map(app);
        Served.Map(app);
        map(app);
        // In production the map is the one that was judged when its manifest was written; judging it builds every endpoint twice.
        if (!app.Environment.IsProduction()) MappingCheck.Check(Mapped(app).Endpoints);
        return app;
    }

    /// <summary>
    /// Adds a room's source-generated JSON. There is no other JSON in the city's own answers, in development as little as natively, so that a
    /// missing type fails in every test.
    /// </summary>
    public static IServiceCollection AddJson(this IServiceCollection services, IJsonTypeInfoResolver json) =>
        services.ConfigureHttpJsonOptions(options =>
        {
            var chain = options.SerializerOptions.TypeInfoResolverChain;
            if (!chain.Contains(HostingJson.Default)) chain.Clear();
            chain.Add(json);
        });

    static RunnerSocket? AddRunner(this WebApplicationBuilder builder)
    {
        var settings = new RunnerSettings(builder.Configuration);
        if (!settings.Enabled) return null;
        var socket = new RunnerSocket();
        builder.Services.AddSingleton(settings).AddSingleton(_ => socket).AddSingleton<FunctionCalls>().AddHostedService<TriggerRunner>();
        // The runner's own stop comes first; then the server lets its last calls end.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TriggerRunner.StopsWithin(settings) + settings.StopWithin);
        return socket;
    }

    static CompositeEndpointDataSource Mapped(WebApplication app) => new(((IEndpointRouteBuilder)app).DataSources);
}
