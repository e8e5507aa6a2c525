using CasaServerless.Common.Payments;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Legalisation.Fees.FeeEvent;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>What is due, and the decisions that may be taken on a request's fee. Pure.</summary>
public static class FeeRules
{
    /// <summary>After so many online payments begun, one pays at the desk.</summary>
    public const int MostOrders = 20;

    /// <summary>How long a payment page takes a payment.</summary>
    public static readonly TimeSpan PageLife = TimeSpan.FromMinutes(30);

    /// <summary>A refund that was asked for may be asked for again after this: the provider gives the same payment back once.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(10);

    static readonly Decision<LegalisationEvent> nothing = Decision<LegalisationEvent>.Nothing;

    /// <summary>
    /// How many times the tariff is due. The tax is on legalising a signature and on certifying a document (loi 30-89, kept by dahir 1-07-209
    /// and loi 39-07), so: each copy that is certified; each signature that is legalised, as many as the register counts. Witnesses' own
    /// signatures are legalised too (dahir of 25 July 1915, article 4) and bear it like any other. How many copies somebody wants of a legalised
    /// paper adds no signature.
    /// </summary>
    public static int FeeUnits(this LegalisationCase its) => its.Kind switch
    {
        PaperKind.CertifiedCopy => its.Copies,
        _ => its.Presentation?.Identity == IdentityProof.Witnesses ? 3 : 1,
    };

    /// <summary>The whole fee, paid or not; zero where the tariff says so, and where there is none.</summary>
    public static decimal FeeDue(this LegalisationCase its) => its.Fees is { } fees ? fees.Rate.Each.Amount * its.FeeUnits() : 0;

    public static decimal FeePaid(this LegalisationCase its) => its.Taken().Sum(payment => payment.Money.Amount);

    /// <summary>What is still to be paid; of a request that nothing will come of, nothing.</summary>
    public static decimal FeeOwed(this LegalisationCase its) => its.FeeIsOver() ? 0 : Math.Max(0, its.FeeDue() - its.FeePaid());

    /// <summary>What the fee was paid with and was not given back.</summary>
    public static IEnumerable<FeePayment> Taken(this LegalisationCase its) =>
        its.Fees?.Payments.Where(payment => payment is { NotTaken: null, RefundedAt: null }) ?? [];

    /// <summary>Nobody pays for it any more. For a revoked paper the work was done, so what was paid for it stays.</summary>
    public static bool FeeIsOver(this LegalisationCase its) => its.WasInVain() || its.Status == LegalisationStatus.Revoked;

    /// <summary>What must be given back: everything, where nothing was certified; else what was no fee.</summary>
    public static IEnumerable<FeePayment> RefundsDue(this LegalisationCase its) =>
        its.Fees?.Payments.Where(payment => payment.RefundedAt is null && (payment.NotTaken is not null || its.WasInVain())) ?? [];

    /// <summary>Whether the applicant may pay online: once the document is known to be one that can be certified.</summary>
    public static bool PaysOnline(this LegalisationCase its) => its.FeeOwed() > 0
        && its.Status is LegalisationStatus.Submitted or LegalisationStatus.Presented or LegalisationStatus.Certifying or LegalisationStatus.Certified;

    /// <summary>The last online payment that is open still, whether somebody pays or not.</summary>
    public static FeeOrder? OpenOrder(this LegalisationCase its) => its.Fees?.Orders.LastOrDefault(order => order.End is null);

    /// <summary>
    /// An officer takes the fee. Nothing when this officer took it at the desk already: the answer to the first call may have been lost. Another
    /// officer has money in hand that is nobody's fee, and must hear of it.
    /// </summary>
    /// <param name="amount">What the officer has in hand; null from callers who show no amount.</param>
    public static Decision<LegalisationEvent> TakeFee(this LegalisationCase its, string key, string officer, decimal? amount, DateOnly day)
    {
        if (its.FeeIsOver()) throw LegalisationRefusals.NotNow(its.Status);
        var owed = its.FeeOwed();
        if (owed == 0) return its.Taken().LastOrDefault() is { Means: PaymentMeans.Desk } last && last.Officer == officer ? nothing : throw FeeRefusals.NothingDue();
        if (amount is not null && amount != owed) throw FeeRefusals.OtherAmount(owed);
        return new FeePaidAtDesk(key, new(owed, its.Fees!.Rate.Each.Currency), day);
    }

    /// <summary>Begins an online payment; nothing when one of the same amount is open still.</summary>
    public static Decision<LegalisationEvent> BeginPayment(this LegalisationCase its, string reference, string provider, DateTimeOffset now)
    {
        if (its.FeeIsOver()) throw LegalisationRefusals.NotNow(its.Status);
        if (its.FeeOwed() is not (> 0 and var owed)) throw FeeRefusals.NothingDue();
        if (!its.PaysOnline()) throw LegalisationRefusals.NotNow(its.Status);
        var money = new Money(owed, its.Fees!.Rate.Each.Currency);
        if (its.OpenOrder() is { } open && open.Provider == provider && open.Money == money && now < open.At + PageLife) return nothing;
        if (its.Fees.Orders.Count >= MostOrders) throw FeeRefusals.TooOften();
        return new PaymentBegun(OrderName.Of(reference, its.Fees.Orders.Count + 1), provider, money);
    }

