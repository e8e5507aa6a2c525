using System.Text.Json.Nodes;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using Microsoft.AspNetCore.Routing;

namespace CasaServerless.Tests.Functions.Hosting;

public sealed partial class ApiDescriptionTests(Azurite azurite)
{
    [Fact]
    public async Task Every_call_of_the_interface_is_described_and_nothing_else()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var document = await Read(city);
        var mapped = city.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<HttpTrigger>() is not null)
            .Select(endpoint => "/" + Constraint().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "}"))
            .Where(route => route.StartsWith("/api/", StringComparison.Ordinal) && route != "/api/openapi.json");
        Assert.Equal(mapped.Distinct().Order(StringComparer.Ordinal), document["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_call_says_what_it_does_who_may_ask_and_how_it_refuses()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var document = await Read(city);
        foreach (var (route, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, call) in methods!.AsObject())
            {
                Assert.True(call!["summary"] is not null, $"{method} {route} has no summary: its class needs one.");
                Assert.NotNull(call["responses"]!["default"]!["content"]![Problem.MediaType]);
            }
        }
        var certification = document["paths"]!["/api/legalisations/{reference}/certification"]!["post"]!;
        Assert.NotNull(certification["security"]![0]!["staff"]);
        Assert.Null(document["paths"]!["/api/bureaus"]!["get"]!["security"]);
    }

    [Fact]
    public async Task Shapes_carry_their_acts_name_and_closed_lists_their_words()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var shapes = (await Read(city))["components"]!["schemas"]!;
        Assert.NotNull(shapes["SubmitRequest"]!["properties"]!["copies"]);
        Assert.Equal(["language", "bureau"], shapes["SubmitRequest"]!["required"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Contains("certified-copy", shapes["PaperKind"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>()));
    }

    [Fact]
    public void The_description_is_OpenAPI_as_its_own_schema_wants_it()
    {
        var said = Tool.Must("node", Path.Combine(Root.Path, "node_modules", ".bin", "validate-api"), Path.Combine(AppContext.BaseDirectory, "wwwroot", "openapi.json"));
        Assert.Contains("\"valid\": true", said, StringComparison.Ordinal);
    }

    static async Task<JsonNode> Read(CityInProcess city)
    {
        using var answer = await city.Http.GetAsync(new Uri("/api/openapi.json", UriKind.Relative));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    // A description names a parameter without what it must be.
    [System.Text.RegularExpressions.GeneratedRegex(@":\w+\}")]
    private static partial System.Text.RegularExpressions.Regex Constraint();
}
