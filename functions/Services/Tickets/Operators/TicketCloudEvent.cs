using System.Text.Json;
using System.Text.Json.Serialization;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>A CloudEvent 1.0 about a ticket, in its JSON form, as it goes to an operator's system.</summary>
/// <param name="Id">The same on every repeat: reference and version.</param>
/// <param name="Source">Address of the ticket in the city.</param>
/// <param name="Type">Such as <c>ma.casablanca.ticket.reported</c>.</param>
/// <param name="Subject">The ticket's reference.</param>
/// <param name="Sequence">Sorts a ticket's events, in whatever order they arrive.</param>
public sealed record TicketCloudEvent(
    [property: JsonPropertyName("specversion")] string SpecVersion, string Id, string Source, string Type, string Subject, DateTimeOffset Time,
    [property: JsonPropertyName("datacontenttype")] string DataContentType, int Sequence, TicketData Data);

/// <summary>What an operator's system is told of a ticket: all that its agents need, and not who reports.</summary>
/// <param name="Text">What was written with this event.</param>
/// <param name="Photos">How many photos the city's desk shows.</param>
public sealed record TicketData(
    string Reference, TicketType Kind, string Service, TicketStatus Status, string? Description, Place Place,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes, bool Urgent, DateTimeOffset ReportedAt, DateTimeOffset AnswerBy, string? Text, int Photos);

/// <summary>A CloudEvent 1.0 from an operator's system.</summary>
/// <param name="Id">By which a repeat is known; required.</param>
/// <param name="Type"><c>ma.casablanca.ticket.accepted</c>, <c>.asked</c>, <c>.answered</c>, <c>.closed</c> or <c>.noted</c>; required.</param>
/// <param name="Subject">The ticket's reference, or the operator's own id of it; required.</param>
/// <param name="Sequence">Of the operator's events on this ticket: one that is no higher than the last changes nothing but is kept.</param>
public sealed record OperatorCloudEvent(
    [property: JsonPropertyName("specversion")] string? SpecVersion, string? Id, string? Source, string? Type, string? Subject, int? Sequence, OperatorData? Data);

/// <param name="Text">3 to 4,000 characters; required but of what is accepted or closed.</param>
/// <param name="Outcome">How it ends; of what is closed, required.</param>
/// <param name="OperatorReference">The operator's own id of the ticket, by which later events may name it.</param>
public sealed record OperatorData(string? Text, TicketOutcome? Outcome, string? OperatorReference);

/// <summary>A request as an Open311 endpoint answers it.</summary>
public sealed record TheirRequest(
    [property: JsonPropertyName("service_request_id"), JsonConverter(typeof(TextOrNumber))] string? Id,
    [property: JsonPropertyName("token"), JsonConverter(typeof(TextOrNumber))] string? Token,
    [property: JsonPropertyName("status")] string? Status, [property: JsonPropertyName("status_notes")] string? StatusNotes);

/// <summary>A text that some endpoints write as a number.</summary>
sealed class TextOrNumber : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.Number
        ? System.Text.Encoding.UTF8.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan) : reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>JSON between the city and operators' systems.</summary>
[JsonSerializable(typeof(TicketCloudEvent))]
[JsonSerializable(typeof(OperatorCloudEvent))]
[JsonSerializable(typeof(List<TheirRequest>))]
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
sealed partial class OperatorJson : JsonSerializerContext;
