using System.Globalization;
using System.Text.Json;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Tickets;

/// <summary>The answers to a service's own questions (Open311's attributes): checked by their kinds, kept as the reporter's values.</summary>
static class ServiceAnswers
{
    const int LongestString = 300;

    /// <summary>The answers as JSON, lists of texts by code; null where there are none.</summary>
    /// <exception cref="Refusal"><c>TIC-001</c> names the question.</exception>
    public static string? Read(CityService service, IReadOnlyDictionary<string, JsonElement>? given)
    {
        given ??= new Dictionary<string, JsonElement>();
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (code, value) in given)
        {
            var question = service.Attributes.FirstOrDefault(one => one.Code == code && one.Variable) ?? throw Wrong(new(code, code));
            var texts = Texts(value)?.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim()).ToList();
            if (texts is null || !Fits(question, texts)) throw Wrong(question.Description);
            if (texts.Count > 0) answers[code] = texts;
        }
        var missing = service.Attributes.FirstOrDefault(one => one is { Required: true, Variable: true } && !answers.ContainsKey(one.Code));
        if (missing is not null) throw Wrong(missing.Description);
        return answers.Count == 0 ? null : JsonSerializer.Serialize(answers, TicketJson.Default.DictionaryStringIReadOnlyListString);
    }

    /// <summary>The answers as they were kept.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? Kept(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, TicketJson.Default.DictionaryStringIReadOnlyListString);

    static List<string>? Texts(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => [value.GetString()!],
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.GetRawText()],
                JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
                    [.. value.EnumerateArray().Select(one => one.GetString()!)],
                JsonValueKind.Null => [],
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: JSON that is read, and no text.
            return null;
        }
    }

    static bool Fits(ServiceAttribute question, List<string> texts) => question.Datatype switch
    {
        "multivaluelist" => texts.Count <= question.Values.Count && texts.Distinct().Count() == texts.Count && texts.All(text => Chosen(question, text)),
        _ when texts.Count > 1 => false,
        "singlevaluelist" => texts.All(text => Chosen(question, text)),
        // Their readers pass over noughts without number, in both senses of the word.
        "number" or "datetime" when texts.Any(text => PlainText.Read(text, 1, LongestString) is null) => false,
        "number" => texts.All(text => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)),
        "datetime" => texts.All(text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)),
        "text" => texts.All(text => PlainText.Read(text, 1, TicketTimes.LongestText, lines: true) is not null),
        _ => texts.All(text => PlainText.Read(text, 1, LongestString) is not null),
    };

    static bool Chosen(ServiceAttribute question, string key) => question.Values.Any(value => value.Key == key);

    static Refusal Wrong(Bilingual question) => TicketRefusals.Invalid(question.Fr, question.Ar);
}
