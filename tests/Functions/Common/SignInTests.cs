using System.Net;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Functions.Hosting;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Common;

/// <summary>Staff at the door, with the directory's token or with this machine's.</summary>
public sealed class SignInTests(Azurite azurite)
{
    [Fact]
    public async Task The_directory_opens_the_door_and_while_it_is_silent_staff_are_told_so_and_not_sent_away()
    {
        await using var entra = await PlayedEntra.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false",
            "--Casa:Entra:TenantId=casa-tenant", $"--Casa:Entra:Audience={PlayedEntra.Audience}", $"--Casa:Entra:Authority={entra.Authority}/");
        var now = TimeProvider.System.GetUtcNow();
        entra.Down = true;
        using (var unsure = await Register(city, entra.Token(now, roles: Roles.Manager)))
            Assert.Equal((503, "WHO-001"), ((int)unsure.StatusCode, (await unsure.Problem()).Code));
        entra.Down = false;
        using (var manager = await Register(city, entra.Token(now, roles: Roles.Manager))) Assert.Equal(HttpStatusCode.OK, manager.StatusCode);
        using (var officer = await Register(city, entra.Token(now, roles: Roles.Officer))) Assert.Equal(HttpStatusCode.Forbidden, officer.StatusCode);
        using (var over = await Register(city, entra.Token(now, begins: TimeSpan.FromHours(-2), roles: Roles.Manager)))
            Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);
    }

    [Theory]
    [InlineData("Development", HttpStatusCode.OK)]
    [InlineData("Production", HttpStatusCode.Unauthorized)]
    public async Task A_token_of_this_machine_is_one_in_development_only(string environment, HttpStatusCode expected)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), [.. environment == "Production" ? CityInProcess.AsProduction : [], "--Casa:Runner:Enabled=false"]);
        using var answer = await Register(city, city.Token(Roles.Manager));
        Assert.Equal(expected, answer.StatusCode);
    }

    static Task<HttpResponseMessage> Register(CityInProcess city, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/bureaus/maarif-1/register");
        request.Headers.Authorization = new("Bearer", token);
        return city.Http.SendAsync(request);
    }
}
