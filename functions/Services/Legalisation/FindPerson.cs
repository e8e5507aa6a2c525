using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// Somebody stands at the desk: their requests in this bureau, and those in which they are a witness, by what they show or say. In a body, for a card's number belongs in no address.
/// </summary>
public static class FindPerson
{
    // More than one person has at one bureau in years, and in the whole city; each is a read.
    const int Most = 20, MostLookedAt = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/bureaus/{bureau}/searches", async (string bureau, Request request, HttpContext context, LegalisationCounter counter) =>
            TypedResults.Ok(await Run(bureau, request, context.Caller(), counter, context.RequestAborted)))
        .OnHttp("LegalisationFindPerson").AllowedTo(Roles.Officer, Roles.Manager);

    public static async Task<BureauQueue.Page> Run(
        string bureau, Request request, Caller caller, LegalisationCounter counter, CancellationToken stop)
    {
        if (!caller.Is(Roles.Manager) && (await counter.Officer(caller, stop)).Bureau != bureau) throw LegalisationRefusals.OtherBureau();
        var found = new List<BureauQueueItem>();
        await foreach (var (reference, role) in References(request.Whom?.Trim() ?? "", counter, stop))
        {
            if (found.Count == Most) break;
            if (await counter.Cases.Find(counter.Kind, reference, stop) is not { } its || its.State.Bureau != bureau) continue;
            var item = BureauQueueItem.Of(reference, its.State);
            found.Add(item with { Claim = Holder.Now(item.Claim, counter.Clock.GetUtcNow()), As = role });
        }
        return new([.. found.OrderByDescending(item => item.RequestedAt)], null);
    }

    // Of every bureau, for the list knows none: those of this one may stand behind many others.
    static async IAsyncEnumerable<(string Reference, PersonRole? As)> References(string whom, LegalisationCounter counter, [EnumeratorCancellation] CancellationToken stop)
    {
        if (Reference.Read(whom) is { } reference)
        {
            yield return (reference, null);
            yield break;
        }
        // A telephone number has the form of a card's number too.
        var forms = ((string?[])[PersonalNumbers.Phone(whom), PersonalNumbers.Cin(whom), whom.Contains('@') ? whom.ToLowerInvariant() : null])
            .OfType<string>().Distinct().ToList();
        if (forms.Count == 0) throw LegalisationRefusals.UnknownPerson();
        var seen = new HashSet<string>();
        foreach (var form in forms)
        {
            string? continuation = null;
            do
            {
                var page = await counter.Lists.Page(counter.Kind.OfPerson(form), Most, continuation, stop);
                foreach (var item in page.Items.Where(item => seen.Add(item.Reference)))
                    yield return (item.Reference, item.Order == LegalisationKind.AsWitness ? PersonRole.Witness : PersonRole.Applicant);
                continuation = page.Continuation;
            }
            while (continuation is not null && seen.Count < MostLookedAt);
        }
    }

    /// <param name="Whom">A reference, a CIN, a phone number or an e-mail address.</param>
    public sealed record Request(string? Whom);
}

/// <summary>What a person is in a request.</summary>
[JsonConverter(typeof(Kebab<PersonRole>))]
public enum PersonRole
{
    Applicant,
    Witness,
}
