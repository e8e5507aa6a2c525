using System.Text.Json;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;
using static CasaServerless.Services.Tickets.Followers.FollowerEvent;

namespace CasaServerless.Services.Tickets.Followers;

/// <summary>
/// "Me too": somebody who saw the same problem follows its ticket instead of opening another. They are counted, and told how it goes on if they
/// leave an address. Each is a case of its own, so that hundreds at one moment cost the same each and wait for nobody.
/// </summary>
public static class Follow
{
    const string Function = "TicketFollow";
    const int MostHops = 10;

    // Longer than any ticket is open.
    static readonly TimeSpan linkLife = TimeSpan.FromDays(400);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/tickets/{reference}/followers", async (
            string reference, Request body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext context, FollowerDesk desk) =>
            {
                var receipt = await Run(reference, body, idempotencyKey, desk, context.RequestAborted);
                return TypedResults.Created($"/api/tickets/{receipt.Ticket}", receipt);
            })
            .OnHttp(Function).OpenToAnyone().Limited("reports", calls: 20);
        // By POST, and the token in the body: a mail reader that opens links must end nothing.
        routes.MapPost("/api/followers/end", async (End body, FollowerDesk desk, CancellationToken stop) => TypedResults.Ok(await Run(body, desk, stop)))
            .OnHttp("TicketUnfollow").OpenToAnyone().Limited("messages", calls: 30);
    }

    public static async Task<Receipt> Run(string reference, Request body, string? idempotencyKey, FollowerDesk desk, CancellationToken stop)
    {
        if (body.Language is not (null or "fr" or "ar")) throw TicketRefusals.Invalid("langue (fr ou ar)", "اللغة (fr أو ar)");
        var contact = new Dictionary<string, string?>();
        if (body.Phone is { Length: > 0 } phone)
            contact[Fields.Phone] = PersonalNumbers.Phone(phone) ?? throw TicketRefusals.Invalid("numéro de téléphone", "رقم الهاتف");
        if (body.Email is { Length: > 0 } email)
            contact[Fields.Email] = EmailAddress.IsOne(email) ? email.ToLowerInvariant() : throw TicketRefusals.Invalid("adresse électronique", "البريد الإلكتروني");
        var (tickets, its) = (desk.Tickets, TicketDesk.Read(reference));
        var ticket = await tickets.Cases.Find(tickets.Kind, its, stop) ?? throw CaseRefusals.Unknown();
        // What was merged is followed where it is solved; two that were merged into each other at one moment are for a while solved nowhere.
        for (var hops = 0; hops < MostHops && ticket.State.MergedInto is { } into; hops++) ticket = await tickets.Cases.Find(tickets.Kind, into, stop) ?? throw CaseRefusals.Unknown();
        if (!ticket.State.IsOpen) throw TicketRefusals.NotNow(ticket.State.Status);
        foreach (var (field, value) in contact.ToList())
        {
            // Anybody may leave anybody's address: however often, its owner is written once. Who leaves it again is counted, and told no different.
            if (value is not null && await tickets.Lists.Single(desk.Kind.WhoFollows(ticket.Reference, value), stop) is not null) contact.Remove(field);
        }
        var once = IdempotencyKey.Of("anyone", idempotencyKey, () => $"{its} {JsonSerializer.Serialize(body, FollowerJson.Default.FollowRequest)}");
        var follower = await tickets.Cases.Create(desk.Kind, once, new("citizen", Guid.NewGuid().ToString("N")), Function,
            new Decision<FollowerEvent>(new Followed(ticket.Reference, body.Language ?? "fr")) { Personal = contact }, stop);
        return new(follower.State.Ticket, ticket.State.Status, ticket.State.Followers + 1, EndToken(follower.Reference, tickets));
    }

    /// <summary>They follow no longer, and their values go.</summary>
    public static async Task<Receipt> Run(End body, FollowerDesk desk, CancellationToken stop)
    {
        var tickets = desk.Tickets;
        var reference = tickets.Links.Read(Purpose, body.Token ?? "") ?? throw TicketRefusals.LinkOver();
        var gone = await tickets.Cases.Change(desk.Kind, reference, new("citizen", reference), "TicketUnfollow", its => its.State.Leave(), stop);
        var ticket = await tickets.Cases.Find(tickets.Kind, gone.State.Ticket, stop) ?? throw CaseRefusals.Unknown();
        return new(ticket.Reference, ticket.State.Status, ticket.State.Followers, body.Token!);
    }

    /// <summary>After they left: the rows by which they were found.</summary>
    internal static Task Forget(EffectRun<FollowerCase> run)
    {
        var desk = run.Services.GetRequiredService<FollowerDesk>();
        return desk.Tickets.Cases.ForgetLists(desk.Kind, run.Case.Reference, run.Stop);
    }

    internal const string Purpose = "ticket follower";

    internal static string EndToken(string follower, TicketDesk tickets) =>
        tickets.Links.Make(Purpose, follower, tickets.Clock.GetUtcNow() + linkLife);

    /// <param name="Language"><c>fr</c> or <c>ar</c>: in which they are written to.</param>
    /// <param name="Email">Absent: they are counted and not told.</param>
    public sealed record Request(string? Phone = null, string? Email = null, string? Language = null);

    /// <param name="Ticket">The ticket that is followed: where the one asked about was merged, the one that it is solved with.</param>
    /// <param name="Followers">How many follow it with this one, as far as they are counted yet.</param>
    /// <param name="End">Given back to <c>/api/followers/end</c>, it ends this.</param>
    public sealed record Receipt(string Ticket, TicketStatus Status, int Followers, string End);

    /// <param name="Token">As it was given.</param>
    public sealed record End(string? Token);
}
