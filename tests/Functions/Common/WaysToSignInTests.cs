using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Common;

public sealed class WaysToSignInTests(Azurite azurite)
{
    [Theory]
    [InlineData("maarif-1-officer-1", "maarif-1")]
    [InlineData("manager-2", null)]
    [InlineData("auditor-1", null)]
    public async Task In_development_whoever_sits_here_chooses_who_they_are(string person, string? bureau)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var ways = (await city.Http.GetFromJsonAsync<JsonNode>("/api/sign-in"))!;
        Assert.Null(ways["entra"]);
        Assert.Contains(person, ways["people"]!.AsArray().Select(one => one!["id"]!.GetValue<string>()));
        using var chosen = await city.Http.PostAsJsonAsync("/api/sign-in", new JsonObject { ["person"] = person });
        using var desk = new HttpRequestMessage(HttpMethod.Get, "/api/counter/desk");
        desk.Headers.Authorization = new("Bearer", (await chosen.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!.GetValue<string>());
        var told = JsonNode.Parse(await (await city.Http.SendAsync(desk)).Content.ReadAsStringAsync())!;
        Assert.Equal((person, bureau), (told["id"]!.GetValue<string>(), told["bureau"]?.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Forbidden, (await city.Http.PostAsJsonAsync("/api/sign-in", new JsonObject { ["person"] = "somebody" })).StatusCode);
    }

    [Fact]
    public async Task Elsewhere_nobody_is_offered_and_the_door_is_not_there()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. CityInProcess.AsProduction, "--Casa:Runner:Enabled=false",
            "--Casa:Entra:TenantId=tenant", "--Casa:Entra:Audience=api://casa", "--Casa:Entra:ClientId=pages"]);
        var ways = (await city.Http.GetFromJsonAsync<JsonNode>("/api/sign-in"))!;
        Assert.Null(ways["people"]);
        Assert.Equal("https://login.microsoftonline.com/tenant/v2.0", ways["entra"]!["authority"]!.GetValue<string>());
        Assert.Equal("openid offline_access api://casa/.default", ways["entra"]!["scope"]!.GetValue<string>());
        using var tried = await city.Http.PostAsJsonAsync("/api/sign-in", new JsonObject { ["person"] = "manager-1" });
        Assert.Equal(HttpStatusCode.MethodNotAllowed, tried.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/counter/desk");
        request.Headers.Authorization = new("Bearer", city.Token(CasaServerless.Kernel.Identity.Roles.Manager));
        Assert.Equal(HttpStatusCode.Unauthorized, (await city.Http.SendAsync(request)).StatusCode);
        using var page = await city.Http.GetAsync("/counter");
        Assert.Contains("connect-src 'self' https://login.microsoftonline.com;", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
