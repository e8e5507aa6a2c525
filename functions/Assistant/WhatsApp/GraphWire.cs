using System.Text.Json.Serialization;

namespace CasaServerless.Assistant.WhatsApp;

// What goes to the Graph API, as it names it.

/// <param name="To">A number; before an id where both are there.</param>
/// <param name="Recipient">A business-scoped id.</param>
sealed record GraphMessage(string? To, string? Recipient, string Type)
{
    public string MessagingProduct { get; } = "whatsapp";

    public string RecipientType { get; } = "individual";

    public GraphText? Text { get; init; }

    public GraphInteractive? Interactive { get; init; }

    public GraphTemplate? Template { get; init; }

    /// <summary>Comes back with the statuses of the message.</summary>
    public string? BizOpaqueCallbackData { get; init; }
}

sealed record GraphText(string Body, bool PreviewUrl);

/// <param name="Type"><c>button</c>, <c>list</c> or <c>location_request_message</c>.</param>
sealed record GraphInteractive(string Type, GraphBody Body, GraphAction Action);

sealed record GraphBody(string Text);

/// <param name="Button">Of a list: what opens it.</param>
/// <param name="Name">Of a request for the place: <c>send_location</c>.</param>
sealed record GraphAction(IReadOnlyList<GraphButton>? Buttons = null, string? Button = null, IReadOnlyList<GraphSection>? Sections = null, string? Name = null);

sealed record GraphButton(GraphReply Reply)
{
    public string Type { get; } = "reply";
}

sealed record GraphReply(string Id, string Title);

sealed record GraphSection(IReadOnlyList<GraphRow> Rows);

sealed record GraphRow(string Id, string Title, string? Description);

sealed record GraphTemplate(string Name, GraphLanguage Language, IReadOnlyList<GraphComponent> Components);

sealed record GraphLanguage(string Code);

sealed record GraphComponent(string Type, IReadOnlyList<GraphParameter> Parameters);

sealed record GraphParameter(string Type, string Text);

/// <summary>A message was seen, and an answer is being written.</summary>
sealed record GraphMark(string MessageId, GraphTyping? TypingIndicator)
{
    public string MessagingProduct { get; } = "whatsapp";

    public string Status { get; } = "read";
}

sealed record GraphTyping(string Type);

/// <summary>What WhatsApp is answered: that it is kept.</summary>
/// <param name="Messages">How many messages this delivery held for the city.</param>
public sealed record WhatsAppKept(int Messages);

[JsonSerializable(typeof(GraphMessage))]
[JsonSerializable(typeof(GraphMark))]
[JsonSerializable(typeof(WhatsAppKept))]
[JsonSerializable(typeof(WhatsAppAddress))]
[JsonSerializable(typeof(IncomingMedia))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class WhatsAppJson : JsonSerializerContext;
