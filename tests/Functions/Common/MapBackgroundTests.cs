using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Common;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Common;

/// <summary>Maps draw the city's own layers; a tile service is a setting, and opens the pages' policy for its origin alone.</summary>
public sealed class MapBackgroundTests(Azurite azurite)
{
    [Fact]
    public async Task By_default_no_page_takes_pictures_from_elsewhere()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        Assert.Null((await city.Http.GetFromJsonAsync<JsonNode>("/api/map"))!["tileUrl"]);
        Assert.Contains("img-src 'self';", await Policy(city, "/report"), StringComparison.Ordinal);
        Assert.Contains("img-src 'self' blob:;", await Policy(city, "/tickets/follow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tile_service_is_told_and_its_origin_alone_is_opened_for_the_pages_with_maps()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false",
            "--Casa:Map:TileUrl=https://{s}.tiles.example.ma/{z}/{x}/{y}.png", "--Casa:Map:TileAttribution=© Example");
        Assert.Equal("© Example", (await city.Http.GetFromJsonAsync<JsonNode>("/api/map"))!["attribution"]!.GetValue<string>());
        foreach (var page in new[] { "/report", "/tickets" })
            Assert.Contains("img-src 'self' https://*.tiles.example.ma;", await Policy(city, page), StringComparison.Ordinal);
        Assert.DoesNotContain("example.ma", await Policy(city, "/desk") + await Policy(city, "/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://tiles.example.ma/{z}/{x}.png", "© Example")]
    [InlineData("javascript:alert({z},{x},{y})", "© Example")]
    [InlineData("https://tiles.example.ma/{z}/{x}/{y}.png", null)]
    public void A_setting_that_cannot_be_right_is_said_at_once(string url, string? attribution) =>
        Assert.Throws<InvalidOperationException>(() => MapBackground.From(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Casa:Map:TileUrl"] = url, ["Casa:Map:TileAttribution"] = attribution }).Build()));

    static async Task<string> Policy(CityInProcess city, string page)
    {
        using var answer = await city.Http.GetAsync(new Uri(page, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode);
        return answer.Headers.GetValues("Content-Security-Policy").Single();
    }
}
