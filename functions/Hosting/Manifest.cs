using System.Text.Json;

namespace CasaServerless.Hosting;

/// <summary>
/// What the Functions host reads: one <c>{Function}/function.json</c> for each trigger that is mapped, and <c>Pages</c>, the one catch-all, for
/// GET and HEAD alone: a catch-all that took POST would open the queue and timer functions to the world.
/// </summary>
static class Manifest
{
    public const string Pages = "Pages";
    const string File = "function.json";
    static readonly JsonWriterOptions indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes all of it into <paramref name="folder"/> and removes the functions that are no longer mapped.</summary>
    public static void Write(IEnumerable<Endpoint> endpoints, string folder)
    {
        var functions = Functions(endpoints);
        foreach (var (function, json) in functions)
        {
            Directory.CreateDirectory(Path.Combine(folder, function));
            System.IO.File.WriteAllBytes(Path.Combine(folder, function, File), json);
        }
        foreach (var stale in Directory.GetDirectories(folder).Where(path => !functions.ContainsKey(Path.GetFileName(path))))
        {
            if (!System.IO.File.Exists(Path.Combine(stale, File))) continue;
            System.IO.File.Delete(Path.Combine(stale, File));
            if (!Directory.EnumerateFileSystemEntries(stale).Any()) Directory.Delete(stale);
        }
    }

    /// <summary>The functions by name, each with the content of its function.json.</summary>
    public static SortedDictionary<string, byte[]> Functions(IEnumerable<Endpoint> endpoints)
    {
        var functions = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [Pages] = Json(writer => Http(writer, ["GET", "HEAD"], "{*path}")),
        };
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<Trigger>() is not { } trigger) continue;
            functions[trigger.Function] = Json(writer =>
            {
                switch (trigger)
                {
                    case HttpTrigger: Http(writer, Methods(endpoint), endpoint.RoutePattern.RawText!.TrimStart('/')); break;
                    case QueueTrigger queue: Queue(writer, queue); break;
                    case TimerTrigger timer: Timer(writer, timer); break;
                }
            });
        }
        return functions;
    }

    /// <summary>The methods that an endpoint answers to.</summary>
    public static IReadOnlyList<string> Methods(Endpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];

    // Exactly one httpTrigger and one http: only then does the host pass the request on as it came. Keys are not the city's way of knowing
    // people, so the platform checks none.
    static void Http(Utf8JsonWriter writer, IReadOnlyList<string> methods, string route)
    {
        Binding(writer, "httpTrigger", "in", "request", () =>
        {
            writer.WriteString("authLevel", "anonymous");
            writer.WriteStartArray("methods");
            foreach (var method in methods) writer.WriteStringValue(method.ToLowerInvariant());
            writer.WriteEndArray();
            writer.WriteString("route", route);
        });
        Binding(writer, "http", "out", "response");
    }

    static void Queue(Utf8JsonWriter writer, QueueTrigger trigger) => Binding(writer, "queueTrigger", "in", Envelope.Item, () =>
    {
        writer.WriteString("queueName", trigger.Queue);
        writer.WriteString("connection", "AzureWebJobsStorage");
    });

    static void Timer(Utf8JsonWriter writer, TimerTrigger trigger) => Binding(writer, "timerTrigger", "in", Envelope.Timer, () =>
    {
        writer.WriteString("schedule", trigger.Schedule);
        writer.WriteBoolean("useMonitor", true);
        writer.WriteBoolean("runOnStartup", false);
    });

    static void Binding(Utf8JsonWriter writer, string type, string direction, string name, Action? more = null)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteString("direction", direction);
        writer.WriteString("name", name);
        more?.Invoke();
        writer.WriteEndObject();
    }

    static byte[] Json(Action<Utf8JsonWriter> bindings)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, indented))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("bindings");
            bindings(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
