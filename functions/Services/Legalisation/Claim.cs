using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>An officer takes a case in hand, so that a colleague who opens it is told; or gives it back.</summary>
public static class Claim
{
    const string Function = "LegalisationClaim";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/legalisations/{reference}/claim",
                async (string reference, Request? request, HttpContext context, LegalisationCounter counter) =>
                    TypedResults.Ok(await Run(reference, request?.TakeOver == true, context.Caller(), counter, context.RequestAborted)))
            .OnHttp(Function).AllowedTo(Roles.Officer);
        routes.MapDelete("/api/legalisations/{reference}/claim",
                async (string reference, HttpContext context, LegalisationCounter counter) =>
                    TypedResults.Ok(await Release(reference, context.Caller(), counter, context.RequestAborted)))
            .OnHttp("LegalisationRelease").AllowedTo(Roles.Officer);
    }

    public static async Task<Receipt> Run(
        string reference, bool takeOver, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var officer = await counter.Officer(caller, stop);
        var now = counter.Clock.GetUtcNow();
        return await Change(reference, officer, Function, state => state.ClaimFor(officer, takeOver, now), counter, stop);
    }

    public static async Task<Receipt> Release(string reference, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var officer = await counter.Officer(caller, stop);
        return await Change(reference, officer, "LegalisationRelease", state => state.ReleaseBy(officer.Id), counter, stop);
    }

    // Taking over is the one decision that may be taken on a case in other hands.
    static async Task<Receipt> Change(
        string reference, Officer officer, string function, Func<LegalisationCase, Decision<LegalisationEvent>> decide,
        LegalisationCounter counter, CancellationToken stop)
    {
        var after = await counter.ChangeBeside(officer, reference, function, decide, stop);
        return new(after.Reference, after.State.Status, Holder.Of(after.State.Claim));
    }

    /// <param name="TakeOver">True to take it out of a colleague's hands.</param>
    public sealed record Request(bool? TakeOver);

    /// <param name="Claim">Who has it now; absent when nobody has.</param>
    public sealed record Receipt(string Reference, LegalisationStatus Status, Holder? Claim);
}
