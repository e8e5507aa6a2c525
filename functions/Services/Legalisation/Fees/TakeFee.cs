using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>
/// An officer of the bureau takes what is still owed, and the citizen is given a receipt's number. Whoever has the case in hand does not matter:
/// the till may be another's.
/// </summary>
public static class TakeFee
{
    const string Function = "LegalisationTakeFee";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/fee", async (string reference, [FromBody] Request? request, HttpContext context, FeeDesk desk) =>
            TypedResults.Ok(await Run(reference, request?.Amount, context.Caller(), desk, context.RequestAborted)))
        .OnHttp(Function).AllowedTo(Roles.Officer);

    /// <param name="amount">What the officer has in hand; null takes whatever is owed.</param>
    public static async Task<Receipt> Run(string reference, decimal? amount, Caller caller, FeeDesk desk, CancellationToken stop)
    {
        var counter = desk.Counter;
        var officer = await counter.Officer(caller, stop);
        var (key, day) = (Guid.NewGuid().ToString("N"), CityTime.Day(desk.Clock.GetUtcNow()));
        var its = await counter.ChangeBeside(officer, reference, Function, found => found.TakeFee(key, officer.Id, amount, day), stop);
        // Numbered at once, so that the citizen leaves with it; should we die here, the effect does it.
        if (its.State.Taken().Last() is { Number: null } payment) its = await NumberReceipt.Run(its, payment, counter, stop);
        return Receipt.Of(its);
    }

    /// <param name="Amount">In dirhams, as the officer has it in hand: refused when another amount is owed. Absent, whatever is owed is taken.</param>
    public sealed record Request(decimal? Amount);

    /// <param name="Number">Of the receipt.</param>
    /// <param name="Amount">That was taken, in <paramref name="Currency"/> (ISO 4217).</param>
    public sealed record Receipt(string Reference, string? Number, decimal Amount, string Currency)
    {
        internal static Receipt Of(Case<LegalisationCase> its)
        {
            var payment = its.State.Taken().Last();
            return new(its.Reference, payment.Receipt(), payment.Money.Amount, payment.Money.Currency);
        }
    }
}
