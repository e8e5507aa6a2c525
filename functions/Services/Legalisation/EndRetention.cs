using CasaServerless.Hosting;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation.Fees;

namespace CasaServerless.Services.Legalisation;

/// <summary>
/// Every quarter of an hour, a few at a time: closed requests whose time is over lose all that they know of a person (loi 09-08, article 3), by
/// the erasure that the person may ask for sooner, and their access code. Numbers, hashes and acts stay: a paper's code still tells that it stands.
/// </summary>
public static class EndRetention
{
    /// <summary>How requests end, as the référentiel names it.</summary>
    public const string Certified = "certified", Refused = "refused", Abandoned = "abandoned";

    const string Function = "LegalisationEndRetention";
    const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.OnSchedule(Function, "0 */15 * * * *",
        (_, services, stop) => Run(services.GetRequiredService<LegalisationCounter>(), stop));

    /// <summary>Answers how many were looked at.</summary>
    public static async Task<int> Run(LegalisationCounter counter, CancellationToken stop, int most = MostAtOnce)
    {
        var (today, count) = (CityTime.Day(counter.Clock.GetUtcNow()), 0);
        foreach (var outcome in (string[])[Certified, Refused, Abandoned])
        {
            // Without a rule for that day everything stays: what is erased cannot be brought back.
            if (await counter.Referentiels.MonthsKept(outcome, today, stop) is not { } months) continue;
            var first = today.AddMonths(-months);
            count += await counter.EachDue(ListOf(outcome), reference => counter.Cases.Change(counter.Kind, reference, Actor.City, Function,
                its => its.Erased is null ? its.State.EndRetention(first) : Decision<LegalisationEvent>.Nothing, stop),
                stop, LegalisationKind.Day(first), most - count);
        }
        return count;
    }

    /// <summary>Requests that ended so and still know their person, by the day of Casablanca on which they were closed: the rules may change.</summary>
    static string ListOf(string outcome) => $"legalisation:retention:{outcome}";

    /// <summary>The row of a case that still knows its person. None while money is to be given back to them: it would only be in the others' way.</summary>
    internal static IEnumerable<ListEntry> Of(LegalisationCase its, Personal personal)
    {
        if (its.ClosedAt is { } closed && personal.Fields.Any() && !its.RefundsDue().Any())
            yield return new(ListOf(its.Sealed is not null ? Certified : its.Refusal is not null ? Refused : Abandoned), LegalisationKind.Day(CityTime.Day(closed)));
    }
}
