using CasaServerless.Common.Referentiels;

namespace CasaServerless.Services.Tickets;

/// <summary>Who solves what, where and on which day.</summary>
public static class Routing
{
    /// <summary>Id of the operator by the rules of that day; <see cref="Operator.Triage"/> where none fits.</summary>
    /// <param name="arrondissement">Id; null where the place is not known so far.</param>
    public static async Task<string> OperatorFor(CityService service, string? arrondissement, DateOnly day, ReferentielStore referentiels, CancellationToken stop)
    {
        var prefecture = arrondissement is null ? null
            : (await referentiels.Arrondissements(stop)).FirstOrDefault(one => one.Id == arrondissement)?.PrefectureId;
        return OperatorFor(service.Id, prefecture, day, await referentiels.OperatorRules(stop), await referentiels.Operators(stop));
    }

    /// <summary>The same, pure. A rule of the service goes before one for any service, and then one of the prefecture before one for all.</summary>
    /// <param name="prefecture">Id; null where it is not known.</param>
    public static string OperatorFor(
        string service, string? prefecture, DateOnly day, IReadOnlyList<OperatorRule> rules, IReadOnlyList<Operator> operators)
    {
        var rule = rules
            .Where(one => (one.Service == service || one.Service == OperatorRule.AnyService) && (one.Prefecture is null || one.Prefecture == prefecture)
                && one.Holds(day))
            .OrderBy(one => one.Service == OperatorRule.AnyService).ThenBy(one => one.Prefecture is null).FirstOrDefault();
        return operators.Any(one => one.Id == rule?.Operator) ? rule!.Operator : Operator.Triage;
    }
}
