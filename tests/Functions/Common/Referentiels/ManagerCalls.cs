using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CasaServerless.Common.Referentiels;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Common.Referentiels;

/// <summary>What managers do to the référentiels, by HTTP.</summary>
static class ManagerCalls
{
    public static JsonNode Act(string officer, DateOnly from, DateOnly until) => JsonSerializer.SerializeToNode(
        new Delegation("new-act", officer, "maarif-1", "A17/2026", from, from, until, true), ReferentielJson.Default.Delegation)!;

    public static async Task Revoked(CityInProcess city, string id)
    {
        using var answer = await Post(city, $"/api/referentiels/delegations/{id}/revocation", new JsonObject { ["reason"] = "fin de fonctions" }, "manager-1");
        Assert.Equal("applied", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["status"]!.GetValue<string>());
    }

    public static async Task<(JsonObject Value, string Tag)> Entry(CityInProcess city, string kind, string id)
    {
        using var answer = await Send(city, HttpMethod.Get, $"{kind}/{id}", null, null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return ((await answer.Content.ReadFromJsonAsync<JsonNode>())!["value"]!.AsObject(), answer.Headers.ETag!.Tag);
    }

    public static async Task<(JsonNode Told, string? Tag)> Changed(CityInProcess city, HttpMethod method, string entry, JsonNode? value, string? seen)
    {
        using var answer = await Send(city, method, entry, value, seen);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return ((await answer.Content.ReadFromJsonAsync<JsonNode>())!, answer.Headers.ETag?.Tag);
    }

    public static Task<HttpResponseMessage> Send(CityInProcess city, HttpMethod method, string entry, JsonNode? value, string? seen)
    {
        var request = new HttpRequestMessage(method, $"/api/referentiels/{entry}") { Content = value is null ? null : JsonContent.Create(value) };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager));
        if (seen == "*") request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        else if (seen is not null) request.Headers.IfMatch.Add(new(seen));
        return city.Http.SendAsync(request);
    }

    public static Task<HttpResponseMessage> Post(CityInProcess city, string path, JsonNode? body, string manager)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Manager, manager));
        return city.Http.SendAsync(request);
    }

    public static async Task<JsonNode> Get(CityInProcess city, string path, string role)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", city.Token(role));
        using var answer = await city.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
