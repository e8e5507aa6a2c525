using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CasaServerless.Hosting.Assets;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting;

/// <summary>
/// Turns every error of an HTTP call into problem details: a service's refusal, a request that could not be read, a status without words, and
/// our own failures, which get an incident number in the answer and in the log. A person whose browser asked for a page gets the same as a
/// page, and an endpoint of somebody else's interface words its errors as that one does (<see cref="ErrorForm"/>).
/// </summary>
static partial class Problems
{
    const string IncidentLetters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    // Arabic as itself, not as escapes: people read these answers too. The media type says that it is JSON, so no HTML is in danger.
    static readonly HostingJson json = new(new JsonSerializerOptions(HostingJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Refusal refusal) when (!context.Response.HasStarted)
        {
            await Write(context, refusal);
            return;
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await Write(context, HttpRefusals.For(error), where: (error.InnerException as JsonException)?.Path);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has left; nobody reads the answer.
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            var incident = RandomNumberGenerator.GetString(IncidentLetters, 8);
            Failed(Log(context), incident, context.Request.Method, Route(context), error);
            await Write(context, HttpRefusals.Failed(), incident: incident);
            return;
        }
        if (SaysNothing(context.Response) && Silent(context) is { } silent) await Write(context, silent);
    });

    // The address of a queue or timer function must look like any other that is not there, and a page's like both.
    static Refusal? Silent(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (status != StatusCodes.Status405MethodNotAllowed || Listening.IsPlatform(context) || context.Request.Path.StartsWithSegments("/api"))
            return HttpRefusals.For(status);
        context.Response.Headers.Allow = default;
        return HttpRefusals.NotFound();
    }

    static bool SaysNothing(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null };

    static async Task Write(HttpContext context, Refusal refusal, string? where = null, string? incident = null)
    {
        var response = context.Response;
        // What the failed act had already said of its answer no longer holds; what the door has said (Allow, Retry-After…) does.
        response.Headers.ContentLength = null;
        response.Headers.ETag = response.Headers.LastModified = response.Headers.ContentEncoding = response.Headers.ContentDisposition = default;
        if (refusal.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (context.GetEndpoint()?.Metadata.GetMetadata<ErrorForm>() is { } form)
        {
            await form.Write(context, refusal, incident);
            return;
        }
        if (AsksForPage(context.Request))
        {
            await Page.OfProblem(refusal.Status, Worded, response.Headers.RetryAfter).ExecuteAsync(context);
            return;
        }
        var language = context.Language();
        response.StatusCode = refusal.Status;
        response.ContentType = Problem.MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Append("Vary", "Accept-Language");
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Worded(language), json.Problem), context.RequestAborted);

        Problem Worded(Language language) => Problem.Of(refusal, language) with { Where = where, Incident = incident };
    }

    // Browsers name text/html when a person follows a link or sends a form, and never when a script calls; programs do not name it.
    static bool AsksForPage(HttpRequest request) => !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && request.GetTypedHeaders().Accept.Any(taken => taken.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && taken.Quality is null or > 0);

    // The route and not the path: a path may hold what a log must not.
    static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no endpoint";

    static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("CasaServerless.Http");

    [LoggerMessage(Level = LogLevel.Error, Message = "Incident {Incident}: {Method} {Route} failed")]
    static partial void Failed(ILogger log, string incident, string method, string route, Exception error);
}
