using CasaServerless.Hosting;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>The formats in which the interface answers; the address names one behind its last dot.</summary>
enum Format
{
    Xml,
    Json,
}

/// <summary>An answer in the format that the address names, sent while it is written.</summary>
sealed class GeoReportAnswer(Format format, Func<GeoReportWriter, CancellationToken, Task> write) : IResult
{
    // Some 30 kilobytes of requests.
    const int ItemsAtOnce = 50;

    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>A record at the root.</summary>
    public static GeoReportAnswer Record(Format format, string name, Action<GeoReportWriter> write) => new(format, (writer, _) =>
    {
        writer.Begin(name);
        write(writer);
        writer.End();
        return Task.CompletedTask;
    });

    /// <summary>A list at the root.</summary>
    public static GeoReportAnswer List<T>(
        Format format, string name, string item, IEnumerable<T> items, Action<GeoReportWriter, T> write, int status = StatusCodes.Status200OK) =>
        new(format, async (writer, stop) =>
        {
            var waiting = 0;
            writer.BeginList(name);
            foreach (var one in items)
            {
                writer.BeginItem(item);
                write(writer, one);
                writer.EndItem();
                if (++waiting % ItemsAtOnce == 0) await writer.Flush(stop);
            }
            writer.EndList();
        })
        {
            Status = status,
        };

    /// <summary>Why the call was refused, an error for each reason; what the caller can mend is told all at once.</summary>
    /// <param name="incident">The number under which a failure of ours is logged.</param>
    public static GeoReportAnswer Errors(Format format, Language language, IReadOnlyList<Refusal> refusals, string? incident = null) =>
        List(format, "errors", "error", refusals, (writer, refusal) =>
        {
            writer.Number("code", StatusOf(refusal));
            writer.Text("description", $"{refusal.Sentence.In(language)} ({refusal.Code}{(incident is null ? "" : " " + incident)})");
        }, StatusOf(refusals[0]));

    /// <summary>The format of an address; null where it names another.</summary>
    public static Format? Named(string? extension) => extension switch { "xml" => Format.Xml, "json" => Format.Json, _ => null };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, stop) = (httpContext.Response, httpContext.RequestAborted);
        // Anybody's page may read what is open to anybody; no cookie and no token comes with it.
        response.Headers.AccessControlAllowOrigin = "*";
        response.StatusCode = Status;
        response.ContentType = format == Format.Xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
        response.Headers.ContentLanguage = httpContext.Language().Tag();
        response.Headers.Append("Vary", "Accept-Language");
        using GeoReportWriter writer = format == Format.Xml ? new XmlFormat(response.Body) : new JsonFormat(response.BodyWriter);
        await write(writer, stop);
        await writer.Flush(stop);
    }

    // What does not exist is 404, a key that is missing or wrong 403, and whatever else the caller can mend 400. Patience asked for, and a
    // failure of ours, keep the status by which programs know them.
    static int StatusOf(Refusal refusal) => refusal.Status switch
    {
        401 => 403,
        403 or 404 or 429 or >= 500 => refusal.Status,
        _ => 400,
    };
}
