using System.Net;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>Alive, and ready.</summary>
public sealed class HealthTests(Azurite azurite)
{
    [Fact]
    public async Task Being_alive_needs_no_storage()
    {
        await using var city = await SmallCity.UnderHost(_ => { });
        Assert.Equal("""{"status":"alive"}""", await city.Client.GetStringAsync("/api/health"));
    }

    [Fact]
    public async Task Who_asks_for_the_head_alone_is_told_the_same_without_a_body()
    {
        await using var city = await SmallCity.UnderHost(_ => { });
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/health");
        using var answer = await city.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Ready_is_when_every_part_answers()
    {
        await using var city = await SmallCity.UnderHost(_ => { }, null, $"--AzureWebJobsStorage={azurite.NewAccount()}");
        Assert.Equal("""{"status":"ready","table":"well","queue":"well","blob":"well"}""", await city.Client.GetStringAsync("/api/health/ready"));
    }

    [Fact]
    public async Task An_ill_part_is_named()
    {
        var storage = string.Join(';', azurite.NewAccount().Split(';').Select(part =>
            part.StartsWith("QueueEndpoint", StringComparison.Ordinal) ? $"QueueEndpoint=http://127.0.0.1:{Azurite.FreePort()}/nobody" : part));
        await using var city = await SmallCity.UnderHost(_ => { }, null, $"--AzureWebJobsStorage={storage}");
        using var answer = await city.Client.GetAsync("/api/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("""{"status":"ill","table":"well","queue":"ill","blob":"well"}""", await answer.Content.ReadAsStringAsync());
    }
}
