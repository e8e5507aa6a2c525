using CasaServerless.Common.Erasure;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Tickets.Followers;

namespace CasaServerless.Services.Tickets;

/// <summary>
/// A reporter's values are erased (loi 09-08), for a reason that is kept: from one ticket, or from every one that a phone number or address finds.
/// With them goes all that was written, whoever wrote it, and the photos.
/// </summary>
public static class EraseReporter
{
    const string Function = "TicketEraseReporter";
    const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/tickets/erasures", async (Request request, HttpContext context, FollowerDesk desk) =>
            TypedResults.Ok(await Run(request, context.Caller(), desk, context.RequestAborted)))
        .OnHttp(Function).AllowedTo(Roles.Manager);

    public static async Task<Receipt> Run(Request request, Caller caller, FollowerDesk followers, CancellationToken stop)
    {
        var desk = followers.Tickets;
        var reason = request.Reason is { } given and not ErasureReason.RetentionOver ? given : throw TicketRefusals.ErasureReasonMissing();
        var note = ErasureNote.Read(request.Note, TicketRefusals.Invalid, TicketRefusals.NoteNamesSomebody);
        if (reason == ErasureReason.Other && note is null) throw TicketRefusals.ErasureReasonMissing();
        var found = await Find(request.Whom?.Trim() ?? "", desk, stop);
        if (note is not null)
        {
            foreach (var one in found)
            {
                if (await desk.Cases.Find(desk.Kind, one, stop) is { } its) ErasureNote.MustNotName(note, its.Personal, TicketRefusals.NoteNamesSomebody);
            }
        }
        foreach (var one in found)
        {
            var after = await desk.Cases.Change(desk.Kind, one, new Actor("manager", caller.Id), Function, its => its.State.Erase(reason, note), stop);
            // Whoever asks again has seen something left.
            if (after.Erased is not null) await Forget(one, desk, stop);
        }
        return new([.. found, .. await EndFollowing(request.Whom?.Trim() ?? "", caller, followers, stop)]);
    }

    /// <summary>After the erasure: photos, texts, and the rows by which the person was found.</summary>
    internal static Task Run(EffectRun<TicketCase> run) => Forget(run.Case.Reference, run.Services.GetRequiredService<TicketDesk>(), run.Stop);

    static async Task Forget(string reference, TicketDesk desk, CancellationToken stop)
    {
        await desk.Blobs.Delete(reference, null, stop);
        await desk.Cases.ForgetTexts(reference, stop);
        await desk.Cases.ForgetLists(desk.Kind, reference, stop);
    }

    // Whoever only follows is known by an address alone: to erase them is to let them go.
    static async Task<IReadOnlyCollection<string>> EndFollowing(string whom, Caller caller, FollowerDesk followers, CancellationToken stop)
    {
        var desk = followers.Tickets;
        var ended = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var value in Addresses(whom))
        {
            await foreach (var item in desk.Lists.All(followers.Kind.OfPerson(value), PageSize, stop)) ended.Add(item.Reference);
        }
        foreach (var one in ended) await desk.Cases.Change(followers.Kind, one, new Actor("manager", caller.Id), Function, its => its.State.Leave(), stop);
        return ended;
    }

    static IEnumerable<string> Addresses(string whom) =>
        ((string?[])[PersonalNumbers.Phone(whom), whom.Contains('@') ? whom.ToLowerInvariant() : null]).OfType<string>();

    static async Task<IReadOnlyCollection<string>> Find(string whom, TicketDesk desk, CancellationToken stop)
    {
        if (Reference.Read(whom) is { } reference) return reference.StartsWith(desk.Kind.Prefix + "-", StringComparison.Ordinal) ? [reference] : [];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var value in Addresses(whom))
        {
            await foreach (var item in desk.Lists.All(desk.Kind.OfPerson(value), PageSize, stop)) found.Add(item.Reference);
        }
        return found;
    }

    /// <param name="Whom">A reference, a phone number or an e-mail address; in the body, never in the address.</param>
    /// <param name="Reason">Required.</param>
    /// <param name="Note">3 to 200 characters that name nobody; needed when the reason is <c>other</c>. It is kept.</param>
    public sealed record Request(string? Whom, ErasureReason? Reason = null, string? Note = null);

    /// <param name="References">The tickets that hold nothing about the person any more, and what they followed.</param>
    public sealed record Receipt(IReadOnlyList<string> References);
}
