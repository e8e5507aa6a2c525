using System.Collections.Frozen;

namespace CasaServerless.Hosting.Assets;

/// <summary>
/// A file of <c>wwwroot/assets</c> as it was built: its name holds a hash of its content, so browsers keep it for a year; its compressed twins
/// lie beside it. The folder is listed once, and what is not in the list is not served.
/// </summary>
sealed record Asset(FileInfo Plain, FileInfo? Brotli, FileInfo? Gzip)
{
    static readonly Lazy<FrozenDictionary<string, Asset>> shelf = new(List);

    /// <summary>The asset called <paramref name="name"/>; null if there is none.</summary>
    public static Asset? Find(string name) => shelf.Value.GetValueOrDefault(name);

    /// <summary>Sends it in the best encoding that the caller takes.</summary>
    public async Task Send(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        context.Response.ContentType = ContentType(Plain.Extension);
        var (file, encoding) = EncodedBody.Accepted(context.Request) switch
        {
            "br" when Brotli is not null => (Brotli, "br"),
            not null when Gzip is not null => (Gzip, "gzip"),
            _ => (Plain, null),
        };
        if (encoding is not null) headers.ContentEncoding = encoding;
        context.Response.ContentLength = file.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.SendFileAsync(file.FullName, context.RequestAborted);
    }

    static FrozenDictionary<string, Asset> List()
    {
        var files = new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets")).GetFiles().ToDictionary(file => file.Name);
        return files.Where(file => file.Value.Extension is not (".br" or ".gz")).ToFrozenDictionary(
            file => file.Key,
            file => new Asset(file.Value, files.GetValueOrDefault(file.Key + ".br"), files.GetValueOrDefault(file.Key + ".gz")));
    }

    static string ContentType(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".woff2" => "font/woff2",
        ".png" => "image/png",
        ".json" => "application/json",
        _ => throw new InvalidOperationException($"Assets of kind {extension} have no content type here yet."),
    };
}
