namespace CasaServerless.Common.Payments;

/// <summary>An amount of money.</summary>
/// <param name="Amount">In whole units: dirhams, with their centimes behind the point.</param>
/// <param name="Currency">ISO 4217: <c>MAD</c>.</param>
public sealed record Money(decimal Amount, string Currency)
{
    const int Hundred = 100;

    /// <summary>The same counted in the currency's hundredths, as payment providers write it.</summary>
    public long Hundredths() => decimal.ToInt64(decimal.Round(Amount * Hundred));

    public static Money OfHundredths(long count, string currency) => new((decimal)count / Hundred, currency);
}
