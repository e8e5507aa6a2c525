using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Storage.Queues.Models;

namespace CasaServerless.Hosting.Runner;

/// <summary>
/// Writes what the Functions host would post: <see cref="Envelope"/> from the other side, traps included, so that a message that would lead the
/// program astray in Azure does so here first. (One trap is left out: the host rewrites dates among the merged properties.)
/// </summary>
static class HostEnvelopes
{
    const string Seconds = "yyyy-MM-ddTHH:mm:sszzz";
    static readonly JavaScriptEncoder encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static byte[] Queue(string function, QueueMessage message, string text, DateTimeOffset now)
    {
        var metadata = new OrderedDictionary<string, Action<Utf8JsonWriter>>(StringComparer.OrdinalIgnoreCase)
        {
            ["DequeueCount"] = Written(message.DequeueCount.ToString(CultureInfo.InvariantCulture)),
            ["ExpirationTime"] = Written(message.ExpiresOn),
            ["Id"] = Written(Literal(message.MessageId)),
            ["InsertionTime"] = Written(message.InsertedOn),
            ["NextVisibleTime"] = Written(message.NextVisibleOn),
            ["PopReceipt"] = Written(Literal(message.PopReceipt)),
        };
        Merge(text, metadata);
        return Write(function, Envelope.Item, Written(Literal(text)), metadata, now);
    }

    public static byte[] Timer(string function, TimerStatus? status, bool pastDue, DateTimeOffset now) =>
        Write(function, Envelope.Timer, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("Schedule");
            writer.WriteBoolean("AdjustForDST", true);
            writer.WriteEndObject();
            writer.WritePropertyName("ScheduleStatus");
            JsonSerializer.Serialize(writer, status, RunnerJson.Default.TimerStatus);
            writer.WriteBoolean("IsPastDue", pastDue);
            writer.WriteEndObject();
        }, [], now);

    static byte[] Write(
        string function, string binding, Action<Utf8JsonWriter> data, OrderedDictionary<string, Action<Utf8JsonWriter>> metadata, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = encoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("Data");
            writer.WritePropertyName(binding);
            data(writer);
            writer.WriteEndObject();
            writer.WriteStartObject("Metadata");
            foreach (var (name, value) in metadata)
            {
                writer.WritePropertyName(name);
                value(writer);
            }
            writer.WriteStartObject("sys");
            writer.WriteString("MethodName", function);
            writer.WriteString("UtcNow", now.UtcDateTime);
            writer.WriteString("RandGuid", Guid.NewGuid());
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    // The host lays a JSON message's own properties over the metadata, whatever they are called.
    static void Merge(string text, OrderedDictionary<string, Action<Utf8JsonWriter>> metadata)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{")) return;
        try
        {
            using var message = JsonDocument.Parse(text);
            foreach (var property in message.RootElement.EnumerateObject())
            {
                if (property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Null) continue;
                if (property.Name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase)) continue;
                metadata[property.Name] = Merged(property.Value);
            }
        }
        catch (JsonException)
        {
            // Text that only begins like an object.
        }
    }

    static Action<Utf8JsonWriter> Merged(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object) return value.Clone().WriteTo;
        var told = value.ValueKind switch
        {
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
        return Written(Literal(told));
    }

    static Action<Utf8JsonWriter> Written(string text) => writer => writer.WriteStringValue(text);

    static Action<Utf8JsonWriter> Written(DateTimeOffset? instant) => Written(instant?.ToString(Seconds, CultureInfo.InvariantCulture) ?? "");

    // A string as JSON, which then is a string in JSON once more.
    static string Literal(string text) => new StringBuilder("\"").Append(encoder.Encode(text)).Append('"').ToString();
}
