using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>The officer refuses, with a reason that the citizen reads (décret 2-17-410).</summary>
public static class Refuse
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/refusal",
            async (string reference, Request request, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(reference, request, context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationRefuse").AllowedTo(Roles.Officer);

    public static async Task<ActReceipt> Run(
        string reference, Request request, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var note = request.Note?.Trim() is { Length: > 0 and <= 1000 } text ? text : null;
        if (request.Reason == RefusalReason.Other && note is null) throw LegalisationRefusals.ReasonMissing();
        var officer = await counter.Officer(caller, stop);
        return ActReceipt.Of(await counter.ChangeAs(officer, reference, "LegalisationRefuse", state => state.Refuse(request.Reason, note), stop));
    }

    /// <param name="Note">At most 1,000 characters; needed when the reason is <c>other</c>.</param>
    public sealed record Request(RefusalReason Reason, string? Note);
}
