using System.Text.Json;
using CasaServerless.Bot.Channels;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>Reads one message, whatever its kind. What of it has not the form expected is left out; only without an id or a sender is there no message. Pure.</summary>
static class MessageReading
{
    /// <summary>What is kept of a text: within what a row of storage takes, where a letter of Arabic, escaped, is six characters.</summary>
    const int LongestText = 4000;

    const int LongestName = 500;

    /// <summary>The message; null where nobody can be answered.</summary>
    /// <param name="contacts">The senders of this delivery.</param>
    public static IncomingMessage? Read(JsonElement its, IReadOnlyList<JsonElement> contacts)
    {
        if (Name(its.Text("id")) is not { } id || Sender(its, contacts) is not { } person) return null;
        var context = its.At("context");
        var message = new IncomingMessage(id, person, its.Time("timestamp") ?? DateTimeOffset.UnixEpoch, IncomingKind.Other)
        {
            Number = its.Text("from") is { } number && number != person && Address.Is(number) ? number : null,
            Answers = Name(context?.Text("id")),
            Forwarded = context is { } all && (all.Flag("forwarded") || all.Flag("frequently_forwarded")),
            CameBy = Name(its.At("referral")?.Text("source_id")),
        };
        return its.Text("type") switch
        {
            "text" => message with { Kind = IncomingKind.Text, Text = Kept(its.At("text")?.Text("body")) },
            "image" => Media(message, its, MediaKind.Image, "image"),
            "document" => Media(message, its, MediaKind.Document, "document"),
            "audio" or "voice" => Media(message, its, MediaKind.Audio, its.Text("type")!),
            "video" => Media(message, its, MediaKind.Video, "video"),
            "sticker" => Media(message, its, MediaKind.Sticker, "sticker"),
            "location" => Place(message, its.At("location")),
            "contacts" => message with { Kind = IncomingKind.Contacts },
            "reaction" => message with { Kind = IncomingKind.Reaction, Answers = Name(its.At("reaction")?.Text("message_id")) },
            "interactive" => Touched(message, its.At("interactive")),
            "button" => Button(message, its.At("button")),
            "request_welcome" => message with { Kind = IncomingKind.Welcome },
            _ => message,
        };
    }

    /// <summary>The change of a person's id that a system message tells of; null where it tells of something else.</summary>
    public static MovedPerson? Move(JsonElement its)
    {
        if (its.Text("type") != "system" || its.At("system") is not { } system || Name(its.Text("id")) is not { } id) return null;
        var (from, to) = (system.Text("previous_user_id") ?? its.Text("from"), system.Text("user_id") ?? system.Text("wa_id") ?? system.Text("new_wa_id"));
        return system.Text("type") is "user_changed_user_id" or "user_changed_number" or "customer_changed_number"
            && Address.Is(from) && Address.Is(to) && from != to ? new(id, from!, to!) : null;
    }

    // A business-scoped id stays with the person as long as their telephone; since 2026 there may be no number beside it.
    static string? Sender(JsonElement its, IReadOnlyList<JsonElement> contacts)
    {
        if (its.Text("from_user_id") is { } id && Address.Is(id)) return id;
        var number = its.Text("from");
        var sender = contacts.Where(one => number is null ? contacts.Count == 1 : one.Text("wa_id") == number).Select(one => one.Text("user_id")).FirstOrDefault(Address.Is);
        return sender ?? (Address.Is(number) ? number : null);
    }

    static IncomingMessage Media(IncomingMessage message, JsonElement its, MediaKind kind, string under)
    {
        if (its.At(under) is not { } media || Name(media.Text("id")) is not { } id) return message;
        return message with
        {
            Kind = IncomingKind.Media,
            Text = Kept(media.Text("caption")),
            Media = new(kind, id, Name(media.Text("mime_type")), Name(media.Text("sha256")), Short(media.Text("filename"))) { Voice = under == "voice" || media.Flag("voice") },
        };
    }

    static IncomingMessage Place(IncomingMessage message, JsonElement? place) =>
        place?.Number("latitude") is { } lat and >= -90 and <= 90 && place?.Number("longitude") is { } @long and >= -180 and <= 180
            ? message with
            {
                Kind = IncomingKind.Place,
                Point = new(lat, @long),
                Text = Kept(string.Join(", ", new[] { place?.Text("name"), place?.Text("address") }.Where(part => !string.IsNullOrWhiteSpace(part)))),
            }
            : message;

    // A form's answer (nfm_reply), a call's permission, or nothing at all: we ask for none of these.
    static IncomingMessage Touched(IncomingMessage message, JsonElement? interactive) =>
        (interactive?.At("button_reply") ?? interactive?.At("list_reply")) is { } reply && reply.Text("id") is { Length: > 0 and <= 256 } chosen
            ? message with { Kind = IncomingKind.Choice, Chosen = chosen, Text = Kept(reply.Text("title")) }
            : message;

    // Of a template: what it carries is its own text where we gave it nothing to carry.
    static IncomingMessage Button(IncomingMessage message, JsonElement? button)
    {
        var (text, payload) = (Kept(button?.Text("text")), button?.Text("payload"));
        if (payload is { Length: > 0 and <= 256 } && payload != text) return message with { Kind = IncomingKind.Choice, Chosen = payload, Text = text };
        return text.Length > 0 ? message with { Kind = IncomingKind.Text, Text = text } : message;
    }

    static string Kept(string? text) => text is null ? "" : Cutting.Short(text, LongestText);

    static string? Short(string? text) => text is { Length: > 0 } ? Cutting.Short(text, LongestName) : null;

    // Names are WhatsApp's own: one without end is none.
    static string? Name(string? text) => text is { Length: > 0 and <= LongestName } ? text : null;
}
