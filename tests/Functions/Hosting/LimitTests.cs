using System.Net;
using CasaServerless.Hosting;
using Microsoft.AspNetCore.Builder;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>Too often is refused, by client address as far as that can be believed.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task One_call_too_many_is_told_when_to_come_again()
    {
        await using var city = await Start();
        Assert.Equal([200, 200, 429], await Calls(city, "/api/some", null, null, null));

        using var answer = await city.Client.GetAsync("/api/some");

        Assert.Equal("HTTP-011", (await answer.Problem()).Code);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
    }

    [Fact]
    public async Task Endpoints_of_one_name_share_the_count_and_others_do_not()
    {
        await using var city = await Start();
        Assert.Equal([200], await Calls(city, "/api/some", (string?)null));
        Assert.Equal([200, 429], await Calls(city, "/api/same", null, null));
        Assert.Equal([200], await Calls(city, "/api/other", (string?)null));
    }

    [Fact]
    public async Task Without_a_proxy_of_ours_nobody_chooses_their_address()
    {
        await using var city = await Start();
        Assert.Equal([200, 200, 429], await Calls(city, "/api/some", "203.0.113.1", "203.0.113.2", "203.0.113.3"));
    }

    [Fact]
    public async Task Behind_a_proxy_the_address_is_the_one_that_it_saw()
    {
        await using var city = await Start("--Casa:Proxies=1");
        Assert.Equal([200, 200, 429], await Calls(city, "/api/some", "9.9.9.9, 203.0.113.1", "8.8.8.8, 203.0.113.1:5010", "203.0.113.1"));
        Assert.Equal([200], await Calls(city, "/api/some", "203.0.113.1, 203.0.113.2"));
    }

    [Fact]
    public async Task Behind_two_proxies_it_is_the_one_that_the_outer_saw()
    {
        await using var city = await Start("--Casa:Proxies=2");
        Assert.Equal([200, 200, 429], await Calls(city, "/api/some", "1.1.1.1, 203.0.113.1, 10.0.0.1", "203.0.113.1, 10.0.0.2", "203.0.113.1, 10.0.0.3"));
    }

    [Fact]
    public async Task A_network_of_IPv6_is_one_client()
    {
        await using var city = await Start("--Casa:Proxies=1");
        Assert.Equal([200, 200, 429], await Calls(city, "/api/some", "2001:db8:1:2::1", "[2001:db8:1:2:ffff::2]:443", "2001:db8:1:2:a:b:c:d"));
        Assert.Equal([200], await Calls(city, "/api/some", "2001:db8:1:3::1"));
    }

    [Fact]
    public async Task Settings_overrule_the_measure()
    {
        await using var city = await Start("--Casa:Limits:some:Calls=1");
        Assert.Equal([200, 429], await Calls(city, "/api/some", null, null));
    }

    static Task<SmallCity> Start(params string[] settings) => SmallCity.UnderHost(map =>
    {
        map.MapGet("/api/some", () => "").OpenToAnyone().Limited("some", calls: 2, seconds: 600);
        map.MapGet("/api/same", () => "").OpenToAnyone().Limited("some", calls: 2, seconds: 600);
        map.MapGet("/api/other", () => "").OpenToAnyone().Limited("other", calls: 2, seconds: 600);
    }, null, settings);

    static async Task<List<int>> Calls(SmallCity city, string path, params string?[] forwarded)
    {
        var statuses = new List<int>();
        foreach (var addresses in forwarded)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (addresses is not null) request.Headers.Add("X-Forwarded-For", addresses);
            using var answer = await city.Client.SendAsync(request);
            statuses.Add((int)answer.StatusCode);
        }
        return statuses;
    }
}
