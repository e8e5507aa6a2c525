using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Kernel;

/// <summary>Enums as their names in kebab case, such as <c>certified-copy</c>: in JSON, in lists and in addresses.</summary>
public sealed class Kebab<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>Enums as text outside JSON.</summary>
public static class KebabText
{
    public static string Kebab<T>(this T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The value that a text names; null where it names none.</summary>
    public static T? Read<T>(string? text) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (value.Kebab() == text) return value;
        }
        return null;
    }
}
