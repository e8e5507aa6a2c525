using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>Where a request stands and what has happened to it, for its applicant and for staff.</summary>
public static class View
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/legalisations/{reference}", async (string reference, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(
                reference, context.Request.Headers["X-Access-Code"], context.CallerIfKnown(), context.Language(), counter, context.RequestAborted)))
        .OnHttp("LegalisationView").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<Told> Run(
        string reference, string? code, Caller? caller, Language language, LegalisationCounter counter, CancellationToken stop)
    {
        var its = await counter.Open(reference, code, caller, stop);
        var state = its.State;
        var history = await counter.Cases.History(counter.Kind, its.Reference, stop);
        var waits = state.Status is LegalisationStatus.AwaitingDocument or LegalisationStatus.DocumentRefused && its.Erased is null;
        return new(its.Reference, state.Kind, state.Status, state.Status.In(language), state.Bureau, state.Copies,
            state.Judged is { } judged ? new(its.Personal[LegalisationEvent.Fields.Title], judged.Pages, judged.Sha256)
                : new(its.Personal[LegalisationEvent.Fields.Title], null, null),
            state.RegisterNumber, state.Sealed is null ? null : Verify.Written(state.Certification!.VerificationCode),
            Why(state, its.Personal, language), waits && caller is null ? UploadAddress.For(its.Reference, counter) : null,
            caller is null ? null : Applicant(its.Personal), its.Erased,
            [.. history.Select(happened => Line(happened, language))]);
    }

    static Refusal? Why(LegalisationCase state, Personal personal, Language language) => state switch
    {
        { Status: LegalisationStatus.DocumentRefused, Fault: { } fault } => new(fault, DocumentFaults.Sentence(fault).In(language), null),
        { Status: LegalisationStatus.Refused, Refusal: { } reason } =>
            new(reason.Kebab(), reason.Words().In(language), personal[LegalisationEvent.Fields.Note]),
        { Status: LegalisationStatus.Revoked, RevocationReason: { } reason } => new("revoked", reason, null),
        _ => null,
    };

    static Person? Applicant(Personal personal) => personal[LegalisationEvent.Fields.Name] is not { } name ? null
        : new(name, personal[LegalisationEvent.Fields.Cin], personal[LegalisationEvent.Fields.Phone]);

    static HistoryLine Line(Recorded<LegalisationEvent> happened, Language language) => new(
        happened.At, happened.Event.Words().In(language),
        happened.Event is LegalisationEvent.CertificationStarted certification ? certification.OfficerName.In(language) : happened.By.Kind);

    /// <summary>What is told of a request.</summary>
    /// <param name="StatusText">The status in the caller's language.</param>
    /// <param name="Refusal">Why the document or the request was refused, or the certification revoked.</param>
    /// <param name="Upload">Where to send the document, while one is awaited; for the applicant.</param>
    /// <param name="Applicant">For staff of the bureau only.</param>
    /// <param name="Erased">When the personal values were erased.</param>
    public sealed record Told(
        string Reference, PaperKind Kind, LegalisationStatus Status, string StatusText, string Bureau, int Copies, Paper Document,
        string? RegisterNumber, string? VerificationCode, Refusal? Refusal, UploadAddress? Upload, Person? Applicant, DateTimeOffset? Erased,
        IReadOnlyList<HistoryLine> History);

    /// <param name="Sha256">Of the judged file.</param>
    public sealed record Paper(string? Title, int? Pages, string? Sha256);

    public sealed record Refusal(string Reason, string Sentence, string? Note);

    public sealed record Person(string Name, string? Cin, string? Phone);

    /// <param name="By">The officer's name where one signed, else the kind of actor.</param>
    public sealed record HistoryLine(DateTimeOffset At, string What, string By);
}
