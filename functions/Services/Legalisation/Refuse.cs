using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>The officer refuses, with a reason that the citizen reads (décret 2-17-410).</summary>
public static class Refuse
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/{reference}/refusal",
            async (string reference, Request request, HttpContext context, LegalisationCounter counter) =>
                TypedResults.Ok(await Run(reference, request, context.Caller(), counter, context.RequestAborted, context.Request.Headers.IfMatch)))
        .OnHttp("LegalisationRefuse").AllowedTo(Roles.Officer);

    public static async Task<ActReceipt> Run(
        string reference, Request request, Caller caller, LegalisationCounter counter, CancellationToken stop, string? seen = null)
    {
        var reason = request.Reason ?? throw LegalisationRefusals.Invalid("motif du refus (reason)", "سبب الرفض (reason)");
        var note = string.IsNullOrWhiteSpace(request.Note) ? null : PlainText.Read(request.Note, 1, 1000, lines: true) ??
            throw LegalisationRefusals.Invalid("note (1 000 caractères au plus)", "الملاحظة (1000 حرف على الأكثر)");
        if (reason == RefusalReason.Other && note is null) throw LegalisationRefusals.NoteMissing();
        var officer = await counter.Officer(caller, stop);
        return ActReceipt.Of(await counter.ChangeAs(officer, reference, "LegalisationRefuse", state => state.Refuse(reason, note), stop, seen));
    }

    /// <param name="Reason">Required.</param>
    /// <param name="Note">At most 1,000 characters; needed when the reason is <c>other</c>.</param>
    public sealed record Request(RefusalReason? Reason, string? Note);
}
