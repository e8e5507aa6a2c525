using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>
/// A manager has given back what is due to be: money of the desk is given at the desk and noted, money that was paid online is asked of the
/// provider by an effect.
/// </summary>
public static class RefundFees
{
    const string Function = "LegalisationRefundFees";

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/refund", async (string reference, HttpContext context, FeeDesk desk) =>
            TypedResults.Ok(await Run(reference, context.Caller(), desk, context.RequestAborted)))
        .OnHttp(Function).AllowedTo(Roles.Manager);

    public static async Task<Receipt> Run(string reference, Caller caller, FeeDesk desk, CancellationToken stop)
    {
        var (counter, now) = (desk.Counter, desk.Clock.GetUtcNow());
        var its = await counter.Cases.Change(
            counter.Kind, Reference.Read(reference) ?? throw CaseRefusals.Unknown(), new Actor("manager", caller.Id), Function,
            found => found.State.Refund(now, CityTime.Day(now)), stop);
        return new(its.Reference, FeeTold.RefundsOf(its.State));
    }

    /// <summary>The effect behind each asking. The provider gives a payment back once, whatever is repeated.</summary>
    internal static async Task Run(EffectRun<LegalisationCase> run)
    {
        var desk = run.Services.GetRequiredService<FeeDesk>();
        var counter = desk.Counter;
        if ((await counter.Cases.EventOf(counter.Kind, run.Key, run.Stop)).Event is not FeeEvent.RefundAsked asked) return;
        if (run.Case.State.Fees?.Payments.FirstOrDefault(payment => payment.Key == asked.Key) is not { RefundedAt: null, Provider: { } provider } found) return;
        var answer = await desk.Of(provider).Refund(found.Payment!, found.Money, run.Stop);
        await counter.Cases.Change(counter.Kind, run.Case.Reference, Actor.City, Function,
            its => its.State.HeedRefund(asked.Key, answer, CityTime.Day(desk.Clock.GetUtcNow())), run.Stop);
    }

    /// <param name="Refunds">All of the case's, done or under way.</param>
    public sealed record Receipt(string Reference, IReadOnlyList<RefundTold> Refunds);
}
