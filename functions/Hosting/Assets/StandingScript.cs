namespace CasaServerless.Hosting.Assets;

/// <summary>
/// A script of <c>wwwroot</c> that others know by its address. Unlike an asset it keeps it, so that browsers ask each time whether it is still the same.
/// </summary>
/// <param name="file">Its file's name.</param>
public sealed class StandingScript(string file) : IResult
{
    readonly Lazy<EncodedBody> body = new(() => new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", file))));

    /// <summary>What a browser runs for a page while there is no network.</summary>
    public static StandingScript Offline { get; } = new("offline.js");

    /// <summary>The button that opens the chat in other sites.</summary>
    public static StandingScript Widget { get; } = new("widget.js");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Vary = "Accept-Encoding";
        httpContext.Response.ContentType = "text/javascript; charset=utf-8";
        return body.Value.Unchanging(httpContext);
    }
}
