using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Services.Legalisation.Specimens;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The officer knows whose paper it is: the citizen stands at the desk with the original, or signs there; or a signature is known by its
/// specimen; or two witnesses vouch for it. Until they certify, the officer may correct it.
/// </summary>
public static class Present
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/presentation",
            async (string reference, Request request, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(reference, request, context.Caller(), counter, context.RequestAborted, context.Request.Headers.IfMatch)))
        .OnHttp("LegalisationPresent").AllowedTo(Roles.Officer);

    public static async Task<ActReceipt> Run(
        string reference, Request request, Caller caller, LegalisationCounter counter, CancellationToken stop, string? seen = null)
    {
        var identity = request.Identity ?? throw LegalisationRefusals.Invalid("mode d’identification (identity)", "طريقة إثبات الهوية (identity)");
        var officer = await counter.Officer(caller, stop);
        var witnesses = Witnesses(request);
        // Who stands there with their card needs nobody else to be looked for.
        var its = identity == IdentityProof.Cnie ? null : await counter.OfBureau(reference, caller, stop);
        if (new[] { Fields.Witness1Cin, Fields.Witness2Cin }.Any(witness => PersonalNumbers.SameCin(witnesses.GetValueOrDefault(witness), its?.Personal[Fields.Cin])))
            throw LegalisationRefusals.WitnessIsSignatory();
        var specimen = its is not null && identity == IdentityProof.KnownSignature && its.State.AwaitsOfficer
            ? await counter.Specimens.Valid(its, CityTime.Day(counter.Clock.GetUtcNow()), stop) ?? throw LegalisationRefusals.NoSpecimen() : null;
        if (specimen is not null && !PersonalNames.Same(specimen.Personal[SpecimenEvent.Fields.Name], its!.Personal[Fields.Name]))
            throw LegalisationRefusals.SpecimenOfAnotherName();
        var after = await counter.ChangeAs(officer, reference, "LegalisationPresent",
            (state, known) => state.Present(new(identity, request.OriginalSeen, specimen?.Reference), witnesses, known), stop, seen);
        return ActReceipt.Of(after);
    }

    static Dictionary<string, string?> Witnesses(Request request)
    {
        if (request.Identity != IdentityProof.Witnesses) return [];
        if (request.Witnesses is not [var one, var two]) throw LegalisationRefusals.TwoWitnesses();
        var (first, second) = (Read(one), Read(two));
        if (PersonalNumbers.SameCin(first.Cin, second.Cin)) throw LegalisationRefusals.TwoWitnesses();
        if (PersonalNames.Same(first.Name, second.Name)) throw LegalisationRefusals.WitnessesOfOneName();
        return new()
        {
            [Fields.Witness1Name] = first.Name,
            [Fields.Witness1Cin] = first.Cin,
            [Fields.Witness2Name] = second.Name,
            [Fields.Witness2Cin] = second.Cin,
        };

        static (string Name, string Cin) Read(Witness? witness) =>
            PlainText.Read(witness?.Name, 2, 120) is { } name && SealArtist.CanDraw(name) && PersonalNumbers.Cin(witness?.Cin) is { } cin
                ? (name, cin) : throw LegalisationRefusals.TwoWitnesses();
    }

    /// <param name="Identity">How the person is known; required.</param>
    /// <param name="OriginalSeen">Whether the original lies before the officer, or the person signed there: needed for copies, and for signatures under the card.</param>
    /// <param name="Witnesses">Two, when they vouch for the person.</param>
    public sealed record Request(IdentityProof? Identity, bool OriginalSeen, IReadOnlyList<Witness?>? Witnesses);

    public sealed record Witness(string? Name, string? Cin);
}
