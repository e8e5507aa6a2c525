namespace CasaServerless.Hosting;

/// <summary>
/// Where the program listens. Under the Functions host: on 127.0.0.1 at the port it was given, and nowhere else. Alone: at
/// <c>ASPNETCORE_URLS</c> or <c>--port</c>, and for its own trigger runner at a socket file that only this user can open.
/// </summary>
static class Listening
{
    /// <param name="builder">The program being built.</param>
    /// <param name="settings">Who has started us.</param>
    /// <param name="runner">Where our own runner calls; null where there is none.</param>
    public static void Configure(WebApplicationBuilder builder, HostSettings settings, RunnerSocket? runner)
    {
        var urls = settings.Port is { } port ? $"http://127.0.0.1:{port}" : Urls(builder.Configuration);
        // Overrules ASPNETCORE_URLS, which the Functions host passes on to its child as its own.
        builder.WebHost.UseUrls(runner is null ? urls : $"{urls};http://unix:{runner.Path}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            runner?.Prepare();
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.Otherwise;
            kestrel.ConfigureEndpointDefaults(listen =>
            {
                if (settings.UnderHost || (runner is not null && listen.SocketPath == runner.Path)) MarkAsPlatform(listen);
            });
        });
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
