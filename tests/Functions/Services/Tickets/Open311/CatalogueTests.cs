using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Storage;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Services.Tickets.Open311;

/// <summary>What a client learns before it reports: discovery, services, definitions.</summary>
public sealed class CatalogueTests(Azurite azurite)
{
    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task Discovery_leads_to_the_endpoint_and_moves_with_the_catalogue(string format)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var client = new GeoReportClient(city.Http, "/open311/v2", format);
        var before = (await client.Discovery()).Ok().Tree;
        var endpoint = Assert.Single(before["endpoints"]!.AsArray())!;
        Assert.Equal("http://wiki.open311.org/GeoReport_v2", endpoint["specification"]!.ToString());
        Assert.Equal("https://casa.test/open311/v2", endpoint["url"]!.ToString());
        Assert.Equal("test", endpoint["type"]!.ToString());
        Assert.Equal(["text/xml", "application/json"], endpoint["formats"]!.AsArray().Select(one => one!.ToString()));
        Assert.True(At(before) <= TimeProvider.System.GetUtcNow().AddSeconds(2), "A change that is still to come.");

        // The next second, for that is how finely it is told.
        await Task.Delay(1100, TestContext.Current.CancellationToken);
        var table = city.Services.GetRequiredService<ReferenceTable>();
        var row = (await table.Find("services", "graffitis", default))!;
        Assert.True(await table.Write("services", row, "graffitis", row.Json, null, default));
        var after = (await client.Discovery()).Ok().Tree;
        Assert.True(At(after) > At(before), $"{At(before)}, then {At(after)}");
        Assert.True(string.CompareOrdinal(after["changeset"]!.ToString(), before["changeset"]!.ToString()) > 0, "It does not sort.");
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task Every_service_is_listed_and_defined(string format)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var client = new GeoReportClient(city.Http, "/open311/v2", format);
        var services = (await client.Services()).Ok();
        Assert.True(services.Items.Count >= 30, $"Only {services.Items.Count} services.");
        Assert.Distinct(services.All("service_code"));
        foreach (var service in services.Items)
        {
            var definition = (await client.Definition(service["service_code"]!.ToString())).Ok().Tree;
            Assert.Equal(service["service_code"]!.ToString(), definition["service_code"]!.ToString());
            Assert.Equal(service["metadata"]!.ToString() == "true", definition["attributes"]!.AsArray().Count > 0);
            Assert.All(definition["attributes"]!.AsArray(), attribute =>
                Assert.Equal(attribute!["datatype"]!.ToString().EndsWith("valuelist", StringComparison.Ordinal), attribute["values"] is JsonArray { Count: > 0 }));
        }
    }

    [Fact]
    public async Task Both_formats_say_the_same_in_either_language()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var (xml, json) = (new GeoReportClient(city.Http, "/open311/v2", "xml"), new GeoReportClient(city.Http, "/open311/v2", "json"));
        var names = new List<string?>();
        foreach (var language in (string[])["fr", "ar"])
        {
            city.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            Assert.Equal((await xml.Services()).Tree.ToJsonString(), (await json.Services()).Tree.ToJsonString());
            Assert.Equal((await xml.Discovery()).Tree.ToJsonString(), (await json.Discovery()).Tree.ToJsonString());
            var definition = await xml.Definition("gravats");
            Assert.Equal(definition.Tree.ToJsonString(), (await json.Definition("gravats")).Tree.ToJsonString());
            names.AddRange((await xml.Services()).All("service_name"));
            city.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        }
        Assert.Contains("Graffitis", string.Join('\n', names), StringComparison.OrdinalIgnoreCase);
        Assert.Distinct(names);
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task Another_jurisdiction_is_not_found_anywhere_and_naming_ours_changes_nothing(string format)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var here = new Partnership(city, format);
        var id = await here.Reported();
        foreach (var call in (Func<string, Task<Reply>>[])[
            query => here.Client.Services(query), query => here.Client.Definition("gravats", query), query => here.Client.Token(id, query),
            query => here.Client.Requests(query), query => here.Client.Request(id, query)])
        {
            var said = (await call("")).Ok().Tree.ToJsonString();
            Assert.Equal(said, (await call("jurisdiction_id=casablanca")).Ok().Tree.ToJsonString());
            Assert.Equal(said, (await call("jurisdiction_id=")).Ok().Tree.ToJsonString());
            Assert.Contains("TIC-311", Assert.Single((await call("jurisdiction_id=sfgov.org")).Refused(HttpStatusCode.NotFound)), StringComparison.Ordinal);
        }
        await here.Reported("graffitis", ("jurisdiction_id", "casablanca"));
        Assert.Contains("TIC-311", Assert.Single((await here.Report("graffitis", ("jurisdiction_id", "sfgov.org"))).Refused(HttpStatusCode.NotFound)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task What_does_not_exist_is_not_found(string format)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var client = new GeoReportClient(city.Http, "/open311/v2", format);
        Assert.Contains("TIC-314", Assert.Single((await client.Definition("no-such-service")).Refused(HttpStatusCode.NotFound)), StringComparison.Ordinal);
        foreach (var id in (string[])["TIC-00000-000000", "123456", "LEG-00000-000000", "a b/ç?"])
        {
            Assert.Contains("TIC-325", Assert.Single((await client.Request(id)).Refused(HttpStatusCode.NotFound)), StringComparison.Ordinal);
            Assert.Contains("TIC-326", Assert.Single((await client.Token(id)).Refused(HttpStatusCode.NotFound)), StringComparison.Ordinal);
        }
        var nowhere = new GeoReportClient(city.Http, "/open311/v2/nowhere", format);
        Assert.Contains("TIC-312", Assert.Single((await nowhere.Services()).Refused(HttpStatusCode.NotFound)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services.yaml")]
    [InlineData("services")]
    [InlineData("requests.")]
    [InlineData("")]
    public async Task Another_format_is_not_found_and_said_so_in_XML(string path)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        using var answer = await city.Http.GetAsync($"/open311/v2/{path}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/xml; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Empty(Schema.Faults(Schema.Errors, "xml", await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Impatience_is_told_as_an_error_list_too()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false", "--Casa:Limits:readings:Calls=1");
        var client = new GeoReportClient(city.Http, "/open311/v2", "json");
        (await client.Services()).Ok();
        Assert.Contains("HTTP-011", Assert.Single((await client.Services()).Refused(HttpStatusCode.TooManyRequests)), StringComparison.Ordinal);
    }

    static DateTimeOffset At(JsonNode discovery) =>
        DateTimeOffset.Parse(discovery["changeset"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
}
