using System.Text.Json.Serialization;

namespace CasaServerless.Tests.Functions.Hosting;

sealed record Echo([property: JsonRequired] string Text, EchoInner? Inner = null);

sealed record EchoInner(int Number);

[JsonConverter(typeof(TextConverter))]
sealed record Text(string Value);

sealed record Unknown(int Number);

/// <summary>JSON of the tests' own functions, source-generated as the city's is.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Echo))]
[JsonSerializable(typeof(Text))]
[JsonSerializable(typeof(int))]
sealed partial class EchoJson : JsonSerializerContext;

sealed class TextConverter : JsonConverter<Text>
{
    public override Text Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) =>
        new(reader.GetString()!);

    public override void Write(System.Text.Json.Utf8JsonWriter writer, Text value, System.Text.Json.JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
