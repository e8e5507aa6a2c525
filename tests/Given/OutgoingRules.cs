using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CasaServerless.Tests.Given;

/// <summary>What Meta takes of a business, written down a second time and by hand; lengths in UTF-16 units.</summary>
static partial class OutgoingRules
{
    /// <summary>What is wrong with a message or a mark; null for nothing.</summary>
    public static string? Wrong(JsonObject asked)
    {
        if (Word(asked, "messaging_product") != "whatsapp") return "no product";
        if (asked.ContainsKey("status")) return WrongMark(asked);
        string[] known = ["messaging_product", "recipient_type", "to", "recipient", "type", "biz_opaque_callback_data", "context", Word(asked, "type") ?? ""];
        if (asked.Select(pair => pair.Key).Except(known).FirstOrDefault() is { } unknown) return $"unknown field {unknown}";
        if (Word(asked, "recipient_type") != "individual") return "no single recipient";
        if ((Word(asked, "to") is { } to && !Digits().IsMatch(to)) || (Word(asked, "recipient") is { } id && !ScopedId().IsMatch(id)) || asked.ContainsKey("to") == asked.ContainsKey("recipient"))
            return "one recipient, by number or by id";
        if (Word(asked, "biz_opaque_callback_data") is { Length: 0 or > 512 }) return "callback data";
        return Word(asked, "type") switch
        {
            "text" => Length(asked["text"]!["body"], 1, 4096) ?? Fields(asked["text"]!, "body", "preview_url"),
            "interactive" => Interactive(asked["interactive"]!),
            "template" => Template(asked["template"]!),
            var other => $"type {other}",
        };
    }

    static string? WrongMark(JsonObject asked) => Word(asked, "status") != "read" ? "status"
        : Word(asked, "message_id")?.StartsWith("wamid.", StringComparison.Ordinal) != true ? "no message to mark"
        : asked["typing_indicator"] is { } typing && typing["type"]?.GetValue<string>() != "text" ? "typing" : Fields(asked, "messaging_product", "status", "message_id", "typing_indicator");

    static string? Interactive(JsonNode its)
    {
        var (action, body) = (its["action"]!, Length(its["body"]?["text"], 1, 1024) ?? Fields(its, "type", "body", "action"));
        return body ?? its["type"]!.GetValue<string>() switch
        {
            "button" => Buttons([.. action["buttons"]!.AsArray().Select(one => one!)]) ?? Fields(action, "buttons"),
            "list" => Length(action["button"], 1, 20) ?? List([.. action["sections"]!.AsArray().Select(one => one!)]) ?? Fields(action, "button", "sections"),
            "location_request_message" => action["name"]?.GetValue<string>() == "send_location" ? Fields(action, "name") : "no action",
            var other => $"interactive {other}",
        };
    }

    static string? Buttons(JsonNode[] buttons)
    {
        string Part(JsonNode button, string name) => button["reply"]![name]!.GetValue<string>();
        return buttons.Length is < 1 or > 3 ? "1 to 3 buttons"
            : buttons.Any(one => one["type"]?.GetValue<string>() != "reply") ? "a button’s type"
            : buttons.DistinctBy(one => Part(one, "title")).Count() < buttons.Length || buttons.DistinctBy(one => Part(one, "id")).Count() < buttons.Length ? "buttons of one name"
            : buttons.Any(one => Part(one, "id") != Part(one, "id").Trim()) ? "space around an id"
            : buttons.Select(one => Length(one["reply"]!["id"], 1, 256) ?? Length(one["reply"]!["title"], 1, 20) ?? Fields(one["reply"]!, "id", "title")).FirstOrDefault(wrong => wrong is not null);
    }

    static string? List(JsonNode[] sections)
    {
        JsonNode[] rows = [.. sections.SelectMany(section => section["rows"]!.AsArray()).Select(row => row!)];
        return sections.Length is < 1 or > 10 || rows.Length is < 1 or > 10 ? "1 to 10 lines in all"
            : sections.Length > 1 && sections.Any(section => Length(section["title"], 1, 24) is not null) ? "sections without titles"
            : rows.DistinctBy(row => row["id"]!.GetValue<string>()).Count() < rows.Length ? "lines of one id"
            : rows.Select(row => Length(row["id"], 1, 200) ?? Length(row["title"], 1, 24) ?? (row["description"] is { } about ? Length(about, 1, 72) : null) ?? Fields(row, "id", "title", "description"))
                .FirstOrDefault(wrong => wrong is not null);
    }

    static string? Template(JsonNode its)
    {
        if (its["language"]?["code"]?.GetValue<string>() is not ("fr" or "ar")) return "a language that was not approved";
        if (its["name"]?.GetValue<string>() != "commune_message") return "a template that was not approved";
        if (its["components"]?.AsArray() is not [{ } body] || body["type"]?.GetValue<string>() != "body" || body["parameters"]?.AsArray() is not [{ } place]) return "not the template’s places";
        var text = place["text"]!.GetValue<string>();
        // The approved words around it are of 100 units or so; with them a body holds 1,024.
        return Length(place["text"], 1, 900) ?? (Unfit().IsMatch(text) ? "new lines, tabs or rows of spaces in a template" : null);
    }

    static string? Length(JsonNode? text, int least, int most) =>
        text?.GetValue<string>() is { } its && its.Length >= least && its.Length <= most && its.Trim().Length > 0 && Whole(its) ? null : $"a text of {least} to {most}: {text}";

    // Half of a pair is no character.
    static bool Whole(string text) => !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);

    static string? Fields(JsonNode its, params string[] known) => its.AsObject().Select(pair => pair.Key).Except(known).FirstOrDefault() is { } unknown ? $"unknown field {unknown}" : null;

    static string? Word(JsonObject its, string name) => its[name]?.GetValue<string>();

    [GeneratedRegex(@"\A[0-9]{6,20}\z")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}\z")]
    private static partial Regex ScopedId();

    [GeneratedRegex(@"[\n\r\t]| {5,}")]
    private static partial Regex Unfit();
}
