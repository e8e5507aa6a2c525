using System.Text.Json;
using System.Text.RegularExpressions;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Tickets.Operators;

/// <summary>
/// An operator's system tells what it does about a ticket. Open to anyone, believed only where its signature holds. A repeat changes nothing; what comes
/// too late, or to a ticket that has ended, is kept for its agents and changes nothing else. Answered 2xx once the ticket has it for good.
/// </summary>
public static partial class OperatorUpdates
{
    const string Function = "TicketOperatorUpdate", TypePrefix = "ma.casablanca.ticket.";
    const int MostBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/operators/{operator}/updates", async (
            string @operator, [FromHeader(Name = "webhook-id")] string? id, [FromHeader(Name = "webhook-timestamp")] string? timestamp,
            [FromHeader(Name = "webhook-signature")] string? signature, HttpContext context, OperatorSystems systems, TicketDesk desk) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var system = systems.Of(@operator);
            // The same answer for an operator without a system: nobody learns who has one.
            if (system is null || !WebhookSignature.Holds(id, timestamp, signature, body.ToArray(), system.Secret, desk.Clock.GetUtcNow()))
                throw TicketRefusals.NotProven();
            return TypedResults.Ok(TicketReceipt.Of(await Run(@operator, body.ToArray(), desk, context.RequestAborted)));
        })
        .OnHttp(Function).OpenToAnyone().AcceptsUpTo(MostBytes).TakesFile("application/cloudevents+json").Limited("operator-updates", calls: 600);

    internal static async Task<Case<TicketCase>> Run(string @operator, byte[] body, TicketDesk desk, CancellationToken stop)
    {
        OperatorCloudEvent? told;
        try
        {
            told = JsonSerializer.Deserialize(body, OperatorJson.Default.OperatorCloudEvent);
        }
        catch (JsonException)
        {
            throw TicketRefusals.Unreadable();
        }
        if (told is not { Id: { Length: > 0 and <= 200 } id, SpecVersion: "1.0", Type: { } type, Subject: { Length: > 0 and <= 100 } subject }
            || !type.StartsWith(TypePrefix, StringComparison.Ordinal)) throw TicketRefusals.Unreadable();
        // An id of theirs may happen to have the form of a reference, but not of a ticket's.
        var reference = Reference.Read(subject) is { } own && own.StartsWith(desk.Kind.Prefix + '-', StringComparison.Ordinal) ? own : await desk.Lists.Single(TicketLists.Theirs(@operator, subject), stop) ?? throw CaseRefusals.Unknown();
        var read = Read(type[TypePrefix.Length..], told);
        var once = IdempotencyKey.OfAct(reference, $"update {@operator}", id);
        // The door's own look: a repeat of what was done before the ticket was passed on is still a repeat.
        if (await desk.Cases.Done(once!, stop)) return await desk.Cases.Find(desk.Kind, reference, stop) ?? throw CaseRefusals.Unknown();
        return await desk.Cases.Change(desk.Kind, reference, new Actor("operator", @operator), Function,
            its => its.State.Operator == @operator ? its.State.Heed(read) with { Once = once } : throw TicketRefusals.OtherOperator(), stop);
    }

    static OperatorUpdate Read(string name, OperatorCloudEvent told)
    {
        var data = told.Data;
        if (data?.OperatorReference is { } theirs && !PlainName().IsMatch(theirs)) throw TicketRefusals.Unreadable();
        var kind = KebabText.Read<UpdateKind>(name) ?? throw TicketRefusals.Unreadable();
        var text = kind is UpdateKind.Accepted or UpdateKind.Closed ? TicketText.ReadOptional(data?.Text) : TicketText.Read(data?.Text);
        if (kind == UpdateKind.Closed && data?.Outcome is null) throw TicketRefusals.Invalid("issue (outcome)", "المآل (outcome)");
        return new(kind, text, data?.Outcome, told.Sequence, data?.OperatorReference);
    }

    // Names are kept in lists and shown: one that is no plain name is not believed.
    [GeneratedRegex(@"\A[A-Za-z0-9_.:-]{1,64}\z")]
    private static partial Regex PlainName();
}
