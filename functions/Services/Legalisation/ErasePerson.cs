using CasaServerless.Hosting;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// A person's values are erased (loi 09-08): from one case, or from every case that a CIN, phone number or address finds. What the city
/// must keep, the numbers, hashes and acts, holds none of them.
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
        var erased = new List<string>();
        foreach (var reference in await Find(request.Whom, counter, stop))
        {
            var after = await counter.Cases.Change(counter.Kind, reference, new Actor("manager", caller.Id), Function,
                its => its.Erased is null ? its.State.Erase() : Decision<LegalisationEvent>.Nothing, stop);
            erased.Add(after.Reference);
        }
        return new(erased);
    }

    /// <summary>After the erasure: files, and the rows by which the person was found.</summary>
    internal static async Task Run(EffectRun<LegalisationCase> run)
    {
        var counter = run.Services.GetRequiredService<LegalisationCounter>();
        await counter.Blobs.Delete(run.Case.Reference, null, run.Stop);
        await counter.Cases.ForgetLists(counter.Kind, run.Case.Reference, run.Stop);
    }

    static async Task<IReadOnlyCollection<string>> Find(string? whom, LegalisationCounter counter, CancellationToken stop)
    {
        var typed = whom?.Trim() ?? "";
        if (Reference.Read(typed) is { } reference) return [reference];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var value in new[] { PersonalNumbers.Phone(typed), PersonalNumbers.Cin(typed), typed.Contains('@') ? typed.ToLowerInvariant() : null })
        {
            if (value is null) continue;
            for (string? continuation = null; ;)
            {
                var page = await counter.Lists.Page(counter.Kind.OfPerson(value), PageSize, continuation, stop);
                found.UnionWith(page.Items.Select(item => item.Reference));
                if (page.Continuation is null) break;
                continuation = page.Continuation;
            }
        }
        return found;
    }

    /// <param name="Whom">A reference, a CIN, a phone number or an e-mail address; in the body, never in the address.</param>
    public sealed record Request(string? Whom);

    /// <param name="References">The cases that hold nothing about the person any more.</param>
    public sealed record Receipt(IReadOnlyList<string> References);
}
