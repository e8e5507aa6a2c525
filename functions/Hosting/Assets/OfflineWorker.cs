namespace CasaServerless.Hosting.Assets;

/// <summary>
/// The script that a browser runs for a page while there is no network (<c>wwwroot/offline.js</c>). Unlike an asset it keeps its address, by
/// which the browser knows it, so that it is asked each time whether it is still the same.
/// </summary>
static class OfflineWorker
{
    static readonly Lazy<EncodedBody> body = new(() => new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "wwwroot", "offline.js"))));

    public static Task Send(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        context.Response.ContentType = "text/javascript; charset=utf-8";
        return body.Value.Unchanging(context);
    }
}
