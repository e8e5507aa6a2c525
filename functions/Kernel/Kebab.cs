using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Kernel;

/// <summary>Enums as their names in kebab case, such as <c>certified-copy</c>, and in no other spelling.</summary>
public sealed class Kebab<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && KebabText.Read<T>(reader.GetString()) is { } value ? value : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Kebab());
}

/// <summary>Enums as text outside JSON: in lists and in addresses.</summary>
public static class KebabText
{
    public static string Kebab<T>(this T value) where T : struct, Enum => Words<T>.Of[value];

    /// <summary>The value that a text names; null where it names none.</summary>
    public static T? Read<T>(string? text) where T : struct, Enum =>
        text is not null && Words<T>.Named.TryGetValue(text, out var value) ? value : null;

    static class Words<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Of =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Named = Of.ToFrozenDictionary(word => word.Value, word => word.Key);
    }
}
