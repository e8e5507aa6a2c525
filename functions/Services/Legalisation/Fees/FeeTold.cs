using System.Text.Json.Serialization;
using CasaServerless.Kernel;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>What is told of a request's fee. Amounts are in <paramref name="Currency"/> (ISO 4217).</summary>
/// <param name="Due">The whole fee; zero where the formality is free.</param>
/// <param name="Owed">Still to be paid.</param>
/// <param name="Each">For one copy or signature.</param>
/// <param name="Units">How many copies or signatures it is for.</param>
/// <param name="Online">True where it may be paid online now.</param>
/// <param name="UnderWay">True while an online payment is open.</param>
/// <param name="Receipts">Of what was paid.</param>
/// <param name="Refunds">What was given back or is to be; absent where there is none.</param>
public sealed record FeeTold(
    decimal Due, decimal Owed, string Currency, decimal Each, int Units, bool Online, bool? UnderWay, IReadOnlyList<ReceiptTold> Receipts,
    IReadOnlyList<RefundTold>? Refunds)
{
    /// <summary>Null where there is no tariff.</summary>
    /// <param name="online">Whether the city takes payments online at all.</param>
    public static FeeTold? Of(LegalisationCase its, bool online, DateTimeOffset now) => its.Fees is not { } fees ? null : new(
        its.FeeDue(), its.FeeOwed(), fees.Rate.Each.Currency, fees.Rate.Each.Amount, its.FeeUnits(), online && its.PaysOnline(),
        its.FeeOwed() > 0 && its.OpenOrder() is { } open && now < open.At + FeeRules.PageLife ? true : null,
        [.. fees.Payments.Where(payment => payment.NotTaken is null)
            .Select(payment => new ReceiptTold(payment.Receipt(), payment.Money.Amount, payment.Means, CityTime.In(payment.At)))],
        RefundsOf(its) is { Count: > 0 } refunds ? refunds : null);

    internal static IReadOnlyList<RefundTold> RefundsOf(LegalisationCase its)
    {
        var due = its.RefundsDue().Select(payment => payment.Key).ToHashSet();
        return [.. its.Fees?.Payments.Where(payment => payment.RefundedAt is not null || due.Contains(payment.Key))
            .Select(payment => new RefundTold(payment.Money.Amount, payment.Money.Currency, payment.Means,
                payment.RefundedAt is not null ? RefundState.Done : payment.RefundTrouble is not null ? RefundState.Failed
                    : payment.RefundAskedAt is not null ? RefundState.Asked : RefundState.Due,
                payment.RefundedAt is { } at ? CityTime.In(at) : null)) ?? []];
    }
}

/// <param name="Number">Of the receipt, such as <c>Q2026-000123</c>; absent while it is being taken.</param>
public sealed record ReceiptTold(string? Number, decimal Amount, PaymentMeans Means, DateTimeOffset At);

/// <param name="At">When it was given back; absent while it is not.</param>
public sealed record RefundTold(decimal Amount, string Currency, PaymentMeans Means, RefundState State, DateTimeOffset? At);

/// <summary>How far a refund is.</summary>
[JsonConverter(typeof(Kebab<RefundState>))]
public enum RefundState
{
    Due,

    /// <summary>Of the provider.</summary>
    Asked,

    Done,

    /// <summary>The provider would not; people look into it.</summary>
    Failed,
}
