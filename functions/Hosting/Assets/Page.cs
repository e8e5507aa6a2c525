using System.Text;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting.Assets;

/// <summary>
/// A page of <c>wwwroot/pages</c> in the caller's language, as the answer to a request: <c>return new Page("verify")</c>. The browser keeps it
/// and asks each time whether it is still the same, since language and release both change what one address shows.
/// </summary>
/// <param name="name">The page's file name without ending, such as <c>verify</c>; one that is not there is answered by page <c>404</c>.</param>
public sealed class Page(string name) : IResult
{
    const string NotFound = "404";

    // Scripts, styles, pictures and calls are the city's own; nobody frames its pages.
    const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; " +
        "base-uri 'none'; frame-ancestors 'none'";

    /// <summary>HTTP status.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>
    /// What this answer tells in a language, by the names that the page's <c>data-fact</c> and <c>data-when</c> carry; null is untold. With facts
    /// the page is one caller's: never stored, never indexed.
    /// </summary>
    public Func<Language, IReadOnlyDictionary<string, string?>>? Facts { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var language = PageLanguage.Of(httpContext);
        var stage = httpContext.RequestServices.GetRequiredService<IHostEnvironment>();
        var text = PageText.Find(name, language, stage.EnvironmentName);
        var response = httpContext.Response;
        response.StatusCode = text is null || name == NotFound ? StatusCodes.Status404NotFound : Status;
        text ??= PageText.Find(NotFound, language, stage.EnvironmentName) ?? throw new InvalidOperationException("wwwroot/pages has no 404.");

        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(self)";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentLanguage = language.Tag();
        headers.Vary = "Accept-Language, Cookie, Accept-Encoding";
        response.ContentType = "text/html; charset=utf-8";

        if (Facts is null) return Unchanging(httpContext, text.Body);
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        return new EncodedBody(Encoding.UTF8.GetBytes(text.Telling(Facts(language)))).Write(httpContext);
    }

    static Task Unchanging(HttpContext context, EncodedBody body)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = body.Tag;
        if (context.Response.StatusCode != StatusCodes.Status200OK || !context.Request.Headers.IfNoneMatch.Contains(body.Tag))
            return body.Write(context);
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
