using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Services.Tickets.Where;
using CasaServerless.Tests.Functions.Kernel.Sealing;
using CasaServerless.Tests.Functions.Services.Legalisation;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Where;

public sealed class BoundariesTests(Azurite azurite)
{
    [Fact]
    public async Task A_place_is_told_by_the_nearest_middle_until_boundaries_are_imported()
    {
        await using var city = await Start();
        var near = await Located(city, 33.5447, -7.6713, "fr");
        Assert.Equal("hay-hassani", near["arrondissement"]!.GetValue<string>());
        Assert.True(near["approximate"]!.GetValue<bool>());
        Assert.Contains("plus proche", near["said"]!.GetValue<string>());
        var middles = JsonNode.Parse(await city.Http.GetStringAsync("/api/boundaries"))!;
        Assert.True(middles["approximate"]!.GetValue<bool>());
        Assert.Equal(16, middles["features"]!.AsArray().Count);

        var imported = await Boundaries(city).Import(SharedBoundaries.Read(), null, default);
        Assert.Equal((1, "© OpenStreetMap contributors", "ODbL-1.0", 16, true), (imported.Version, imported.Attribution, imported.Licence, imported.Areas, imported.Mechouar));
        var exact = await Located(city, 33.5447, -7.6713, "ar");
        Assert.Equal("الحي الحسني", exact["name"]!.GetValue<string>());
        Assert.False(exact["approximate"]!.GetValue<bool>());
        Assert.Null(exact["said"]);

        var sea = await Located(city, 33.65, -7.70, "ar");
        Assert.True(sea["outside"]!.GetValue<bool>());
        Assert.Null(sea["arrondissement"]);
        Assert.Contains("خارج", sea["said"]!.GetValue<string>());
        var palace = SharedBoundaries.Layer().Mechouar!.InteriorPoint;
        var mechouar = await Located(city, palace.Y, palace.X, "fr");
        Assert.True(mechouar["mechouar"]!.GetValue<bool>());
        Assert.Contains("Méchouar", mechouar["said"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_map_is_GeoJSON_with_attribution_coarse_and_sent_once()
    {
        await using var city = await Start();
        var file = SharedBoundaries.Read();
        await Boundaries(city).Import(file, null, default);
        using var first = await city.Http.GetAsync("/api/boundaries");
        Assert.Equal("application/geo+json", first.Content.Headers.ContentType!.MediaType);
        var bytes = await first.Content.ReadAsByteArrayAsync();
        Assert.True(bytes.Length < file.Length / 4, $"{bytes.Length} of {file.Length} bytes");
        Assert.Equal("© OpenStreetMap contributors", JsonNode.Parse(bytes)!["attribution"]!.GetValue<string>());
        // Somebody else's reader, and its own word on what is drawn.
        using var folder = new Folder();
        var read = Tool.Must("ogrinfo", "-al", "-so", folder.Write("map.geojson", bytes));
        Assert.Contains("Feature Count: 16", read);
        Assert.Contains("Multi Polygon", read);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/boundaries");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await city.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var version = await city.Http.GetAsync("/api/boundaries/1");
        Assert.Contains("immutable", version.Headers.CacheControl!.ToString());
        Assert.Equal(bytes, await version.Content.ReadAsByteArrayAsync());
        await StoryTests.Refused(await city.Http.GetAsync("/api/boundaries/7"), "TIC-043", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Versions_stay_and_the_same_file_is_no_new_one()
    {
        await using var city = await Start();
        var boundaries = Boundaries(city);
        byte[] Squares(string by) => Encoding.UTF8.GetBytes(SharedBoundaries.Squares(attribution: by));
        Assert.Equal(1, (await boundaries.Import(Squares("One"), null, default)).Version);
        Assert.Equal(1, (await boundaries.Import(Squares("One"), null, default)).Version);
        Assert.Equal(2, (await boundaries.Import(Squares("Two"), null, default)).Version);
        Assert.Equal(3, (await boundaries.Import(Squares("Two"), "Three", default)).Version);
        Assert.Equal(["One", "Two", "Three"], (await boundaries.Versions(default)).Select(one => one.Attribution));
        Assert.Equal("One", JsonNode.Parse(await city.Http.GetStringAsync("/api/boundaries/1"))!["attribution"]!.GetValue<string>());
        Assert.Equal("Three", JsonNode.Parse(await city.Http.GetStringAsync("/api/boundaries"))!["attribution"]!.GetValue<string>());

        // Many at once make one version each, and none is lost.
        var many = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => boundaries.Import(Squares($"n{n}"), null, default)));
        Assert.Equal([4, 5, 6, 7, 8, 9], many.Select(one => one.Version).Order());
        var nameless = Encoding.UTF8.GetBytes(SharedBoundaries.Squares(attribution: null));
        Assert.Contains("attribution", (await Assert.ThrowsAsync<InvalidDataException>(() => boundaries.Import(nameless, null, default))).Message);
    }

    [Fact]
    public async Task A_point_that_is_none_is_refused_and_no_point_is_logged()
    {
        await using var city = await Start();
        foreach (var body in (string[])["""{"lat":91,"long":0}""", """{"lat":33.5}""", "{}", """{"lat":33.5,"long":-200}"""])
            await StoryTests.Refused(await city.Http.PostAsync("/api/locations", new StringContent(body, Encoding.UTF8, "application/json")), "TIC-042", HttpStatusCode.UnprocessableEntity);
        await Located(city, 33.598765, -7.612345, "fr");
        Assert.DoesNotContain("598765", city.Log.Text);
    }

    static Boundaries Boundaries(CityInProcess city) => city.Services.GetRequiredService<Boundaries>();

    Task<CityInProcess> Start() => CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");

    static async Task<JsonNode> Located(CityInProcess city, double lat, double @long, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/locations") { Content = JsonContent.Create(new JsonObject { ["lat"] = lat, ["long"] = @long }) };
        request.Headers.AcceptLanguage.Add(new(language));
        using var answer = await city.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
