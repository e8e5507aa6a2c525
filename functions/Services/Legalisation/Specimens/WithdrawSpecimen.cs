using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Specimens;

/// <summary>
/// A specimen is taken back: from then on no signature is known by it, nor by another of the same person at the same bureau that two officers
/// enrolled in the same moment.
/// </summary>
public static class WithdrawSpecimen
{
    const string Function = "LegalisationWithdrawSpecimen";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/specimens/{reference}/withdrawal", async (string reference, Request request, HttpContext context, SpecimenBook book) =>
            TypedResults.Ok(await Run(reference, request, context.Caller(), book, context.RequestAborted)))
        .OnHttp(Function).AllowedTo(Roles.Officer, Roles.Manager);

    public static async Task<SpecimenReceipt> Run(string reference, Request request, Caller caller, SpecimenBook book, CancellationToken stop)
    {
        var reason = request.Reason ?? throw LegalisationRefusals.Invalid("motif du retrait (reason)", "سبب السحب (reason)");
        var its = await book.For(reference, caller, stop);
        var by = new Actor(caller.Is(Roles.Manager) ? "manager" : "officer", caller.Id);
        var after = await book.Cases.Change(book.Kind, its.Reference, by, Function, now => now.State.Withdraw(reason), stop);
        if (after.Personal[SpecimenEvent.Fields.Cin] is { } cin)
        {
            // One enrolled since the withdrawal is a new one, which a repeated call must leave.
            foreach (var twin in (await book.Of(after.State.Bureau, cin, stop)).Where(one => one.State.OpenedAt <= after.State.WithdrawnAt))
                await book.Cases.Change(book.Kind, twin.Reference, by, Function, now => now.State.Withdraw(reason), stop);
        }
        return SpecimenReceipt.Of(after, book.Today);
    }

    /// <param name="Reason">Required.</param>
    public sealed record Request(WithdrawalReason? Reason);
}
