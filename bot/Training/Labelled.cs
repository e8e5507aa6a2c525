using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Bot.Training;

/// <summary>An utterance that somebody has labelled.</summary>
/// <param name="Entities">By kind: one value, or a list.</param>
sealed record Labelled(string Text, string? Lang, string? Intent, Dictionary<string, JsonElement>? Entities)
{
    /// <summary>The lines of a file of them.</summary>
    /// <exception cref="InvalidDataException">A line is none; the message names it.</exception>
    public static List<Labelled> Read(string path)
    {
        List<Labelled> read = [];
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Trim().Length > 0) read.Add(Of(line) ?? throw new InvalidDataException($"{path}, line {number} is no utterance: {{\"text\": …}} is wanted, in valid Unicode."));
        }
        return read;
    }

    static Labelled? Of(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LabelledJson.Default.Labelled) is { Text: not null } its ? its : null;
        }
        catch (Exception ill) when (ill is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Its entities as pairs of kind and value.</summary>
    public IEnumerable<(string Kind, string Value)> Pairs() => (Entities ?? []).SelectMany(each => each.Value.ValueKind == JsonValueKind.Array
        ? each.Value.EnumerateArray().Select(one => (each.Key, $"{one}")) : [(each.Key, $"{each.Value}")]);
}

/// <summary>An utterance as it was understood.</summary>
sealed record Told(string Text, string Lang, string Intent, double Confidence, Dictionary<string, string[]> Entities);

[JsonSerializable(typeof(Labelled))]
[JsonSerializable(typeof(Told))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
sealed partial class LabelledJson : JsonSerializerContext;
