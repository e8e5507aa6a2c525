using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel;
using CasaServerless.Services.Tickets;

namespace CasaServerless.Tests.Functions.Services.Tickets;

public sealed class RoutingTests
{
    static readonly Bilingual none = new("", "");
    static readonly DateOnly today = CityTime.Day(TimeProvider.System.GetUtcNow());
    static readonly string[] prefectures = [.. Seeds.Arrondissements.Select(one => one.PrefectureId).Distinct()];

    [Fact]
    public void Sixteen_arrondissements_make_eight_prefectures() => Assert.Equal(
        ["casablanca-anfa", "al-fida-mers-sultan", "ain-sebaa-hay-mohammadi", "hay-hassani", "ain-chock", "sidi-bernoussi", "ben-msick", "moulay-rachid"], prefectures);

    [Fact]
    public void Every_service_has_an_operator_everywhere_today()
    {
        var known = Seeds.Operators.Select(one => one.Id).ToHashSet();
        var triaged = new HashSet<string>();
        foreach (var service in Seeds.Services)
        {
            foreach (var prefecture in (string?[])[.. prefectures, null])
            {
                var its = Routing.OperatorFor(service.Id, prefecture, today, Seeds.Rules, Seeds.Operators);
                Assert.Contains(its, known);
                Assert.NotEqual("lydec", its);
                if (its == Operator.Triage && prefecture is not null) triaged.Add(service.Id);
            }
        }
        Assert.Equal(["autre", "taxi"], triaged.Order());
    }

    [Fact]
    public void Every_operator_has_two_agents_and_no_rule_names_what_is_not_there()
    {
        foreach (var its in Seeds.Operators)
            Assert.Equal([$"{its.Id}-agent-1", $"{its.Id}-agent-2"], Seeds.Agents.Where(agent => agent.Operator == its.Id).Select(agent => agent.Id));
        foreach (var rule in Seeds.Rules)
        {
            Assert.Contains(Seeds.Operators, one => one.Id == rule.Operator);
            Assert.Contains(Seeds.Services, one => one.Id == rule.Service);
            Assert.True(rule.Prefecture is null || prefectures.Contains(rule.Prefecture), rule.Id);
            Assert.DoesNotContain(Seeds.Rules, rule.Contradicts);
        }
    }

    [Theory]
    [InlineData("fuite-eau", "casablanca-anfa", "2024-09-01", "lydec")]
    [InlineData("fuite-eau", "casablanca-anfa", "2024-09-30", "lydec")]
    [InlineData("fuite-eau", "casablanca-anfa", "2024-10-01", "srm-casablanca-settat")]
    [InlineData("ordures-non-ramassees", "casablanca-anfa", "2026-11-01", "averda")]
    [InlineData("ordures-non-ramassees", "sidi-bernoussi", "2026-11-01", "arma")]
    [InlineData("ordures-non-ramassees", null, "2026-11-01", "triage")]
    [InlineData("fuite-eau", null, "2026-11-01", "srm-casablanca-settat")]
    [InlineData("tramway", "ain-chock", "2026-11-01", "ratp-dev")]
    [InlineData("fuite-eau", "casablanca-anfa", "1990-01-01", "triage")]
    public void It_is_the_operator_of_its_day_and_place(string service, string? prefecture, string day, string its) =>
        Assert.Equal(its, Routing.OperatorFor(service, prefecture, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Seeds.Rules, Seeds.Operators));

    [Fact]
    public void The_narrower_rule_goes_first()
    {
        OperatorRule Rule(string id, string service, string? prefecture, string its) => new(id, service, prefecture, its, new(2026, 1, 1), null, none, true);
        List<OperatorRule> rules = [Rule("1", "*", null, "triage"), Rule("2", "*", "ain-chock", "arma"), Rule("3", "bruit", null, "hygiene"), Rule("4", "bruit", "ain-chock", "averda")];
        string To(string service, string? prefecture) => Routing.OperatorFor(service, prefecture, new(2026, 6, 1), rules, Seeds.Operators);
        Assert.Equal(["averda", "hygiene", "arma", "triage"], [To("bruit", "ain-chock"), To("bruit", "hay-hassani"), To("graffitis", "ain-chock"), To("graffitis", "hay-hassani")]);
        // An operator that the référentiel no longer knows solves nothing.
        Assert.Equal("triage", Routing.OperatorFor("bruit", null, new(2026, 6, 1), rules, [.. Seeds.Operators.Where(one => one.Id != "hygiene")]));
    }
}
