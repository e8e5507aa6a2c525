using CasaServerless.Common.Erasure;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Fees;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>The decisions on erasing people. Pure.</summary>
public static class ErasureRules
{
    /// <summary>
    /// Erases the person. While a certification is under way its paper still needs them: a moment later it does not. Nor while money is to be given
    /// back to them, or would be by this: nobody would know to whom.
    /// </summary>
    /// <param name="note">Names nobody.</param>
    public static Decision<LegalisationEvent> Erase(this LegalisationCase its, ErasureReason reason, string? note = null) =>
        its.Status == LegalisationStatus.Certifying ? throw LegalisationRefusals.NotNow(its.Status)
        : (its.Closed ? its : its with { Status = LegalisationStatus.Abandoned }).RefundsDue().Any() ? throw LegalisationRefusals.MoneyOwed()
        : its.Ending(AppointmentEnd.CaseClosed, new(new PersonErased(reason, note)) { Erases = true });

    /// <summary>
    /// Erases a witness and nobody else; nothing where no witness has that card (any more). Until the request is decided its paper rests on
    /// their word and will name them.
    /// </summary>
    public static Decision<LegalisationEvent> EraseWitness(this LegalisationCase its, Personal known, string cin, ErasureReason reason, string? note = null)
    {
        var (witness, name, number) = PersonalNumbers.SameCin(known[Fields.Witness1Cin], cin) ? (1, Fields.Witness1Name, Fields.Witness1Cin) : (2, Fields.Witness2Name, Fields.Witness2Cin);
        if (!PersonalNumbers.SameCin(known[number], cin)) return Decision<LegalisationEvent>.Nothing;
        if (!its.Closed) throw LegalisationRefusals.NotNow(its.Status);
        return new Decision<LegalisationEvent>(new WitnessErased(witness, reason, note))
        {
            Personal = new Dictionary<string, string?> { [name] = null, [number] = null },
        };
    }

    /// <summary>
    /// Erases the person of a request that was closed before this day of Casablanca, and ends its access code; nothing while money is to be given back.
    /// </summary>
    public static Decision<LegalisationEvent> EndRetention(this LegalisationCase its, DateOnly first) =>
        its.ClosedAt is { } closed && CityTime.Day(closed) < first && !its.RefundsDue().Any()
            ? its.Erase(ErasureReason.RetentionOver) with { RenewsCode = true } : Decision<LegalisationEvent>.Nothing;
}
