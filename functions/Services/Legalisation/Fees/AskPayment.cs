using CasaServerless.Common.Payments;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>
/// The effect behind every payment that was begun: news may never come, so the provider is asked, soon at first and then at growing intervals, until
/// the payment has ended. An hour after nobody could pay any more it is taken for expired; should money come all the same, it is heeded.
/// </summary>
static class AskPayment
{
    const string Function = "LegalisationAskPayment";

    /// <summary>Nobody has paid sooner than that.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    static readonly TimeSpan patience = FeeRules.PageLife + TimeSpan.FromHours(1);

    public static async Task Run(EffectRun<LegalisationCase> run)
    {
        var desk = run.Services.GetRequiredService<FeeDesk>();
        var happened = await desk.Counter.Cases.EventOf(desk.Counter.Kind, run.Key, run.Stop);
        if (happened.Event is not FeeEvent.PaymentBegun begun) return;
        if (run.Case.State.Fees?.Orders.FirstOrDefault(order => order.Id == begun.Order) is not { End: null }) return;
        var news = await desk.Of(begun.Provider).Ask(begun.Order, run.Stop);
        if (news is null or { Fate: PaymentFate.Open })
        {
            // Unknown there: the provider was ill when it was begun, and nobody was ever shown its page.
            if (desk.Clock.GetUtcNow() < happened.At + patience) throw new Later($"Payment {begun.Order} is open.");
            news = new(begun.Order, PaymentFate.Expired);
        }
        await desk.Heed(run.Case.Reference, news, begun.Provider, Function, run.Stop);
    }
}
