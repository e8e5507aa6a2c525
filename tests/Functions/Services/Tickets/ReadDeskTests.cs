using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>What a desk is told about itself: its operator, its colleagues, and what answers may begin with.</summary>
public sealed class ReadDeskTests(Azurite azurite)
{
    [Fact]
    public async Task An_agent_has_the_operators_own_people_and_a_manager_has_all_of_them()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var agent = await Desk(city, city.Token(Roles.Agent, "arma-agent-1"), "fr");
        Assert.Equal("arma", agent["operator"]!["id"]!.GetValue<string>());
        Assert.All(agent["agents"]!.AsArray(), one => Assert.Equal("arma", one!["operator"]!.GetValue<string>()));
        Assert.Contains("arma-agent-2", agent["agents"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()));
        // Both languages of a template, whatever the agent's own: the answer is in the reporter's.
        Assert.All(agent["templates"]!.AsArray(), one =>
        {
            Assert.Contains("{reference}", one!["text"]!["fr"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Contains("{reference}", one["text"]!["ar"]!.GetValue<string>(), StringComparison.Ordinal);
        });

        var manager = await Desk(city, city.Token(Roles.Manager), "ar");
        Assert.Null(manager["operator"]);
        Assert.True(manager["agents"]!.AsArray().Select(one => one!["operator"]!.GetValue<string>()).Distinct().Count() > 5);
        Assert.Matches("[\u0600-\u06FF]", manager["operators"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_agent_whom_nobody_knows_has_no_desk()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tickets/desk");
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Agent, "nobody"));
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("TIC-012", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.GetValue<string>());
    }

    static async Task<JsonNode> Desk(CityInProcess city, string token, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tickets/desk");
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("Accept-Language", language);
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
