using System.Globalization;
using System.Text.Json;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>The lists by which money is found: a bureau's till of a day, what is to be given back, what is still owed.</summary>
public static class FeeLists
{
    /// <summary>What a bureau took and gave back on a day, in the order of the clock.</summary>
    public static string Till(string bureau, DateOnly day) => $"legalisation:{bureau}:till:{LegalisationKind.Day(day)}";

    /// <summary>Payments of a bureau's requests that are to be given back, the oldest first.</summary>
    public static string Refunds(string bureau) => $"legalisation:{bureau}:refunds";

    /// <summary>Papers that a bureau certified and whose fee is still owed, the oldest first.</summary>
    public static string Unpaid(string bureau) => $"legalisation:{bureau}:unpaid";

    internal static IEnumerable<ListEntry> Of(string reference, LegalisationCase its)
    {
        if (its.Fees is not { } fees) yield break;
        foreach (var payment in fees.Payments.Where(payment => payment.NotTaken is null))
        {
            var line = new TillLine(reference, payment.Means, payment.Money.Amount, payment.Money.Currency, CityTime.In(payment.At), payment.Receipt(), payment.Officer);
            yield return new(Till(its.Bureau, payment.Day!.Value), Order(payment.At, payment.Key)) { Shows = Shown(line) };
            // Given back, it leaves the till of the day on which it was.
            if (payment is { RefundedAt: { } at, RefundedOn: { } day })
            {
                var back = line with { Amount = -payment.Money.Amount, At = CityTime.In(at), Officer = null };
                yield return new(Till(its.Bureau, day), Order(at, payment.Key) + ".back") { Shows = Shown(back) };
            }
        }
        foreach (var payment in its.RefundsDue())
        {
            var since = payment.NotTaken is null ? its.ClosedAt ?? payment.At : payment.At;
            yield return new(Refunds(its.Bureau), Order(since, payment.Key))
            {
                Shows = JsonSerializer.Serialize(new RefundLine(
                    reference, payment.Means, payment.Money.Amount, payment.Money.Currency, CityTime.In(since), payment.NotTaken, payment.Receipt(),
                    payment.RefundAskedAt is { } asked ? CityTime.In(asked) : null, payment.RefundTrouble), FeeJson.Default.RefundLine),
            };
        }
        if (its is { Status: LegalisationStatus.Certified, SealedAt: { } certified } && its.FeeOwed() is > 0 and var owed)
        {
            yield return new(Unpaid(its.Bureau), LegalisationKind.Day(certified, "yyyyMMddHHmmss"))
            {
                Shows = JsonSerializer.Serialize(
                    new UnpaidLine(reference, owed, fees.Rate.Each.Currency, CityTime.In(certified), its.RegisterNumber!), FeeJson.Default.UnpaidLine),
            };
        }
    }

    static string Order(DateTimeOffset at, string key) => string.Create(CultureInfo.InvariantCulture, $"{LegalisationKind.Day(at, "yyyyMMddHHmmssfff")}.{key}");

    static string Shown(TillLine line) => JsonSerializer.Serialize(line, FeeJson.Default.TillLine);
}

/// <summary>Money that a bureau took, or gave back: then its amount is below zero.</summary>
/// <param name="Receipt">Null while the number is being taken.</param>
/// <param name="Officer">Id of who took it at the desk.</param>
/// <param name="OfficerName">Theirs, told with the till and never stored.</param>
public sealed record TillLine(
    string Reference, PaymentMeans Means, decimal Amount, string Currency, DateTimeOffset At, string? Receipt, string? Officer,
    Bilingual? OfficerName = null);

/// <summary>Money to be given back.</summary>
/// <param name="Since">Since when it is due.</param>
/// <param name="NotTaken">Why it was never the fee; absent where the request came to nothing.</param>
/// <param name="Asked">When the provider was last asked; absent where nobody has asked yet.</param>
/// <param name="Trouble">Why it could not be given back, in a word.</param>
public sealed record RefundLine(
    string Reference, PaymentMeans Means, decimal Amount, string Currency, DateTimeOffset Since, NotTaken? NotTaken, string? Receipt,
    DateTimeOffset? Asked, string? Trouble);

/// <summary>A fee that is owed for a certified paper.</summary>
/// <param name="Since">When it was certified.</param>
public sealed record UnpaidLine(string Reference, decimal Amount, string Currency, DateTimeOffset Since, string RegisterNumber);
