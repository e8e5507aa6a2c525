using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel;
using Microsoft.AspNetCore.Mvc;
using CasaServerless.Services.Legalisation.Appointments;
using CasaServerless.Services.Legalisation.Sharing;

namespace CasaServerless.Services.Legalisation;

/// <summary>Where a request stands and what has happened to it, for its applicant and for staff.</summary>
public static class View
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/legalisations/{reference}", async (
            string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, LegalisationCounter counter) =>
        {
            var told = await Run(reference, accessCode, context.CallerIfKnown(), context.Language(), counter, context.RequestAborted);
            context.Response.Headers.ETag = told.Tag;
            return TypedResults.Ok(told);
        })
        .OnHttp("LegalisationView").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<Told> Run(
        string reference, string? code, Caller? caller, Language language, LegalisationCounter counter, CancellationToken stop)
    {
        var its = await counter.Open(reference, code, caller, stop);
        var (state, staff) = (its.State, LegalisationCounter.IsStaff(caller));
        var history = await counter.Cases.History(counter.Kind, its.Reference, stop);
        var waits = state.Status is LegalisationStatus.AwaitingDocument or LegalisationStatus.DocumentRefused && its.Erased is null;
        return new(its.Reference, state.Kind, state.Status, state.Status.In(language), state.Bureau, state.Copies,
            state.Judged is { } judged ? new(its.Personal[LegalisationEvent.Fields.Title], judged.Pages, judged.Sha256)
                : new(its.Personal[LegalisationEvent.Fields.Title], null, null),
            state.RegisterNumber, state.Sealed is null ? null : Verify.Written(state.Certification!.VerificationCode),
            Why(state, its.Personal, language), waits && !staff ? UploadAddress.For(its.Reference, counter) : null,
            !staff || LegalisationCounter.OnlyAudits(caller) ? null : Applicant(its.Personal), its.Erased,
            await Story(history, state.Kind, staff, language, counter, stop))
        {
            Claim = !staff ? null : Holder.Now(Holder.Of(state.Claim), counter.Clock.GetUtcNow()),
            Tag = state.Tag,
            WaitsSince = staff && state.Visit?.Waits?.Day == CityTime.Day(counter.Clock.GetUtcNow()) ? CityTime.In(state.Visit.WaitsSince!.Value) : null,
            AtDesk = staff && history.LastOrDefault(happened => happened.Event is LegalisationEvent.DocumentReceived)?.By.Kind == "officer" ? true : null,
            Judging = state.Upload is { } upload && state.AwaitsJudgement(upload.Sha256) ? true : null,
            Appointment = AppointmentTold.Of(state),
            Fee = Fees.FeeTold.Of(state, counter.Options.PaysOnline, counter.Clock.GetUtcNow()),
            Presentation = !staff || LegalisationCounter.OnlyAudits(caller) || state.Presentation is not { } seen ? null : Known.By(seen, its.Personal),
            Shares = !staff && state.Shares.Count > 0 ? ShareTold.All(its, counter.Clock.GetUtcNow()) : null,
        };
    }

    // Claims and attempts are the officers' own affair; and one that was only renewed is one line.
    static async Task<IReadOnlyList<HistoryLine>> Story(
        IReadOnlyList<Recorded<LegalisationEvent>> history, PaperKind kind, bool staff, Language language, LegalisationCounter counter, CancellationToken stop)
    {
        if (!staff) return [.. history.Where(happened => happened.Event is not
            (LegalisationEvent.Claimed or LegalisationEvent.Released or LegalisationEvent.CertificationDenied)).Select(happened => Line(happened, kind, language))];
        var officers = await counter.Referentiels.Officers(stop);
        return [.. history.Where((happened, index) => !Renews(happened.Event, index == 0 ? null : history[index - 1].Event))
            // Who certified stands by the name that the paper says.
            .Select(happened => Line(happened, kind, language) is var line && happened.Event is not LegalisationEvent.CertificationStarted
                && officers.FirstOrDefault(one => happened.By == new Actor("officer", one.Id)) is { } officer
                ? line with { By = officer.Name.In(language) } : line)];

        static bool Renews(LegalisationEvent one, LegalisationEvent? before) =>
            one is LegalisationEvent.Claimed now && before is LegalisationEvent.Claimed then && now.Officer == then.Officer;
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

    static HistoryLine Line(Recorded<LegalisationEvent> happened, PaperKind kind, Language language) => new(
        CityTime.In(happened.At), happened.Event.Words(kind).In(language),
        happened.Event is LegalisationEvent.CertificationStarted certification ? certification.OfficerName.In(language) : happened.By.Kind);

    /// <summary>What is told of a request.</summary>
    /// <param name="StatusText">The status in the caller's language.</param>
    /// <param name="Refusal">Why the document or the request was refused, or the certification revoked.</param>
    /// <param name="Upload">Where to send the document, while one is awaited; for the applicant.</param>
    /// <param name="Applicant">For officers of the bureau and managers only.</param>
    /// <param name="Erased">When the personal values were erased.</param>
    public sealed record Told(
        string Reference, PaperKind Kind, LegalisationStatus Status, string StatusText, string Bureau, int Copies, Paper Document,
        string? RegisterNumber, string? VerificationCode, Refusal? Refusal, UploadAddress? Upload, Person? Applicant, DateTimeOffset? Erased,
        IReadOnlyList<HistoryLine> History)
    {
        /// <summary>True while a document that came is being judged.</summary>
        public bool? Judging { get; init; }

        public AppointmentTold? Appointment { get; init; }

        /// <summary>Absent where there is no tariff.</summary>
        public Fees.FeeTold? Fee { get; init; }

        /// <summary>Since when the applicant waits at the bureau today; for staff only.</summary>
        public DateTimeOffset? WaitsSince { get; init; }

        /// <summary>True where the document was scanned at the desk; for staff only.</summary>
        public bool? AtDesk { get; init; }

        /// <summary>How the person was known; for officers of the bureau and managers only.</summary>
        public Known? Presentation { get; init; }

        /// <summary>For the applicant alone.</summary>
        public IReadOnlyList<ShareTold>? Shares { get; init; }

        /// <summary>Which officer has it in hand; for staff only.</summary>
        public Holder? Claim { get; init; }

        /// <summary>ETag of what is told; an officer's act sends it back as <c>If-Match</c>.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public string Tag { get; init; } = "";
    }

    /// <param name="Sha256">Of the judged file.</param>
    public sealed record Paper(string? Title, int? Pages, string? Sha256);

    public sealed record Refusal(string Reason, string Sentence, string? Note);

    public sealed record Person(string Name, string? Cin, string? Phone);

    /// <param name="Witnesses">Those who vouched and are not erased.</param>
    public sealed record Known(IdentityProof Identity, bool OriginalSeen, IReadOnlyList<Present.Witness>? Witnesses)
    {
        internal static Known By(LegalisationEvent.Presented seen, Personal personal) => new(seen.Identity, seen.OriginalSeen,
            seen.Identity != IdentityProof.Witnesses ? null : [.. new Present.Witness[]
            {
                new(personal[LegalisationEvent.Fields.Witness1Name], personal[LegalisationEvent.Fields.Witness1Cin]),
                new(personal[LegalisationEvent.Fields.Witness2Name], personal[LegalisationEvent.Fields.Witness2Cin]),
            }.Where(witness => witness.Cin is not null)]);
    }

    /// <param name="By">The officer's name where one signed, else the kind of actor.</param>
    public sealed record HistoryLine(DateTimeOffset At, string What, string By);
}
