using System.Globalization;
using System.Text.Json;

namespace CasaServerless.Hosting;

/// <summary>
/// The host's JSON around a queue message or a timer. <c>{"Data":{binding: value},"Metadata":{…}}</c>; strings in it are JSON inside JSON. A
/// message that is itself a JSON object has its properties merged over the metadata, so business data is read from Data alone and the
/// metadata is believed only where the message cannot have forged it.
/// </summary>
static class Envelope
{
    /// <summary>64 KiB of message, escaped twice, once in Data and once more in Metadata, with room to spare.</summary>
    public const int MaxBytes = 2 * 1024 * 1024;

    /// <summary>The bindings' names in function.json.</summary>
    public const string Item = "item", Timer = "timer";

    public static QueueItem? ReadItem(JsonElement envelope, string queue, int maxDequeueCount)
    {
        if (Value(envelope, Item) is not { } value) return null;
        var text = Text(value);
        var forged = Properties(text);
        var count = forged.Contains("DequeueCount") || !int.TryParse(
            Metadata(envelope, "DequeueCount"), NumberStyles.None, CultureInfo.InvariantCulture, out var told) ? 0 : told;
        var id = forged.Contains("Id") ? null : Metadata(envelope, "Id");
        return new(queue, text, id, count, LastTry: count >= maxDequeueCount);
    }

    public static TimerTick? ReadTick(JsonElement envelope)
    {
        if (Value(envelope, Timer) is not { ValueKind: JsonValueKind.Object } timer) return null;
        var pastDue = timer.TryGetProperty("IsPastDue", out var due) && due.ValueKind == JsonValueKind.True;
        return timer.TryGetProperty("ScheduleStatus", out var status) && status.ValueKind == JsonValueKind.Object
            ? new(pastDue, Instant(status, "Last"), Instant(status, "Next"))
            : new(pastDue, null, null);
    }

    // The value of the binding; whatever its name if it is alone, since the name is function.json's affair.
    static JsonElement? Value(JsonElement envelope, string binding)
    {
        if (envelope.ValueKind != JsonValueKind.Object || !envelope.TryGetProperty("Data", out var data)
            || data.ValueKind != JsonValueKind.Object) return null;
        if (data.TryGetProperty(binding, out var value)) return value;
        JsonElement? only = null;
        foreach (var property in data.EnumerateObject())
        {
            if (only is not null) return null;
            only = property.Value;
        }
        return only;
    }

    // A string is decoded once more where it holds a string literal: that is the host's way. Anything else is the message as it stands.
    static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Literal(value.GetString()!),
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    static string Literal(string text)
    {
        if (text is not ['"', .., '"']) return text;
        try
        {
            using var inner = JsonDocument.Parse(text);
            return inner.RootElement.GetString()!;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    static string? Metadata(JsonElement envelope, string name) =>
        envelope.TryGetProperty("Metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? Text(value) : null;

    static HashSet<string> Properties(string text)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (!text.AsSpan().TrimStart().StartsWith("{")) return names;
        try
        {
            using var message = JsonDocument.Parse(text);
            foreach (var property in message.RootElement.EnumerateObject()) names.Add(property.Name);
        }
        catch (JsonException)
        {
            // Not JSON after all, so the host has merged nothing.
        }
        return names;
    }

    // The host writes year 1 for "never".
    static DateTimeOffset? Instant(JsonElement status, string name) =>
        status.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.TryGetDateTimeOffset(out var instant) && instant.Year > 1 ? instant : null;
}
