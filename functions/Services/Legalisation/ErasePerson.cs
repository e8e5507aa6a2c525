using CasaServerless.Common.Erasure;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// A person's values are erased (loi 09-08), for a reason that is kept: from one case, or from every case that a CIN, phone number or address
/// finds. Where they are only a witness, theirs go and the applicant's stay. What the city must keep, the numbers, hashes and acts, holds none of them.
/// </summary>
public static class ErasePerson
{
    const string Function = "LegalisationErasePerson";
    const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/legalisations/erasures", async (Request request, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(request, context.Caller(), counter, context.RequestAborted)))
        .OnHttp(Function).AllowedTo(Roles.Manager);

    public static async Task<Receipt> Run(Request request, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        var reason = request.Reason is { } given and not ErasureReason.RetentionOver ? given : throw LegalisationRefusals.ErasureReasonMissing();
        var note = ErasureNote.Read(request.Note, LegalisationRefusals.Invalid, LegalisationRefusals.NoteNamesSomebody);
        if (reason == ErasureReason.Other && note is null) throw LegalisationRefusals.NoteMissing();
        var by = new Actor("manager", caller.Id);
        var found = await Find(request.Whom, counter, stop);
        var specimens = await counter.Specimens.Find(request.Whom, stop);
        if (note is not null) await MustNameNobody(note, found, specimens, counter, stop);
        var (erased, refused, owed, onPaper) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var one in found)
        {
            var again = false;
            try
            {
                var after = await counter.Cases.Change(counter.Kind, one.Reference, by, Function, its =>
                {
                    var decision = one.Witness is { } cin ? its.State.EraseWitness(its.Personal, cin, reason, note)
                        : its.Erased is null ? its.State.Erase(reason, note) : Decision<LegalisationEvent>.Nothing;
                    again = decision.Events.Count == 0;
                    return decision;
                }, stop);
                if (one.Witness is not null && after.State.Sealed is not null && after.Erased is null) onPaper.Add(one.Reference);
            }
            // One that is being sealed, or paid back, must not keep the others from being erased.
            catch (Refusal notNow) when (notNow.Status == StatusCodes.Status409Conflict)
            {
                (notNow.Code == LegalisationRefusals.MoneyOwed().Code ? owed : refused).Add(one.Reference);
                continue;
            }
            // Whoever asks again has seen something left.
            if (again) await Forget(one, counter, stop);
            erased.Add(one.Reference);
        }
        erased.AddRange(await counter.Specimens.Erase(specimens, reason, note, by, Function, stop));
        return new(erased, refused, owed, onPaper);
    }

    /// <summary>After the erasure: files, and the rows by which the person was found.</summary>
    internal static Task Run(EffectRun<LegalisationCase> run) =>
        Forget(new(run.Case.Reference), run.Services.GetRequiredService<LegalisationCounter>(), run.Stop);

    /// <summary>After a witness is one no longer: the rows by which they were found.</summary>
    internal static Task ForgetLists(EffectRun<LegalisationCase> run)
    {
        var counter = run.Services.GetRequiredService<LegalisationCounter>();
        return counter.Cases.ForgetLists(counter.Kind, run.Case.Reference, run.Stop);
    }

    static async Task Forget(Found one, LegalisationCounter counter, CancellationToken stop)
    {
        if (one.Witness is null) await counter.Blobs.Delete(one.Reference, null, stop);
        await counter.Cases.ForgetLists(counter.Kind, one.Reference, stop);
    }

    static async Task MustNameNobody(
        string note, IEnumerable<Found> found, IEnumerable<string> specimens, LegalisationCounter counter, CancellationToken stop)
    {
        foreach (var one in found)
        {
            if (await counter.Cases.Find(counter.Kind, one.Reference, stop) is { } its) ErasureNote.MustNotName(note, its.Personal, LegalisationRefusals.NoteNamesSomebody);
        }
        foreach (var one in specimens)
        {
            if (await counter.Cases.Find(counter.Specimens.Kind, one, stop) is { } its) ErasureNote.MustNotName(note, its.Personal, LegalisationRefusals.NoteNamesSomebody);
        }
    }

    static async Task<IReadOnlyCollection<Found>> Find(string? whom, LegalisationCounter counter, CancellationToken stop)
    {
        var typed = whom?.Trim() ?? "";
        if (Reference.Read(typed) is { } reference) return reference.StartsWith(counter.Kind.Prefix + "-", StringComparison.Ordinal) ? [new(reference)] : [];
        var found = new SortedDictionary<string, Found>(StringComparer.Ordinal);
        foreach (var value in new[] { PersonalNumbers.Phone(typed), PersonalNumbers.Cin(typed), typed.Contains('@') ? typed.ToLowerInvariant() : null })
        {
            if (value is null) continue;
            await foreach (var item in counter.Lists.All(counter.Kind.OfPerson(value), PageSize, stop))
            {
                if (item.Order == LegalisationKind.AsWitness) found.TryAdd(item.Reference, new(item.Reference, value));
                else found[item.Reference] = new(item.Reference);
            }
        }
        return found.Values;
    }

    /// <param name="Witness">The card's number of a witness; null for the applicant.</param>
    sealed record Found(string Reference, string? Witness = null);

    /// <param name="Whom">A reference, a CIN, a phone number or an e-mail address; in the body, never in the address.</param>
    /// <param name="Reason">Required.</param>
    /// <param name="Note">3 to 200 characters that name nobody; needed when the reason is <c>other</c>. It is kept.</param>
    public sealed record Request(string? Whom, ErasureReason? Reason = null, string? Note = null);

    /// <param name="References">The cases that hold nothing about the person any more.</param>
    /// <param name="NotYet">Cases whose certification is under way, to be asked for again a moment later; and those that await a decision on the person's word as a witness.</param>
    /// <param name="Owed">Cases that the person paid for and that ended in vain, or would by this: to be asked for again when the money was given back.</param>
    /// <param name="OnPaper">Those of the first in which the person was a witness: the sealed paper, which is the applicant's, names them as long as it is kept.</param>
    public sealed record Receipt(IReadOnlyList<string> References, IReadOnlyList<string> NotYet, IReadOnlyList<string> Owed, IReadOnlyList<string> OnPaper);
}
