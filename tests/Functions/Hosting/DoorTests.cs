using System.Net;
using System.Net.Http.Headers;
using CasaServerless.Hosting;
using CasaServerless.Kernel.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>Who is let in.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData(null, "/api/open", 200)]
    [InlineData("auditor", "/api/open", 200)]
    [InlineData(null, "/api/officers", 401)]
    [InlineData("auditor", "/api/officers", 403)]
    [InlineData("officer", "/api/officers", 200)]
    [InlineData("officer", "/api/staff", 200)]
    [InlineData("manager", "/api/staff", 200)]
    [InlineData("auditor", "/api/staff", 403)]
    [InlineData("forged", "/api/open", 401)]
    [InlineData("forged", "/api/officers", 401)]
    public async Task An_endpoint_lets_in_whom_it_names(string? role, string path, int status)
    {
        await using var city = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (role is not null) request.Headers.Authorization = new("Bearer", role);

        using var answer = await city.Client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status is 401 or 403) Assert.Equal(status == 401 ? "HTTP-005" : "HTTP-006", (await answer.Problem()).Code);
        if (status == 401) Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        if (status == 200) Assert.Equal(role ?? "nobody", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_stranger_s_body_is_not_even_read()
    {
        await using var city = await Start();
        using var answer = await city.Client.PostAsync("/api/officers", new StringContent("{", new MediaTypeHeaderValue("application/json")));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    /// <summary>The map's check refuses it before; should it ever be passed by, the door stays shut.</summary>
    [Fact]
    public async Task An_endpoint_that_names_nobody_lets_nobody_in()
    {
        await using var city = await SmallCity.UnderHost(map => map.MapGet("/api/silent", () => "secret"), null, "--environment=Production");
        using var answer = await city.Client.GetAsync("/api/silent");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    static Task<SmallCity> Start() => SmallCity.UnderHost(map =>
    {
        map.MapGet("/api/open", Name).OpenToAnyone();
        map.MapGet("/api/officers", Name).AllowedTo(Roles.Officer);
        map.MapPost("/api/officers", (Echo echo) => echo).OnHttp("Officers").AllowedTo(Roles.Officer);
        map.MapGet("/api/staff", Name).AllowedTo(Roles.Officer, Roles.Manager);
    }, add => add.Services.AddJson(EchoJson.Default).AddSingleton<WhoCalls>(context => context.Request.Headers.Authorization.ToString() switch
    {
        "" => default,
        "Bearer forged" => throw HttpRefusals.SignIn(),
        var token => new(new Caller("someone", new HashSet<string> { token["Bearer ".Length..] })),
    }));

    static string Name(HttpContext context) => context.CallerIfKnown()?.Roles.Single() ?? "nobody";
}
