using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Fees;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>The decision on how a person was known, and on its correction. Pure.</summary>
public static class PresentationRules
{
    static readonly string[] ofWitnesses = [Fields.Witness1Name, Fields.Witness1Cin, Fields.Witness2Name, Fields.Witness2Cin];

    /// <summary>
    /// The person is known. The same again changes nothing; something else takes its place until the certification is decided: a name was
    /// mistyped, or the specimen has been withdrawn meanwhile. Values of witnesses who are none any more are forgotten with the same stroke.
    /// </summary>
    /// <param name="witnesses">Their values by field name; empty without witnesses.</param>
    /// <param name="known">The case's personal values.</param>
    /// <exception cref="Kernel.Refusal"><c>LEG-130</c>: more was paid than would be due.</exception>
    public static Decision<LegalisationEvent> Present(
        this LegalisationCase its, Presented seen, IReadOnlyDictionary<string, string?> witnesses, Personal known)
    {
        if (its.Status is not (LegalisationStatus.Submitted or LegalisationStatus.Presented)) throw LegalisationRefusals.NotNow(its.Status);
        var corrects = its.Status == LegalisationStatus.Presented;
        if (corrects && its.Presentation! with { Corrects = false } == seen && ofWitnesses.All(field => known[field] == witnesses.GetValueOrDefault(field)))
            return Decision<LegalisationEvent>.Nothing;
        if (its.Kind == PaperKind.CertifiedCopy && !seen.OriginalSeen) throw LegalisationRefusals.OriginalNotSeen();
        if (seen is { Identity: IdentityProof.Cnie, OriginalSeen: false }) throw LegalisationRefusals.SignatureNotSeen();
        // Money is given back whole or not at all, so what was paid for witnesses' signatures must still be due for them.
        if (its.FeePaid() > (its with { Presentation = seen }).FeeDue()) throw LegalisationRefusals.PaidForMore();
        // A signature that is known is legalised at a distance: nobody needs to come any more.
        return its.Ending(seen.Identity == IdentityProof.KnownSignature ? AppointmentEnd.NotNeeded : AppointmentEnd.Kept, new(seen with { Corrects = corrects })
        {
            Personal = ofWitnesses.Where(field => witnesses.ContainsKey(field) || known[field] is not null).ToDictionary(field => field, witnesses.GetValueOrDefault),
        });
    }
}
