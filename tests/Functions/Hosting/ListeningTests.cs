using System.Net;
using System.Net.Http.Headers;
using CasaServerless.Hosting;
using CasaServerless.Tests.Given;
using Microsoft.AspNetCore.Builder;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>Where the program can be reached, and with what headers it answers.</summary>
public sealed class ListeningTests
{
    [Fact]
    public async Task Under_the_host_only_its_port_is_listened_to()
    {
        var (given, inherited) = (Azurite.FreePort(), Azurite.FreePort());
        await using var city = await SmallCity.UnderHost(_ => { }, null,
            $"--FUNCTIONS_CUSTOMHANDLER_PORT={given}", $"--urls=http://127.0.0.1:{inherited}", $"--HTTP_PORTS={inherited}");

        Assert.Equal(given, city.Client.BaseAddress!.Port);
        Assert.Equal(HttpStatusCode.OK, (await city.Client.GetAsync("/api/health")).StatusCode);
        using var elsewhere = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => elsewhere.GetAsync(new Uri($"http://127.0.0.1:{inherited}/api/health")));
    }

    [Fact]
    public async Task The_host_s_first_question_is_answered_without_storage()
    {
        await using var city = await SmallCity.UnderHost(_ => { });
        using var answer = await city.Client.GetAsync("/");
        Assert.True((int)answer.StatusCode < 500);
    }

    [Theory]
    [InlineData("POST", "/Documents")]
    [InlineData("POST", "/documents")]
    [InlineData("GET", "/Documents")]
    [InlineData("PUT", "/Documents")]
    [InlineData("PUT", "/Documents/")]
    [InlineData("PUT", "/nothing")]
    [InlineData("POST", "/Nightly")]
    public async Task Alone_nobody_outside_reaches_or_sees_a_function_of_the_platform(string method, string path)
    {
        var runs = 0;
        await using var city = await SmallCity.Alone("UseDevelopmentStorage=true", map =>
        {
            map.MapMethods("/{*path}", ["GET"], () => Microsoft.AspNetCore.Http.Results.NotFound()).OpenToAnyone();
            map.OnQueue("Documents", "documents", (_, _, _) => Count());
            map.OnSchedule("Nightly", "0 0 3 * * *", (_, _, _) => Count());
        }, null, "--Casa:Runner:Enabled=false");
        using var request = new HttpRequestMessage(new(method), path) { Content = EnvelopeTests.Envelope("queue-plain-text") };
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());

        using var answer = await city.Client.SendAsync(request);

        Assert.Equal("HTTP-007", (await answer.Problem()).Code);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(answer.Content.Headers.Allow);
        Assert.Equal(0, runs);

        Task Count() => Task.FromResult(runs++);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_how_far_to_trust_it()
    {
        await using var city = await SmallCity.UnderHost(map =>
        {
            map.MapGet("/page", () => Microsoft.AspNetCore.Http.Results.Text("<!doctype html>", "text/html")).OpenToAnyone();
            map.MapGet("/paper", () => Microsoft.AspNetCore.Http.Results.Bytes([1], "application/pdf")).OpenToAnyone();
        }, null, "--Casa:PublicUrl=https://services.casablanca.ma");
        using var page = await city.Client.GetAsync("/page");
        using var data = await city.Client.GetAsync("/api/nothing");
        using var paper = await city.Client.GetAsync("/paper");
        foreach (var answer in (HttpResponseMessage[])[page, data, paper])
        {
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("strict-origin-when-cross-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
            Assert.False(answer.Headers.Contains("Server"));
        }
        Assert.StartsWith("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", data.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(paper.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task A_city_without_https_does_not_promise_it()
    {
        await using var city = await SmallCity.UnderHost(_ => { });
        using var answer = await city.Client.GetAsync("/api/health");
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }
}
