using CasaServerless.Common.Referentiels;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Mvc;
using static CasaServerless.Services.Tickets.TicketEvent;

namespace CasaServerless.Services.Tickets;

/// <summary>Where a ticket stands, what was written and what has happened, for its reporter and for staff.</summary>
public static class View
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/tickets/{reference}", async (
            string reference, [FromHeader(Name = "X-Access-Code")] string? accessCode, HttpContext context, TicketDesk desk) =>
        {
            var told = await Run(reference, accessCode, context.CallerIfKnown(), context.Language(), desk, context.RequestAborted);
            context.Response.Headers.ETag = told.Tag;
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(told);
        })
        .OnHttp("TicketView").OpenToAnyone().Limited("readings", calls: 120);

    public static async Task<Told> Run(
        string reference, string? code, Caller? caller, Language language, TicketDesk desk, CancellationToken stop)
    {
        var its = await desk.Open(reference, code, caller, stop);
        var (state, staff) = (its.State, TicketDesk.IsStaff(caller));
        var blind = staff && TicketDesk.OnlyAudits(caller!);
        var history = await desk.Cases.History(desk.Kind, its.Reference, stop);
        var texts = blind || its.Erased is not null ? new Dictionary<int, string>() : await desk.Cases.Texts(its.Reference, stop);
        var agents = staff ? await desk.Referentiels.Agents(stop) : [];
        return new(its.Reference, state.Kind, state.Status, state.Status.Words().In(language),
            await Named.Service(state.Service, language, desk, stop), texts.GetValueOrDefault(1),
            blind ? new(state.Lat, state.Long, null, state.Arrondissement) : Place.Of(its),
            await Named.Operator(state.Operator, language, desk, stop), CityTime.In(state.ReportedAt), CityTime.In(state.AnswerBy), state.Urgent,
            blind ? [] : [.. state.Photos.Where(photo => photo.Sha256 is not null).Select(photo => new Photo(photo.Sha256![..16], $"/api/tickets/{its.Reference}/photos/{photo.Sha256[..16]}"))],
            [.. Messages(history, texts, staff)],
            [.. history.Where(happened => staff || !Internal(happened.Event))
                .Select(happened => Line(happened, agents, language))])
        {
            Media = blind ? null : its.Personal[Fields.Media],
            Attributes = blind ? null : ServiceAnswers.Kept(its.Personal[Fields.Attributes]),
            Language = staff ? state.Language : null,
            Agent = staff && state.Agent is { } agent ? new(agent, NameOf(agent, agents, language)) : null,
            Reporter = blind || staff && state.NameHidden ? null : Who(its.Personal),
            NameHidden = state.NameHidden ? true : null,
            PausedSince = state.AskedAt is { } asked ? CityTime.In(asked) : null,
            Outcome = state.Outcome,
            Followers = state.Followers,
            MergedInto = state.MergedInto,
            Absorbs = staff && state.Absorbs.Count > 0 ? state.Absorbs : null,
            SplitInto = state.SplitInto.Count == 0 ? null : [.. await Task.WhenAll(state.SplitInto.Select(part => Part(part, staff, desk, stop)))],
            SplitFrom = staff ? state.SplitFrom : null,
            Escalations = staff ? state.Escalations.Count : null,
            Rating = state.Stars,
            ReopenUntil = state.ReopenUntil is { } until && until > desk.Clock.GetUtcNow() ? CityTime.In(until) : null,
            PhotosAwaited = state.Photos.Count(photo => photo is { Sha256: null, Fault: null }) is > 0 and var awaited ? awaited : null,
            PhotoRefused = state.Photos is [.., { Fault: { } fault }] ? Kernel.Documents.DocumentFaults.Sentence(fault).In(language) : null,
            Upload = !staff && state.IsOpen && state.Photos.Count < TicketTimes.MostPhotos ? PhotoAddress.For(its.Reference, desk) : null,
            Emergency = !staff && state is { Urgent: true, IsOpen: true } ? Tickets.Emergency.Sentence.In(language) : null,
            Erased = its.Erased is { } erased ? CityTime.In(erased) : null,
            Tag = state.Tag,
        };
    }

    // Notes, letters and who has it in hand are the operator's own affair; what is solved with it is another reporter's.
    static bool Internal(TicketEvent happened) => happened is Noted or Assigned or ReporterNotified or NoticeUndeliverable or OperatorNotified or Escalated
        or FollowersCounted or Absorbed or Released or OperatorTold or OperatorUpdated { Late: true } or OperatorUpdated { Kind: not Operators.UpdateKind.Accepted };

    // Its reporter was given no code for a part that an agent made of their ticket.
    static async Task<SplitPart> Part(string part, bool staff, TicketDesk desk, CancellationToken stop) => new(part,
        staff || await desk.Cases.Find(desk.Kind, part, stop) is not { Erased: null } its ? null : desk.Codes.Of(part, its.CodeVersion));

    static IEnumerable<Message> Messages(IReadOnlyList<Recorded<TicketEvent>> history, IReadOnlyDictionary<int, string> texts, bool staff)
    {
        foreach (var happened in history.Skip(1))
        {
            if (!texts.TryGetValue(happened.Version, out var text)) continue;
            var internalOnly = happened.Event is Noted or Transferred or OperatorUpdated { Late: true } or OperatorUpdated { Kind: Operators.UpdateKind.Noted };
            if (internalOnly && !staff) continue;
            var by = happened.Event is MessageWritten or Reopened or Rated ? TicketAuthor.Reporter : TicketAuthor.Operator;
            yield return new(CityTime.In(happened.At), by, text, internalOnly ? true : null);
        }
    }

    static HistoryLine Line(Recorded<TicketEvent> happened, IReadOnlyList<Agent> agents, Language language) => new(
        CityTime.In(happened.At), happened.Event.Words().In(language), happened.By.Kind == "agent" && agents.Count > 0 ? NameOf(happened.By.Id, agents, language) : happened.By.Kind);

    static string NameOf(string id, IReadOnlyList<Agent> agents, Language language) => agents.FirstOrDefault(one => one.Id == id)?.Name.In(language) ?? id;

    static Reporter? Who(Personal personal) => personal[Fields.Name] is null && personal[Fields.Phone] is null && personal[Fields.Email] is null ? null
        : new(personal[Fields.Name], personal[Fields.Phone], personal[Fields.Email]);

    /// <summary>What is told of a ticket.</summary>
    /// <param name="StatusText">The status in the caller's language.</param>
    /// <param name="Description">Absent after an erasure, and for auditors.</param>
    /// <param name="Urgent">Danger to life.</param>
    /// <param name="Photos">Those that were accepted.</param>
    /// <param name="Messages">What was written since, the oldest first; internal ones for staff alone.</param>
    public sealed record Told(
        string Reference, TicketType Kind, TicketStatus Status, string StatusText, Named Service, string? Description, Place Place, Named Operator,
        DateTimeOffset ReportedAt, DateTimeOffset AnswerBy, bool Urgent, IReadOnlyList<Photo> Photos, IReadOnlyList<Message> Messages,
        IReadOnlyList<HistoryLine> History)
    {
        /// <summary>Answers to the service's questions, by their codes.</summary>
        public IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes { get; init; }

        /// <summary>Address of a picture that a partner's program named; nobody here has looked at what lies there.</summary>
        public string? Media { get; init; }

        /// <summary><c>fr</c> or <c>ar</c>: in which the reporter is written to; for staff only.</summary>
        public string? Language { get; init; }

        /// <summary>Who has it in hand; for staff only.</summary>
        public Named? Agent { get; init; }

        /// <summary>For the reporter themselves, and for staff unless it is hidden.</summary>
        public Reporter? Reporter { get; init; }

        public bool? NameHidden { get; init; }

        /// <summary>Since when the reporter is being asked, and the clock stands still.</summary>
        public DateTimeOffset? PausedSince { get; init; }

        public TicketOutcome? Outcome { get; init; }

        /// <summary>How many said "me too".</summary>
        public int Followers { get; init; }

        /// <summary>The ticket with which it is solved.</summary>
        public string? MergedInto { get; init; }

        /// <summary>Tickets that are solved with this one; for staff only.</summary>
        public IReadOnlyList<string>? Absorbs { get; init; }

        /// <summary>Parts of it that became tickets of their own.</summary>
        public IReadOnlyList<SplitPart>? SplitInto { get; init; }

        /// <summary>The ticket of which it was a part; for staff only.</summary>
        public string? SplitFrom { get; init; }

        /// <summary>How many levels of the escalation were reached; for staff only.</summary>
        public int? Escalations { get; init; }

        /// <summary>1 to 5 stars.</summary>
        public int? Rating { get; init; }

        /// <summary>Until when it can be reopened; absent when it cannot be.</summary>
        public DateTimeOffset? ReopenUntil { get; init; }

        /// <summary>How many photos are being judged.</summary>
        public int? PhotosAwaited { get; init; }

        /// <summary>Why the last photo was refused.</summary>
        public string? PhotoRefused { get; init; }

        /// <summary>Where to send another photo; for the reporter.</summary>
        public PhotoAddress? Upload { get; init; }

        /// <summary>What to do at once, where there is danger to life; for the reporter.</summary>
        public string? Emergency { get; init; }

        /// <summary>When the reporter's values were erased.</summary>
        public DateTimeOffset? Erased { get; init; }

        /// <summary>ETag of what is told; an agent's act sends it back as <c>If-Match</c>.</summary>
        [System.Text.Json.Serialization.JsonIgnore]
        public string Tag { get; init; } = "";
    }

    /// <param name="AccessCode">For the reporter of the whole, who is the part's.</param>
    public sealed record SplitPart(string Reference, string? AccessCode);

    /// <param name="Url">For whoever may see the ticket.</param>
    public sealed record Photo(string Id, string Url);

    /// <param name="Internal">For staff alone.</param>
    public sealed record Message(DateTimeOffset At, TicketAuthor By, string Text, bool? Internal);

    /// <param name="By">Kind of who did it; an agent's name for staff.</param>
    public sealed record HistoryLine(DateTimeOffset At, string What, string By);
}
