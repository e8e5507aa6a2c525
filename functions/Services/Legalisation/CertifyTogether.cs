using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Registers;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// The officer certifies up to forty papers at once: each is decided for itself, then their numbers are taken in one transaction of the
/// register. Should the process die in between, each paper takes its own.
/// </summary>
public static class CertifyTogether
{
    const string Function = "LegalisationCertifyTogether";
    const int Most = 40, AtOnce = 8;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/bureaus/{bureau}/certifications", async (string bureau, Request request, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(bureau, request, context.Caller(), context.Language(), counter, context.RequestAborted)))
        .OnHttp(Function).AllowedTo(Roles.Officer);

    public static async Task<Receipt> Run(
        string bureau, Request request, Caller caller, Language language, LegalisationCounter counter, CancellationToken stop)
    {
        if (request.References is not { Count: >= 1 and <= Most } references || references.Distinct().Count() != references.Count)
            throw LegalisationRefusals.HowMany();
        // However it was typed, a case is certified once; what is no reference of this counter is refused for itself.
        var papers = references.Select(typed => Reference.Read(typed ?? "") is { } its && its.StartsWith(counter.Kind.Prefix + "-", StringComparison.Ordinal) ? its : null).ToList();
        if (papers.OfType<string>().GroupBy(its => its, StringComparer.Ordinal).Any(same => same.Count() > 1)) throw LegalisationRefusals.HowMany();
        var authority = await SigningAuthority.Of(caller, counter, stop);
        var decided = new (Case<LegalisationCase>? Case, Refusal? Refusal)[references.Count];
        await Parallel.ForAsync(0, references.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (index, _) =>
        {
            try
            {
                decided[index] = (await SigningAuthority.Certify(papers[index] ?? throw CaseRefusals.Unknown(), caller, authority, together: true, Function, counter, stop, desk: bureau), null);
            }
            catch (Refusal refusal)
            {
                decided[index] = (null, refusal);
            }
        });
        // Each case has kept the attempt; whoever is not of the bureau is told no more than that.
        if (authority.Officer?.Bureau != bureau) throw LegalisationRefusals.OtherBureau();
        var numbers = await Take([.. decided.Select(one => one.Case).OfType<Case<LegalisationCase>>()], counter, stop);
        return new([.. decided.Select((one, index) => one.Case is { } its
            ? new Decided(its.Reference, its.State.Status, its.State.RegisterNumber ?? numbers.GetValueOrDefault(its.Reference), null)
            : new Decided(references[index] ?? "", null, null, new(one.Refusal!.Code, one.Refusal.Sentence.In(language))))]);
    }

    // In the order of the request. A paper with witnesses takes three numbers, which stay together.
    static async Task<Dictionary<string, string>> Take(
        IReadOnlyList<Case<LegalisationCase>> cases, LegalisationCounter counter, CancellationToken stop)
    {
        var numbers = new Dictionary<string, string>();
        foreach (var ofYear in cases.Where(its => its.State.Status == LegalisationStatus.Certifying).GroupBy(its => its.State.Certification!.Year))
        {
            var waiting = new Queue<(Case<LegalisationCase> Case, IReadOnlyList<RegisterClaim> Claims)>(
                ofYear.Select(its => (its, RegisterEntry.Claims(its.Reference, its.State))));
            while (waiting.Count > 0)
            {
                var page = new List<(Case<LegalisationCase> Case, IReadOnlyList<RegisterClaim> Claims)>();
                while (waiting.TryPeek(out var next) && page.Sum(one => one.Claims.Count) + next.Claims.Count <= Register.MostAtOnce) page.Add(waiting.Dequeue());
                var book = RegisterEntry.Book(page[0].Case.State.Bureau, ofYear.Key);
                var taken = (await counter.Register.Take(book, [.. page.SelectMany(one => one.Claims)], stop)).GetEnumerator();
                foreach (var (its, claims) in page)
                {
                    foreach (var (claim, place) in claims.Select((claim, place) => (claim, place)))
                    {
                        if (taken.MoveNext() && place == 0 && taken.Current is { } number) numbers[its.Reference] = RegisterEntry.Written(ofYear.Key, number);
                    }
                }
            }
        }
        return numbers;
    }

    /// <param name="References">1 to 40, each once.</param>
    public sealed record Request(IReadOnlyList<string?>? References);

    /// <summary>One item for each reference, in the order of the request.</summary>
    public sealed record Receipt(IReadOnlyList<Decided> Items);

    /// <param name="Status">Where the case stands; null when it was refused.</param>
    /// <param name="RegisterNumber">Its number, taken already though the paper is still being sealed.</param>
    /// <param name="Refusal">Why not; null when it was accepted.</param>
    public sealed record Decided(string Reference, LegalisationStatus? Status, string? RegisterNumber, Refused? Refusal);

    /// <param name="Code">Stable, for programs: <c>LEG-012</c>.</param>
    /// <param name="Sentence">In the caller's language.</param>
    public sealed record Refused(string Code, string Sentence);
}