    /// <summary>
    /// Heeds what a provider tells, whichever order it comes in and however often. Money is never passed over: what is not the fee is kept as such.
    /// </summary>
    /// <param name="key">Random, for the payment that this may add.</param>
    public static Decision<LegalisationEvent> Heed(this LegalisationCase its, PaymentNews news, string provider, string key, DateOnly day) => news.Fate switch
    {
        PaymentFate.Paid => its.HeedPaid(news, provider, key, day),
        PaymentFate.Failed => its.HeedEnd(news.Order, OrderEnd.Failed),
        PaymentFate.Expired => its.HeedEnd(news.Order, OrderEnd.Expired),
        PaymentFate.Refunded => its.HeedRefunded(news, provider, day),
        _ => nothing,
    };

    /// <summary>A manager has everything given back that is due: what was paid at the desk is given there, the rest is asked of the provider.</summary>
    public static Decision<LegalisationEvent> Refund(this LegalisationCase its, DateTimeOffset now, DateOnly day)
    {
        var due = its.RefundsDue().ToList();
        if (due.Count == 0) return its.Fees?.Payments.Any(payment => payment.RefundedAt is not null) == true ? nothing : throw FeeRefusals.NothingToRefund();
        return new([.. due
            .Where(payment => payment.Means == PaymentMeans.Desk || payment.RefundTrouble is not null || !(payment.RefundAskedAt > now - AskAgain))
            .Select(payment => (LegalisationEvent)(payment.Means == PaymentMeans.Desk
                ? new FeeRefunded(payment.Key, payment.Money, day, null) : new RefundAsked(payment.Key)))]);
    }

    /// <summary>The provider's own word on a refund; nothing when it is settled.</summary>
    public static Decision<LegalisationEvent> HeedRefund(this LegalisationCase its, string payment, RefundAnswer answer, DateOnly day) =>
        its.Fees?.Payments.FirstOrDefault(known => known.Key == payment) is not { RefundedAt: null } found ? nothing : answer.Fate switch
        {
            RefundFate.Done => new FeeRefunded(found.Key, found.Money, day, answer.Refund),
            RefundFate.Refused when found.RefundTrouble is null => new RefundFailed(found.Key, answer.Reason ?? "other"),
            _ => nothing,
        };

    public static Decision<LegalisationEvent> NumberReceipt(this LegalisationCase its, string payment, int number) =>
        its.Fees?.Payments.FirstOrDefault(known => known.Key == payment) is { Number: null } ? new ReceiptNumbered(payment, number) : nothing;

    // Refused, or left: it never came to a certification.
    static bool WasInVain(this LegalisationCase its) => its.Status is LegalisationStatus.Refused or LegalisationStatus.Abandoned;

    static Decision<LegalisationEvent> HeedPaid(this LegalisationCase its, PaymentNews news, string provider, string key, DateOnly day)
    {
        if (its.Fees is not { } fees) throw FeeRefusals.UnknownOrder();
        if (its.Of(news, provider) is not null) return nothing;
        var money = news.Money!;
        var order = fees.Orders.FirstOrDefault(known => known.Id == news.Order && known.Provider == provider);
        NotTaken? not = order is null ? NotTaken.UnknownOrder
            : order.Money != money ? NotTaken.OtherAmount
            : its.FeeIsOver() ? NotTaken.CaseClosed
            : its.FeeOwed() == 0 ? NotTaken.NothingDue
            : its.FeeOwed() < money.Amount ? NotTaken.OtherAmount
            : null;
        return not is { } reason ? new PaymentNotTaken(key, news.Order, provider, news.Payment!, money, reason)
            : new FeePaidOnline(key, news.Order, provider, news.Payment!, money, day);
    }

    static Decision<LegalisationEvent> HeedEnd(this LegalisationCase its, string order, OrderEnd end) =>
        its.Fees?.Orders.FirstOrDefault(known => known.Id == order) is { End: null } ? new PaymentFailed(order, end) : nothing;

    static Decision<LegalisationEvent> HeedRefunded(this LegalisationCase its, PaymentNews news, string provider, DateOnly day)
    {
        // It overtook the news of the payment itself, which will be told again, and this with it.
        if (its.Of(news, provider) is not { } payment) throw FeeRefusals.UnknownPayment();
        if (payment.RefundedAt is not null) return nothing;
        if (payment.Money == news.Money) return new FeeRefunded(payment.Key, payment.Money, day, news.Refund);
        return payment.RefundTrouble == OtherAmountBack ? nothing : new RefundFailed(payment.Key, OtherAmountBack);
    }

    static FeePayment? Of(this LegalisationCase its, PaymentNews news, string provider) =>
        its.Fees?.Payments.FirstOrDefault(known => known.Provider == provider && known.Payment == news.Payment);

    const string OtherAmountBack = "other-amount";
}
