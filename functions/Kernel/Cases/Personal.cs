using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Kernel.Cases;

/// <summary>
/// The personal values of one case, by field name, each beside the random key under which its digest stands in the events. They lie in row
/// <c>P</c> alone: with the row gone, a digest says nothing, not even to somebody who guesses the value.
/// </summary>
public sealed class Personal
{
    readonly IReadOnlyDictionary<string, PersonalValue> values;

    Personal(IReadOnlyDictionary<string, PersonalValue> values) => this.values = values;

    public static Personal None { get; } = new(new Dictionary<string, PersonalValue>());

    /// <summary>The value of a field, or null where there is none (any more).</summary>
    public string? this[string field] => values.GetValueOrDefault(field)?.Value;

    public IEnumerable<string> Fields => values.Keys;

    internal bool IsEmpty => values.Count == 0;

    /// <summary>These values with changes, and the digest of each changed value.</summary>
    internal (Personal Values, SortedDictionary<string, string> Digests) With(IReadOnlyDictionary<string, string?> changes)
    {
        var next = new SortedDictionary<string, PersonalValue>(values.ToDictionary(), StringComparer.Ordinal);
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in changes)
        {
            next.Remove(field);
            if (value is null) continue;
            var key = RandomNumberGenerator.GetBytes(32);
            next[field] = new PersonalValue(value, Convert.ToBase64String(key));
            digests[field] = Digest(key, value);
        }
        return (new Personal(next), digests);
    }

    /// <summary>Whether a digest from an event is that of the value kept here.</summary>
    public bool Proves(string field, string digest) =>
        values.TryGetValue(field, out var kept) && Digest(Convert.FromBase64String(kept.Key), kept.Value) == digest;

    internal string ToJson() => JsonSerializer.Serialize(values, PersonalJson.Default.IReadOnlyDictionaryStringPersonalValue);

    internal static Personal FromJson(string json) =>
        new(JsonSerializer.Deserialize(json, PersonalJson.Default.IReadOnlyDictionaryStringPersonalValue)!);

    internal static string Digest(byte[] key, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(value)));
}

sealed record PersonalValue(string Value, string Key);

[JsonSerializable(typeof(IReadOnlyDictionary<string, PersonalValue>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(List<ListRow>))]
[JsonSerializable(typeof(CaseMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class PersonalJson : JsonSerializerContext;
