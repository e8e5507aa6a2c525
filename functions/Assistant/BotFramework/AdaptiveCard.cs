using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>An Adaptive Card as far as we use them: version 1.5, which Teams wants for Action.Execute and the direction of writing.</summary>
public sealed record AdaptiveCard(IReadOnlyList<CardElement> Body, [property: JsonPropertyName("rtl")] bool RightToLeft, string FallbackText)
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public string Type => "AdaptiveCard";

    [JsonPropertyName("$schema")]
    public string Schema => "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Version => "1.5";

    /// <summary>The card as a message carries it.</summary>
    public Attachment Attached() => new() { ContentType = ContentType, Content = JsonSerializer.SerializeToElement(this, Readable.BotFramework.AdaptiveCard) };
}

/// <summary>A part of a card: a TextBlock, an ActionSet or a Container.</summary>
public sealed record CardElement(string Type)
{
    public string? Text { get; init; }

    public bool? Wrap { get; init; }

    public IReadOnlyList<CardButton>? Actions { get; init; }

    /// <summary>Of a Container.</summary>
    public IReadOnlyList<CardElement>? Items { get; init; }

    /// <summary>Of a Container: which way it is written, whatever the card's.</summary>
    [JsonPropertyName("rtl")]
    public bool? RightToLeft { get; init; }

    public static CardElement Says(string text) => new("TextBlock") { Text = text, Wrap = true };

    public static CardElement Offers(IReadOnlyList<CardButton> actions) => new("ActionSet") { Actions = actions };

    public static CardElement Holds(IReadOnlyList<CardElement> items, bool rightToLeft) => new("Container") { Items = items, RightToLeft = rightToLeft };
}

/// <summary>A button: Action.Execute, and Action.Submit for clients that do not know it; or Action.OpenUrl.</summary>
public sealed record CardButton(string Type, string Title, Chosen? Data)
{
    /// <summary>Of Action.Execute: what is done.</summary>
    public string? Verb { get; init; }

    public CardButton? Fallback { get; init; }

    /// <summary>Of Action.OpenUrl.</summary>
    public Uri? Url { get; init; }

    /// <summary>A way to a page.</summary>
    public static CardButton LeadsTo(Uri page, string title) => new("Action.OpenUrl", title, null) { Url = page };

    /// <summary>A choice, under either action.</summary>
    public static CardButton Of(string id, string title)
    {
        var chosen = new Chosen(id, title);
        return new("Action.Execute", title, chosen) { Verb = Chosen.Verb, Fallback = new("Action.Submit", title, chosen) };
    }
}

/// <summary>What comes back from a button.</summary>
/// <param name="Choice">Id of the choice.</param>
/// <param name="Title">As it was shown: the card then says what was chosen.</param>
public sealed record Chosen(string? Choice, string? Title)
{
    public const string Verb = "choose";
}
