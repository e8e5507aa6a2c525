using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using static CasaServerless.Services.Legalisation.LegalisationEvent;

namespace CasaServerless.Services.Legalisation;

/// <summary>The citizen is at the desk: the officer has seen the original and knows who stands there.</summary>
public static class Present
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/presentation",
            async (string reference, Request request, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(reference, request, context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationPresent").AllowedTo(Roles.Officer);

    public static async Task<ActReceipt> Run(
        string reference, Request request, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var officer = await counter.Officer(caller, stop);
        var witnesses = Witnesses(request);
        var after = await counter.ChangeAs(officer, reference, "LegalisationPresent",
            state => state.Present(new Presented(request.Identity, request.OriginalSeen), witnesses), stop);
        return ActReceipt.Of(after);
    }

    static Dictionary<string, string?> Witnesses(Request request)
    {
        if (request.Identity != IdentityProof.Witnesses) return [];
        if (request.Witnesses is not [var one, var two]) throw LegalisationRefusals.TwoWitnesses();
        var (first, second) = (Read(one), Read(two));
        if (first.Cin == second.Cin) throw LegalisationRefusals.TwoWitnesses();
        return new()
        {
            [Fields.Witness1Name] = first.Name,
            [Fields.Witness1Cin] = first.Cin,
            [Fields.Witness2Name] = second.Name,
            [Fields.Witness2Cin] = second.Cin,
        };

        static (string Name, string Cin) Read(Witness witness) =>
            witness.Name?.Trim() is { Length: >= 2 and <= 120 } name && PersonalNumbers.Cin(witness.Cin) is { } cin
                ? (name, cin) : throw LegalisationRefusals.TwoWitnesses();
    }

    /// <param name="Identity">How the person is known.</param>
    /// <param name="OriginalSeen">Whether the original lies before the officer.</param>
    /// <param name="Witnesses">Two, when they vouch for the person.</param>
    public sealed record Request(IdentityProof Identity, bool OriginalSeen, IReadOnlyList<Witness>? Witnesses);

    public sealed record Witness(string? Name, string? Cin);
}
