using System.IO.Compression;
using System.IO.Hashing;
using Microsoft.Net.Http.Headers;

namespace CasaServerless.Hosting.Assets;

/// <summary>A text on its way out, compressed as the caller can take it; each form is made once, when first asked for.</summary>
sealed class EncodedBody(byte[] plain)
{
    readonly Lazy<byte[]> brotli = new(() => Compress(plain, to => new BrotliStream(to, CompressionLevel.Optimal)));
    readonly Lazy<byte[]> gzip = new(() => Compress(plain, to => new GZipStream(to, CompressionLevel.Optimal)));
    // It tells one release's page from another's and guards nothing; SHA-256 would load OpenSSL for the first page.
    readonly Lazy<string> tag = new(() => $"W/\"{XxHash3.HashToUInt64(plain):x16}\"");

    /// <summary>ETag: weak, since it is the same for every encoding.</summary>
    public string Tag => tag.Value;

    /// <summary>Writes the body, or 304 where the caller has it already: it is kept, and asked for each time.</summary>
    public Task Unchanging(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = Tag;
        if (context.Response.StatusCode != StatusCodes.Status200OK || !context.Request.Headers.IfNoneMatch.Contains(Tag)) return Write(context);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    /// <summary>Writes the body with its length; for HEAD, the length alone.</summary>
    public Task Write(HttpContext context)
    {
        var encoding = Accepted(context.Request);
        var body = encoding switch { "br" => brotli.Value, "gzip" => gzip.Value, _ => plain };
        if (encoding is not null) context.Response.Headers.ContentEncoding = encoding;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }

    /// <summary>The better of <c>br</c> and <c>gzip</c> that the caller takes; null if neither.</summary>
    public static string? Accepted(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)) return null;
        return Takes("br") ? "br" : Takes("gzip") ? "gzip" : null;

        bool Takes(string encoding) =>
            accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0);
    }

    static byte[] Compress(byte[] plain, Func<Stream, Stream> compressor)
    {
        using var to = new MemoryStream();
        using (var through = compressor(to)) through.Write(plain);
        return to.ToArray();
    }
}
