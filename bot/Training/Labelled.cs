using System.Text.Json;
using System.Text.Json.Serialization;
using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;

namespace CasaServerless.Bot.Training;

/// <summary>An utterance that somebody has labelled.</summary>
/// <param name="Entities">By kind: one value, or a list.</param>
sealed record Labelled(string Text, string? Lang, string? Intent, Dictionary<string, JsonElement>? Entities)
{
    /// <summary>Kinds of entities that a label may name: all but those that the assistant alone knows.</summary>
    public static IReadOnlySet<string> Kinds { get; } = Enum.GetValues<EntityKind>().Where(kind => kind is not (EntityKind.Neighbourhood or EntityKind.Amount))
        .Select(kind => kind.ToString().ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    /// <summary>The lines of a file of them.</summary>
    /// <param name="odd">Told of each label that cannot be scored, with the file and the line.</param>
    /// <exception cref="InvalidDataException">A line is none; the message names it.</exception>
    public static List<Labelled> Read(string path, Action<string> odd)
    {
        List<Labelled> read = [];
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Trim().Length == 0) continue;
            var its = Of(line) ?? throw new InvalidDataException($"{path}, line {number} is no utterance: {{\"text\": …}} is wanted, in valid Unicode.");
            if (its.Odd is { } why) odd($"{path}, line {number}: {why}");
            read.Add(its);
        }
        return read;
    }

    /// <summary>The lines of a file to learn from, which are labelled rightly.</summary>
    /// <exception cref="InvalidDataException">A line is none, or its labels are not ours; the message names it.</exception>
    public static List<Labelled> Read(string path) => Read(path, why => throw new InvalidDataException(why));

    /// <summary>What is odd about its labels; null where nothing is.</summary>
    string? Odd => Intent is null && Lang is null ? null
        : Intent is null || Intents.Of(Intent) is null ? $"there is no intent '{Intent}'."
        : Lang is null || !Enum.TryParse<Form>(Lang, ignoreCase: true, out _) ? $"there is no lang '{Lang}'."
        : Entities?.Keys.FirstOrDefault(kind => !Kinds.Contains(kind)) is { } kind ? $"there is no kind of entity '{kind}'."
        : Pairs().FirstOrDefault(pair => pair.Kind == "category" && Categories.IndexOf(pair.Value) < 0) is { Value: { } category } ? $"there is no category '{category}'." : null;

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
    public IEnumerable<(string Kind, string Value)> Pairs() => (Entities ?? []).SelectMany(each => Told.Values(each.Value).Select(value => (each.Key, value)));
}

/// <summary>An utterance as it was understood.</summary>
/// <param name="Entities">By kind, of the kinds that labels name: one value, or a list, as in labels.</param>
/// <param name="Beside">What else is named: neighbourhoods, amounts.</param>
sealed record Told(string Text, string Lang, string Intent, double Confidence, IReadOnlyDictionary<string, JsonElement> Entities, IReadOnlyDictionary<string, JsonElement>? Beside)
{
    /// <summary>The values that were found of a kind that labels name.</summary>
    public IEnumerable<string> Values(string kind) => Entities.TryGetValue(kind, out var value) ? Values(value) : [];

    /// <summary>One value, or those of a list.</summary>
    public static IEnumerable<string> Values(JsonElement its) => its.ValueKind == JsonValueKind.Array ? its.EnumerateArray().Select(one => $"{one}") : [$"{its}"];
}

[JsonSerializable(typeof(Labelled))]
[JsonSerializable(typeof(Told))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
sealed partial class LabelledJson : JsonSerializerContext;
