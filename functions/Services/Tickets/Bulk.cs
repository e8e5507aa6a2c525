using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Tickets;

/// <summary>One act on many tickets, such as an answer to all that one outage brought. Each stands for itself: what is refused of one keeps none of the others.</summary>
public static class Bulk
{
    const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/bulk", async (Request body, HttpContext context, TicketDesk desk) =>
            TypedResults.Ok(await Run(body, context.Caller(), context.Language(), desk, context.RequestAborted)))
        .OnHttp("TicketBulk").AllowedTo(Roles.Agent, Roles.Manager);

    public static async Task<Receipt> Run(Request body, Caller caller, Language language, TicketDesk desk, CancellationToken stop)
    {
        var references = (body.Tickets ?? []).Select(TicketDesk.Read).ToList();
        if (references.Count is 0 or > Most || references.Distinct().Count() != references.Count) throw TicketRefusals.HowMany();
        var seen = (body.Seen ?? new Dictionary<string, string>()).ToLookup(one => TicketDesk.Read(one.Key), one => one.Value);
        string? Seen(string reference) => seen[reference].FirstOrDefault();
        Func<string, Task> act = body.Act switch
        {
            BulkAct.Assignment => reference => Assign.Run(reference, body.Agent, caller, Seen(reference), desk, stop),
            BulkAct.Transfer => reference => Transfer.Run(reference, new(body.Operator, body.Text), caller, Seen(reference), desk, stop),
            BulkAct.Answer when TicketText.Read(body.Text) is var text => reference =>
                desk.ChangeAs(caller, reference, "TicketBulk", its => its.Answer(text, body.Outcome), Seen(reference), stop),
            BulkAct.Closure when body.Outcome is { } outcome && TicketText.ReadOptional(body.Text) is var text => reference =>
                desk.ChangeAs(caller, reference, "TicketBulk", its => its.Close(outcome, text), Seen(reference), stop),
            BulkAct.Closure => throw TicketRefusals.Invalid("issue (outcome)", "المآل (outcome)"),
            BulkAct.Note when TicketText.Read(body.Text) is var text => reference =>
                desk.ChangeAs(caller, reference, "TicketBulk", its => its.Note(text), null, stop),
            _ => throw TicketRefusals.Invalid("acte (act)", "الإجراء (act)"),
        };
        var (done, refused) = (new List<string>(), new List<Refused>());
        foreach (var reference in references)
        {
            try
            {
                await act(reference);
                done.Add(reference);
            }
            catch (Refusal no)
            {
                refused.Add(new(reference, no.Code, no.Sentence.In(language)));
            }
        }
        return new(done, refused);
    }

    /// <param name="Tickets">1 to 50 references; required.</param>
    /// <param name="Act">Required.</param>
    /// <param name="Agent">Of an assignment.</param>
    /// <param name="Operator">Of a transfer.</param>
    /// <param name="Text">Of an answer, note or closure; a transfer's reason.</param>
    /// <param name="Outcome">Of a closure; of an answer that closes.</param>
    /// <param name="Seen">ETags of what was shown, by reference; a ticket that has moved on since is refused. A note changes nothing that was seen.</param>
    public sealed record Request(
        IReadOnlyList<string>? Tickets, BulkAct? Act, string? Agent = null, string? Operator = null, string? Text = null, TicketOutcome? Outcome = null,
        IReadOnlyDictionary<string, string>? Seen = null);

    public sealed record Receipt(IReadOnlyList<string> Done, IReadOnlyList<Refused> Refused);

    /// <param name="Code">Of the refusal.</param>
    public sealed record Refused(string Reference, string Code, string Sentence);
}

/// <summary>What is done to many tickets at once.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(Kebab<BulkAct>))]
public enum BulkAct
{
    Assignment,
    Transfer,
    Answer,
    Closure,
    Note,
}
