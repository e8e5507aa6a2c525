using CasaServerless.Common.Payments;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using static CasaServerless.Services.Legalisation.Fees.FeeEvent;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>What one copy or signature costs, fixed when the request was made.</summary>
/// <param name="Tariff">Id of the tariff that was in force on that day.</param>
public sealed record FeeRate(string Tariff, Money Each)
{
    /// <summary>Of the tariff in force today in Casablanca; null where there is none. What the référentiel holds is at hand: no transaction.</summary>
    public static async Task<FeeRate?> Of(PaperKind kind, LegalisationCounter counter, CancellationToken stop)
    {
        var today = CityTime.Day(counter.Clock.GetUtcNow());
        return (await counter.Referentiels.Tariffs(stop)).FirstOrDefault(tariff => tariff.Holds(kind.Kebab(), today)) is { } its
            ? new(its.Id, new(its.Amount, its.Currency)) : null;
    }
}

/// <summary>What a request knows of its fee. Pure; the decisions on it are <see cref="FeeRules"/>.</summary>
public sealed record FeeAccount(FeeRate Rate)
{
    /// <summary>All money that came, taken or not, given back or not; the first one first.</summary>
    public IReadOnlyList<FeePayment> Payments { get; init; } = [];

    /// <summary>All online payments that were begun.</summary>
    public IReadOnlyList<FeeOrder> Orders { get; init; } = [];

    /// <summary>The account after one more event of its case; null where there is no tariff.</summary>
    public static FeeAccount? After(FeeAccount? before, Recorded<LegalisationEvent> happened) =>
        happened.Event is LegalisationEvent.Requested { Fee: { } rate } ? new(rate) : before?.After(happened);

    FeeAccount After(Recorded<LegalisationEvent> happened) => happened.Event switch
    {
        FeePaidAtDesk it => With(new(it.Key, PaymentMeans.Desk, it.Money, happened.At, it.Day) { Officer = happened.By.Id }),
        PaymentBegun it => this with { Orders = [.. Orders, new(it.Order, it.Provider, it.Money, happened.At, null)] },
        PaymentFailed it => Ended(it.Order, it.Reason),
        FeePaidOnline it => Ended(it.Order, OrderEnd.Paid).With(
            new(it.Key, PaymentMeans.Online, it.Money, happened.At, it.Day) { Provider = it.Provider, Payment = it.Payment }),
        PaymentNotTaken it => Ended(it.Order, OrderEnd.Paid).With(
            new(it.Key, PaymentMeans.Online, it.Money, happened.At, null) { Provider = it.Provider, Payment = it.Payment, NotTaken = it.Reason }),
        ReceiptNumbered it => Changed(it.Key, payment => payment with { Number = it.Number }),
        RefundAsked it => Changed(it.Key, payment => payment with { RefundAskedAt = happened.At, RefundTrouble = null }),
        FeeRefunded it => Changed(it.Key, payment => payment with { RefundedAt = happened.At, RefundedOn = it.Day, RefundTrouble = null }),
        RefundFailed it => Changed(it.Key, payment => payment with { RefundTrouble = it.Reason }),
        _ => this,
    };

    FeeAccount With(FeePayment payment) => this with { Payments = [.. Payments, payment] };

    FeeAccount Ended(string order, OrderEnd end) =>
        this with { Orders = [.. Orders.Select(known => known.Id == order ? known with { End = end } : known)] };

    FeeAccount Changed(string key, Func<FeePayment, FeePayment> change) =>
        this with { Payments = [.. Payments.Select(known => known.Key == key ? change(known) : known)] };
}

/// <summary>Money that came.</summary>
/// <param name="Key">Random.</param>
/// <param name="At">When the city knew of it.</param>
/// <param name="Day">In whose till it is; null for what was not taken.</param>
public sealed record FeePayment(string Key, PaymentMeans Means, Money Money, DateTimeOffset At, DateOnly? Day)
{
    /// <summary>Id of the officer who took it; null where it was paid online.</summary>
    public string? Officer { get; init; }

    public string? Provider { get; init; }

    /// <summary>The provider's name of it.</summary>
    public string? Payment { get; init; }

    /// <summary>Why it is not the fee; null where it is.</summary>
    public NotTaken? NotTaken { get; init; }

    /// <summary>In the bureau's series of receipts; null for a moment, and for what was not taken.</summary>
    public int? Number { get; init; }

    /// <summary>When the provider was last to be asked to give it back.</summary>
    public DateTimeOffset? RefundAskedAt { get; init; }

    public DateTimeOffset? RefundedAt { get; init; }

    public DateOnly? RefundedOn { get; init; }

    /// <summary>Why it could not be given back, in a word.</summary>
    public string? RefundTrouble { get; init; }

    /// <summary>Its number as it is printed; null where it has none.</summary>
    public string? Receipt() => Number is { } number && Day is { } day ? ReceiptEntry.Written(day.Year, number) : null;
}

/// <summary>An online payment that was begun.</summary>
/// <param name="Id">The city's name of it at the provider.</param>
/// <param name="At">When it was begun.</param>
/// <param name="End">Null while it is open.</param>
public sealed record FeeOrder(string Id, string Provider, Money Money, DateTimeOffset At, OrderEnd? End);
