using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;
using static CasaServerless.Tests.Functions.Common.Referentiels.ManagerCalls;

namespace CasaServerless.Tests.Functions.Common.Referentiels;

/// <summary>Managers keep the partners whose programs report for others.</summary>
public sealed class PartnerTests(Azurite azurite)
{
    [Fact]
    public async Task A_manager_gives_a_partner_its_key_s_digest_and_its_number_a_day()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (value, tag) = await Entry(city, "partners", "demo-app");
        value["keySha256"] = new string('a', 64);
        value["perDay"] = 12;
        var (told, _) = await Changed(city, HttpMethod.Put, "partners/demo-app", value, tag);
        Assert.Equal("applied", told["status"]!.GetValue<string>());
        var kept = (await city.Counter.Referentiels.PartnerNow("demo-app", default))!;
        Assert.Equal((new string('a', 64), 12), (kept.KeySha256, kept.PerDay));
        Assert.Null(await city.Counter.Referentiels.PartnerNow("no/body", default));

        foreach (var (field, wrong) in ((string, JsonNode)[])[("keySha256", "secret"), ("keySha256", new string('A', 64)), ("perDay", 0), ("until", "2020-01-01"), ("name", new JsonObject { ["fr"] = "", ["ar"] = "" })])
        {
            var (now, seen) = await Entry(city, "partners", "demo-app");
            now[field] = wrong;
            using var answer = await Send(city, HttpMethod.Put, "partners/demo-app", now, seen);
            Assert.True(answer.StatusCode == HttpStatusCode.UnprocessableEntity, $"{field}: {answer.StatusCode}");
        }
    }
}
