using System.Net;
using CasaServerless.Hosting;
using CasaServerless.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>An endpoint of somebody else's interface words its errors as that one does.</summary>
public sealed class ErrorFormTests
{
    static readonly ErrorForm form = new((context, refusal, incident) =>
    {
        context.Response.StatusCode = 418;
        return context.Response.WriteAsync($"{refusal.Code} {incident?.Length ?? 0}");
    });

    [Theory]
    [InlineData("/own/refuse", "LEG-001 0")]
    [InlineData("/own/fail", "HTTP-012 8")]
    [InlineData("/own/numbers/seven", "HTTP-002 0")]
    public async Task Whatever_goes_wrong_is_said_in_its_form(string path, string said)
    {
        await using var city = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        // Even to a browser.
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await city.Client.SendAsync(request);
        Assert.Equal((418, said), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Other_endpoints_keep_ours()
    {
        await using var city = await Start();
        using var answer = await city.Client.GetAsync("/api/refuse");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("LEG-001", (await answer.Problem()).Code);
    }

    static Task<SmallCity> Start() => SmallCity.UnderHost(map =>
    {
        map.MapGet("/own/refuse", string () => throw new Refusal("LEG-001", new("Non, merci.", "لا، شكرا."), 409)).OpenToAnyone().WithMetadata(form);
        map.MapGet("/own/fail", string () => throw new InvalidOperationException("secret")).OpenToAnyone().WithMetadata(form);
        map.MapGet("/own/numbers/{number}", (int number) => number).OpenToAnyone().WithMetadata(form);
        map.MapGet("/api/refuse", string () => throw new Refusal("LEG-001", new("Non, merci.", "لا، شكرا."), 409)).OpenToAnyone();
    }, add => add.Services.AddJson(EchoJson.Default));
}
