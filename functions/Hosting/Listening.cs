namespace CasaServerless.Hosting;

/// <summary>
/// Where the program listens. Under the Functions host: on 127.0.0.1 at the port it was given, and nowhere else. Alone: at
/// <c>ASPNETCORE_URLS</c> or <c>--port</c>, and for its own trigger runner at a socket file that only this user can open.
/// </summary>
static class Listening
{
    /// <summary>Settings key of the runner's socket file; set here, read by the runner.</summary>
    public const string Socket = "Casa:Runner:Socket";

    public static void Configure(WebApplicationBuilder builder, HostSettings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.Otherwise;
        });
        if (settings.Port is { } port)
        {
            // The host's own ASPNETCORE_URLS is inherited by its child; this overrules it.
            builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(MarkAsPlatform));
            return;
        }
        var socket = Path.Combine(Directory.CreateTempSubdirectory("casa-").FullName, "runner");
        builder.Configuration[Socket] = socket;
        builder.WebHost.UseUrls($"{Urls(builder.Configuration)};http://unix:{socket}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen =>
        {
            if (listen.SocketPath == socket) MarkAsPlatform(listen);
        }));
    }

    /// <summary>Whether the call came in where only the platform (the Functions host, or our own runner) can call.</summary>
    public static bool IsPlatform(HttpContext context) => context.Features.Get<PlatformConnection>() is not null;

    static string Urls(ConfigurationManager configuration) =>
        configuration["port"] is { Length: > 0 } port ? $"http://localhost:{port}"
        : configuration["urls"] is { Length: > 0 } urls ? urls
        : configuration["HTTP_PORTS"] is { Length: > 0 } ports ? string.Join(';', ports.Split(';').Select(p => $"http://*:{p}"))
        : "http://localhost:7071";

    static void MarkAsPlatform(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions listen) => listen.Use(next => connection =>
    {
        connection.Features.Set(PlatformConnection.Instance);
        return next(connection);
    });

    sealed class PlatformConnection
    {
        public static readonly PlatformConnection Instance = new();
    }
}
