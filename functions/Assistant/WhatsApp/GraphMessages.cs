using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using CasaServerless.Bot.Channels;
using CasaServerless.Bot.Messages;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>What the assistant shows, as a message of the Graph API. Pure.</summary>
static partial class GraphMessages
{
    /// <summary>
    /// The template by which a person is reached who wrote more than 24 hours ago, approved by Meta in <c>fr</c> and <c>ar</c>, with one place for a
    /// text. The room's README has its wording.
    /// </summary>
    public const string TemplateName = "commune_message";

    /// <summary>What of a text goes into a template: 1,024 units in all, and its own words are among them.</summary>
    const int TemplateText = 900;

    // Arabic as itself, not as escapes of six bytes for each letter.
    static readonly WhatsAppJson json = new(new JsonSerializerOptions(WhatsAppJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    static readonly Words open = new("Choisir", "اختيار");

    /// <summary>The message that shows it.</summary>
    /// <param name="key">Ours; WhatsApp tells it with the statuses of the message, to whoever reads them: no personal value.</param>
    public static GraphMessage Of(Shown shown, string address, string? key) => Interactive(shown) is { } interactive
        ? To(address, "interactive", key) with { Interactive = interactive }
        : To(address, "text", key) with { Text = new(shown.Text, PreviewUrl: false) };

    /// <summary>The same within the template: its text on one line, without what can be touched.</summary>
    public static GraphMessage Template(Shown shown, string address, string? key) => To(address, "template", key) with
    {
        Template = new(TemplateName, new(shown.Tongue == Tongue.Arabic ? "ar" : "fr"),
            // New lines, tabs and rows of spaces are not taken in a place of a template.
            [new("body", [new("text", Cutting.Short(Spaces().Replace(shown.Text, " ").Trim(), TemplateText))])]),
    };

    public static byte[] Bytes(GraphMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, json.GraphMessage);

    /// <param name="typing">An answer is being written: shown until it comes, 25 seconds at most.</param>
    public static byte[] Mark(string message, bool typing) => JsonSerializer.SerializeToUtf8Bytes(new(message, typing ? new("text") : null), json.GraphMark);

    static GraphInteractive? Interactive(Shown shown) => shown.As switch
    {
        // Buttons of one title are not taken; lines of a list are.
        ChoicesAs.Buttons when shown.Choices.DistinctBy(choice => choice.Title).Count() == shown.Choices.Count =>
            new("button", new(shown.Text), new(Buttons: [.. shown.Choices.Select(choice => new GraphButton(new(choice.Id, choice.Title)))])),
        ChoicesAs.Buttons or ChoicesAs.List =>
            new("list", new(shown.Text), new(Button: open.In(shown.Tongue), Sections: [new([.. shown.Choices.Select(choice => new GraphRow(choice.Id, choice.Title, choice.About))])])),
        // There is no message with both: whoever may choose sends the place with the paper clip.
        _ when shown.AsksPoint => new("location_request_message", new(shown.Text), new(Name: "send_location")),
        _ => null,
    };

    static GraphMessage To(string address, string type, string? key) => Address.IsScoped(address)
        ? new(null, address, type) { BizOpaqueCallbackData = key } : new(address, null, type) { BizOpaqueCallbackData = key };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
