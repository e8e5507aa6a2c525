using System.Security.Cryptography;
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
    const string NotFound = "404", Trouble = "problem";

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

    /// <summary>The one origin besides ours that its scripts may call, such as the directory where staff sign in; null is none.</summary>
    public string? Connects { get; init; }

    /// <summary>Where its pictures come from besides the city: <c>blob:</c> for those that its scripts have fetched, or one origin; null is nowhere.</summary>
    public string? Pictures { get; init; }

    /// <summary>Whether it shows files that its scripts have fetched, in the browser's own viewer.</summary>
    public bool ShowsFiles { get; init; }

    /// <summary>Origins of the other sites that may show it in a frame, with spaces between them; null is nobody.</summary>
    public string? FramedBy { get; init; }

    /// <summary>
    /// A library of it makes style elements while it runs. They carry a nonce, this answer's alone, which the page's script finds as the fact <c>nonce</c>:
    /// it tells no others.
    /// </summary>
    public bool MakesStyles { get; init; }

    // SHA-256 of nothing: Web Chat has a library that inserts its style element before it fills it, and gives it no nonce.
    const string EmptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

    /// <summary>A problem as a person reads it.</summary>
    /// <param name="worded">The problem in the language that the page turns out to be in.</param>
    /// <param name="wait">Seconds after which it is worth another try; null where nobody knows.</param>
    internal static Page OfProblem(int status, Func<Language, Problem> worded, string? wait)
    {
        if (status == StatusCodes.Status404NotFound) return new(NotFound);
        return new(Trouble) { Status = status, Facts = Facts };

        Dictionary<string, string?> Facts(Language language)
        {
            var its = worded(language);
            return new() { ["title"] = its.Title, ["detail"] = its.Detail, ["wait"] = wait, ["incident"] = its.Incident, ["code"] = its.Code };
        }
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var language = PageLanguage.Of(httpContext);
        var stage = httpContext.RequestServices.GetRequiredService<IHostEnvironment>();
        // A problem is no page that one opens.
        var text = name == Trouble && Facts is null ? null : PageText.Find(name, language, stage.EnvironmentName);
        var response = httpContext.Response;
        response.StatusCode = text is null || name == NotFound ? StatusCodes.Status404NotFound : Status;
        text ??= PageText.Find(NotFound, language, stage.EnvironmentName) ?? throw new InvalidOperationException("wwwroot/pages has no 404.");

        var headers = response.Headers;
        var nonce = MakesStyles ? RandomNumberGenerator.GetHexString(32, lowercase: true) : null;
        var policy = Opened("connect-src", Connects, Opened("img-src", Pictures, Opened("style-src", nonce is null ? null : $"'nonce-{nonce}' {EmptyStyle}", Policy)));
        if (FramedBy is not null) policy = policy.Replace("frame-ancestors 'none'", $"frame-ancestors 'self' {FramedBy}", StringComparison.Ordinal);
        headers.ContentSecurityPolicy = policy + (ShowsFiles ? "; frame-src blob:" : "");
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(self)";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.ContentLanguage = language.Tag();
        headers.Vary = "Accept-Language, Cookie, Accept-Encoding";
        response.ContentType = "text/html; charset=utf-8";

        var told = nonce is null ? Facts : _ => new Dictionary<string, string?> { ["nonce"] = nonce };
        if (told is null) return text.Body.Unchanging(httpContext);
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        return new EncodedBody(Encoding.UTF8.GetBytes(text.Telling(told(language)))).Write(httpContext);
    }

    static string Opened(string directive, string? to, string policy) =>
        to is null ? policy : policy.Replace($"{directive} 'self'", $"{directive} 'self' {to}", StringComparison.Ordinal);
}
