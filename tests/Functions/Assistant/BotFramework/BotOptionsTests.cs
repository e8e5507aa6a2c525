using CasaServerless.Assistant.BotFramework;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Configuration;

namespace CasaServerless.Tests.Functions.Assistant.BotFramework;

public sealed class BotOptionsTests(Azurite azurite)
{
    [Theory]
    [InlineData("MicrosoftAppId is not set", "MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppTenantId is not set", "MicrosoftAppId=a", "MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppPassword is not set", "MicrosoftAppId=a", "MicrosoftAppTenantId=t")]
    [InlineData("MicrosoftAppPassword is set", "MicrosoftAppType=UserAssignedMSI", "MicrosoftAppId=a", "MicrosoftAppTenantId=t", "MicrosoftAppPassword=x")]
    [InlineData("MicrosoftAppType is neither", "MicrosoftAppType=MultiTenant", "MicrosoftAppId=a", "MicrosoftAppTenantId=t", "MicrosoftAppPassword=x")]
    [InlineData("Casa__Bot__Metadata is not an https address", "Casa:Bot:Metadata=http://127.0.0.1/keys")]
    [InlineData("Casa__Bot__Login is not an https address", "Casa:Bot:Login=ftp://x/")]
    public void Half_a_registration_is_none(string told, params string[] settings)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Of(development: false, settings));
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_said_is_as_Microsoft_publishes_it()
    {
        var its = Of(false, "MicrosoftAppId=a", "MicrosoftAppTenantId=t", "MicrosoftAppPassword=x");
        Assert.Equal(
            ("https://api.botframework.com", "https://login.botframework.com/v1/.well-known/openidconfiguration", "https://login.microsoftonline.com/t/oauth2/v2.0/token", "https://api.botframework.com/.default"),
            (its.Issuer, its.Metadata.ToString(), its.Login.ToString(), its.Scope));
        Assert.Equal(["t"], its.Tenants);
        Assert.False(its.Anonymous);
        Assert.Null(Of(false, "MicrosoftAppType=UserAssignedMSI", "MicrosoftAppId=a", "MicrosoftAppTenantId=t").AppPassword);
    }

    [Fact]
    public void Only_a_developers_bot_without_registration_believes_whoever_calls()
    {
        Assert.True(Of(true).Anonymous);
        Assert.False(Of(true, "MicrosoftAppId=a", "MicrosoftAppTenantId=t", "MicrosoftAppPassword=x").Anonymous);
        Assert.False(Of(false).Anonymous);
    }

    [Fact]
    public async Task A_production_start_refuses_half_a_registration_and_without_one_believes_nobody()
    {
        await using var bots = await PlayedBotService.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. CityInProcess.AsProduction, "--MicrosoftAppId=a"]));
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. CityInProcess.AsProduction]);
        var activity = bots.Activity("message", its => its["serviceUrl"] = "https://smba.trafficmanager.net/teams/");
        Assert.Equal(401, (await PlayedBotService.Tell(city.Http, activity, null)).Status);
        Assert.Equal(401, (await bots.Tell(city.Http, activity)).Status);
    }

    [Fact]
    public async Task On_a_developers_machine_nobody_need_prove_anything()
    {
        await using var bots = await PlayedBotService.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        Assert.Equal(200, (await PlayedBotService.Tell(city.Http, bots.Activity("typing"), null)).Status);
        // Yet a proof that is given must hold, and there is nothing it could hold against.
        Assert.Equal(401, (await bots.Tell(city.Http, bots.Activity("typing"))).Status);
    }

    internal static BotOptions Of(bool development, params string[] settings) =>
        BotOptions.From(new ConfigurationBuilder().AddCommandLine([.. settings.Select(setting => "--" + setting)]).Build(), development);
}
