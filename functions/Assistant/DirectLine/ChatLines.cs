using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Bot.Messages;
using CasaServerless.Kernel.Conversations;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>Lines of a transcript as activities of web chat, and what is posted as a message of ours. Pure but for the files' links.</summary>
sealed class ChatLines(ConversationFiles files, string publicUrl)
{
    const int LongestText = 4000, LongestMark = 200;
    static readonly ChatAccount city = new("casa", "Casablanca", "bot");

    /// <summary>A number that only grows, as clients hold it: nobody may read more into it.</summary>
    public static string Watermark(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a watermark; the beginning where it is none of ours.</summary>
    public static int Number(string? watermark) => int.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The id of what was posted: the same for the same mark, so that what is posted again is the same.</summary>
    public static string IdOf(string conversation, string mark) => $"{conversation}|{mark}";

    public ChatActivity Activity(ChatPass pass, Line line)
    {
        var its = TranscriptLine.Read(line);
        var person = its.By == Speaker.Person;
        var data = new JsonObject();
        if (its.Client is { } client) data["clientActivityID"] = client;
        if (its.AsksPoint) data["asksPoint"] = true;
        if (its.By == Speaker.Agent) data["agent"] = true;
        return new(
            "message", its.Id ?? $"{pass.Conversation}|{line.Number:D7}", line.At,
            person ? new(pass.User, null, "user") : its.By == Speaker.Agent ? city with { Name = its.Name ?? city.Name } : city,
            new(pass.Conversation), "directline", its.Text, its.Tongue.Locale())
        {
            SuggestedActions = its.Choices is { } choices ? new([.. choices.Select(choice => new ChatAction("imBack", choice.Title, choice.Title))]) : null,
            Attachments = its.Files is { } sent ? [.. sent.Select(file => Attachment(pass.Conversation, file))] : null,
            ChannelData = data.Count > 0 ? data : null,
        };
    }

    ChatAttachment Attachment(string conversation, SentFile file)
    {
        if (file.Sha256 is null) return new("application/octet-stream", null, file.Name);
        var address = publicUrl + files.Link(conversation, file);
        return new(file.MediaType, address, file.Name, file.MediaType == "image/jpeg" ? address : null);
    }

    /// <summary>What a client posted, as it goes into the inbox; null where there is nothing to say or to answer.</summary>
    public static (Mail Mail, string Id)? Read(string conversation, PostedActivity posted, IReadOnlyList<SentFile> sent)
    {
        var text = (posted.Text ?? "").Trim();
        if (text.Length > LongestText) return null;
        var mark = Mark(posted.ChannelData);
        var id = IdOf(conversation, mark ?? Guid.NewGuid().ToString("N"));
        var tongue = Tongues.Of(posted.Locale);
        if (posted is { Type: "event", Name: "webchat/join" }) return (new(MailKind.Opened) { Tongue = tongue, IsFetched = true }, IdOf(conversation, "open"));
        var point = Point(posted);
        if (posted.Type != "message" || text.Length == 0 && sent.Count == 0 && point is null) return null;
        return (new(MailKind.Said)
        {
            Said = new(id, text) { Point = point, Files = sent.Count(file => file.Sha256 is not null) },
            Client = mark,
            Files = sent,
            Tongue = tongue,
        }, id);
    }

    static string? Mark(JsonElement? data) => data is { ValueKind: JsonValueKind.Object } its && its.TryGetProperty("clientActivityID", out var mark)
        && mark.ValueKind == JsonValueKind.String && mark.GetString() is { Length: > 0 and <= LongestMark } told ? told : null;

    // schema.org's GeoCoordinates, as the Activity protocol has it.
    static Spot? Point(PostedActivity posted)
    {
        foreach (var entity in posted.Entities ?? [])
        {
            if (entity.ValueKind != JsonValueKind.Object || !entity.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "GeoCoordinates") continue;
            if (Degrees(entity, "latitude", 90) is { } lat && Degrees(entity, "longitude", 180) is { } @long) return new(lat, @long);
        }
        return null;
    }

    static double? Degrees(JsonElement entity, string name, double most) =>
        entity.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
}
