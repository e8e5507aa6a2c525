using System.Text.Json;

namespace CasaServerless.Assistant.WhatsApp;

/// <summary>One delivery of WhatsApp: all that it tells of the city's number.</summary>
/// <param name="Messages">In its order.</param>
/// <param name="Deliveries">What became of messages of ours.</param>
/// <param name="Faults">Codes of errors that concern no single message.</param>
/// <param name="Unread">How many messages and statuses could not be read at all.</param>
sealed record WebhookDelivery(
    IReadOnlyList<IncomingMessage> Messages, IReadOnlyList<MovedPerson> Moves, IReadOnlyList<DeliveryNews> Deliveries, IReadOnlyList<int> Faults, int Unread);

/// <summary>
/// Reads a delivery: several entries, changes and messages at once. What is not known is passed over, and one that cannot be read takes no other with it.
/// Pure.
/// </summary>
static class WebhookReading
{
    /// <param name="number">Meta's id of the city's number; what was sent to another is not ours.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static WebhookDelivery Read(ReadOnlyMemory<byte> body, string number)
    {
        using var document = JsonDocument.Parse(body);
        var (messages, moves, deliveries, faults, unread) = (new List<IncomingMessage>(), new List<MovedPerson>(), new List<DeliveryNews>(), new List<int>(), 0);
        foreach (var value in document.RootElement.Each("entry").SelectMany(entry => entry.Each("changes")).Select(change => change.At("value")).OfType<JsonElement>())
        {
            if (value.At("metadata")?.Text("phone_number_id") != number) continue;
            JsonElement[] contacts = [.. value.Each("contacts")];
            foreach (var message in value.Each("messages")) Take(message, contacts);
            foreach (var status in value.Each("statuses"))
            {
                if (News(status) is { } news) deliveries.Add(news);
                else if (status.Text("status") is null) unread++;
            }
            faults.AddRange(value.Each("errors").Select(Fault).Select(fault => fault.Code));
        }
        return new(messages, moves, deliveries, faults, unread);

        void Take(JsonElement message, JsonElement[] contacts)
        {
            // A group is not a person: what is said there is not said to the city alone.
            if (message.At("group_id") is not null) return;
            if (MessageReading.Move(message) is { } move) moves.Add(move);
            else if (message.Text("type") == "system") return;
            else if (MessageReading.Read(message, contacts) is { } read) messages.Add(read);
            else unread++;
        }
    }

    /// <summary>An error as webhooks and answers have it.</summary>
    internal static GraphFault Fault(JsonElement error) => new(Code(error, "code"), Code(error, "error_subcode")) { Transient = error.Flag("is_transient") };

    static DeliveryNews? News(JsonElement its) =>
        its.Text("id") is { Length: > 0 and <= 500 } id && Delivery(its) is { } state
            ? new(id, state, its.Time("timestamp") ?? DateTimeOffset.UnixEpoch, its.Text("biz_opaque_callback_data"),
                state == DeliveryState.Failed ? its.Each("errors").Select(Fault).FirstOrDefault() ?? new GraphFault(0) : null)
            : null;

    static DeliveryState? Delivery(JsonElement its) => Deliveries.Read(its.Text("status"));

    static int Code(JsonElement error, string name) => error.Number(name) is { } code and > int.MinValue and < int.MaxValue ? (int)code : 0;
}
