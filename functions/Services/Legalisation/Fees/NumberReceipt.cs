using System.Text.Json;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation.Fees;

/// <summary>
/// The effect behind every payment that was taken: its number in the bureau's series of receipts. The payment's key finds the number that an
/// earlier run took, so that it may die anywhere and run again.
/// </summary>
static class NumberReceipt
{
    const string Function = "LegalisationNumberReceipt";

    public static async Task Run(EffectRun<LegalisationCase> run)
    {
        var counter = run.Services.GetRequiredService<LegalisationCounter>();
        var key = (await counter.Cases.EventOf(counter.Kind, run.Key, run.Stop)).Event switch
        {
            FeeEvent.FeePaidAtDesk paid => paid.Key,
            FeeEvent.FeePaidOnline paid => paid.Key,
            _ => null,
        };
        if (run.Case.State.Fees?.Payments.FirstOrDefault(payment => payment.Key == key) is { Number: null } open) await Run(run.Case, open, counter, run.Stop);
    }

    public static async Task<Case<LegalisationCase>> Run(
        Case<LegalisationCase> its, FeePayment payment, LegalisationCounter counter, CancellationToken stop)
    {
        var entry = new ReceiptEntry(its.Reference, payment.Means, payment.Money.Amount, payment.Money.Currency, payment.Day!.Value);
        var facts = JsonSerializer.Serialize(entry, FeeJson.Default.ReceiptEntry);
        var number = await counter.Register.Take(ReceiptEntry.Book(its.State.Bureau, entry.Day.Year), payment.Key, facts, stop)
            ?? throw new InvalidOperationException($"A payment of {its.Reference} was given up in the series of receipts.");
        return await counter.Cases.Change(
            counter.Kind, its.Reference, Actor.City, Function, found => found.State.NumberReceipt(payment.Key, number), stop);
    }
}
