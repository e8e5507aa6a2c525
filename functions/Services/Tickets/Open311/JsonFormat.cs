using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CasaServerless.Services.Tickets.Open311;

/// <summary>The answer as JSON.</summary>
/// <param name="body">Where it goes.</param>
sealed class JsonFormat(PipeWriter body) : GeoReportWriter
{
    // Arabic as itself: the media type says that it is JSON, so no HTML is in danger.
    readonly Utf8JsonWriter json = new(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public override void Begin(string name)
    {
        if (json.CurrentDepth == 0) json.WriteStartObject();
        else json.WriteStartObject(name);
    }

    public override void End() => json.WriteEndObject();

    public override void BeginList(string name)
    {
        if (json.CurrentDepth == 0) json.WriteStartArray();
        else json.WriteStartArray(name);
    }

    public override void EndList() => json.WriteEndArray();

    public override void BeginItem(string name) => json.WriteStartObject();

    public override void EndItem() => json.WriteEndObject();

    public override void Item(string name, string value) => json.WriteStringValue(value);

    public override void Text(string name, string? value) => json.WriteString(name, value);

    public override void Number(string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    public override void Truth(string name, bool value) => json.WriteBoolean(name, value);

    public override async Task Flush(CancellationToken stop)
    {
        json.Flush();
        await body.FlushAsync(stop);
    }

    public override void Dispose()
    {
        // Disposing would send what an answer that broke off had not sent yet.
        json.Reset(Stream.Null);
        json.Dispose();
    }
}
