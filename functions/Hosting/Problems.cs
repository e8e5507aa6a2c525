using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CasaServerless.Kernel;

namespace CasaServerless.Hosting;

/// <summary>
/// Turns every error of an HTTP call into problem details: a service's refusal, a request that could not be read, a status without words, and
/// our own failures, which get an incident number in the answer and in the log.
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
            await Write(context, Problem.Of(refusal, context.Language()));
            return;
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            var problem = Problem.Of(HttpRefusals.For(error), context.Language());
            await Write(context, problem with { Where = (error.InnerException as JsonException)?.Path });
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
            await Write(context, Problem.Of(HttpRefusals.Failed(), context.Language()) with { Incident = incident });
            return;
        }
        if (SaysNothing(context.Response) && Silent(context) is { } silent) await Write(context, Problem.Of(silent, context.Language()));
    });

    // The address of a queue or timer function must look like any other that is not there.
    static Refusal? Silent(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (status != StatusCodes.Status405MethodNotAllowed || Listening.IsPlatform(context) || !IsTrigger(context)) return HttpRefusals.For(status);
        context.Response.Headers.Allow = default;
        return HttpRefusals.NotFound();
    }

    static bool IsTrigger(HttpContext context) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<Trigger>())
        .Any(trigger => trigger is QueueTrigger or TimerTrigger && context.Request.Path == "/" + trigger.Function);

    static bool SaysNothing(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null };

    static async Task Write(HttpContext context, Problem problem)
    {
        var response = context.Response;
        // What the failed act had already said of its answer no longer holds; what the door has said (Allow, Retry-After…) does.
        response.Headers.ContentLength = null;
        response.Headers.ETag = response.Headers.LastModified = response.Headers.ContentEncoding = response.Headers.ContentDisposition = default;
        response.StatusCode = problem.Status;
        response.ContentType = Problem.MediaType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = context.Language().Tag();
        response.Headers.Append("Vary", "Accept-Language");
        if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, json.Problem), context.RequestAborted);
    }

    // The route and not the path: a path may hold what a log must not.
    static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no endpoint";

    static ILogger Log(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("CasaServerless.Http");

    [LoggerMessage(Level = LogLevel.Error, Message = "Incident {Incident}: {Method} {Route} failed")]
    static partial void Failed(ILogger log, string incident, string method, string route, Exception error);
}
