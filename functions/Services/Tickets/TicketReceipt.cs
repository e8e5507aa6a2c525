using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Tickets;

/// <summary>What an act answers: where the ticket stands after it.</summary>
/// <param name="AnswerBy">When the answer is due.</param>
public sealed record TicketReceipt(string Reference, TicketStatus Status, string Operator, DateTimeOffset AnswerBy)
{
    /// <summary>ETag of the ticket after the act.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Tag { get; private init; } = "";

    public static TicketReceipt Of(Case<TicketCase> its) =>
        new(its.Reference, its.State.Status, its.State.Operator, CityTime.In(its.State.AnswerBy)) { Tag = its.State.Tag };
}

/// <summary>The body of an act that is a text.</summary>
/// <param name="Text">3 to 4,000 characters.</param>
public sealed record TicketText(string? Text)
{
    /// <exception cref="Refusal"><c>TIC-001</c>.</exception>
    internal static string Read(string? text) => PlainText.Read(text, 3, TicketTimes.LongestText, lines: true)
        ?? throw TicketRefusals.Invalid("texte (3 à 4 000 caractères)", "النص (من 3 إلى 4000 حرف)");

    /// <summary>The same where it may be absent.</summary>
    internal static string? ReadOptional(string? text) => string.IsNullOrWhiteSpace(text) ? null : Read(text);
}

/// <summary>How acts on a ticket answer over HTTP.</summary>
static class TicketAnswers
{
    /// <summary>The receipt, with the ticket's new ETag.</summary>
    public static Microsoft.AspNetCore.Http.HttpResults.Ok<TicketReceipt> Told(this HttpContext context, Case<TicketCase> its)
    {
        var receipt = TicketReceipt.Of(its);
        context.Response.Headers.ETag = receipt.Tag;
        return TypedResults.Ok(receipt);
    }
}
