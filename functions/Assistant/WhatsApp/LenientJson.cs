using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>Reads JSON whose shape is another's to change: what is missing, or of another kind than expected, is null and no failure. Pure.</summary>
static partial class LenientJson
{
    /// <summary>The value under a name; null where there is none, or a null.</summary>
    public static JsonElement? At(this JsonElement its, string name) =>
        its.ValueKind == JsonValueKind.Object && its.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The items of a list under a name.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement its, string name) =>
        its.At(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A text, or a number as it is written.</summary>
    public static string? Text(this JsonElement its, string name) => its.At(name) switch
    {
        { ValueKind: JsonValueKind.String } text => Text(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A finite number, also one that is written as a text.</summary>
    public static double? Number(this JsonElement its, string name) =>
        double.TryParse(its.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    public static bool Flag(this JsonElement its, string name) => its.At(name) is { ValueKind: JsonValueKind.True };

    /// <summary>A time in seconds since 1970, as WhatsApp writes it: in a text.</summary>
    public static DateTimeOffset? Time(this JsonElement its, string name) =>
        long.TryParse(its.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= uint.MaxValue
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    static string Text(JsonElement its)
    {
        try
        {
            return its.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair, as where somebody cut an emoji in two, or bytes that are no UTF-8: the rest of the text is there all the same.
            var written = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(its));
            using var mended = JsonDocument.Parse(Escapes().Replace(written, escape => escape.Groups[1].Success ? @"\ufffd" : escape.Value));
            return mended.RootElement.GetString()!;
        }
    }

    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")]
    private static partial Regex Escapes();
}
