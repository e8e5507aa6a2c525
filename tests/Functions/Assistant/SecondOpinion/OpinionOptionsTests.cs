using CasaServerless.Assistant.SecondOpinion;
using CasaServerless.Bot.Language;
using CasaServerless.Tests.Given;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Assistant.SecondOpinion;

/// <summary>Where what people write may go, and that the city does not start where it might go elsewhere.</summary>
public sealed class OpinionOptionsTests(Azurite azurite)
{
    internal static OpinionOptions? Of(bool development, string? endpoint, string? deployment = "triage", string? key = null) => OpinionOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection([new("Casa:OpenAI:Endpoint", endpoint), new("Casa:OpenAI:Deployment", deployment), new("Casa:OpenAI:Key", key)]).Build(), development);

    [Theory]
    [InlineData("https://casa.openai.azure.com")]
    [InlineData("https://casa.openai.azure.com/")]
    [InlineData("https://CASA.OpenAI.Azure.com/")]
    [InlineData("https://casa.cognitiveservices.azure.com")]
    [InlineData("https://casa.services.ai.azure.com/")]
    public void Azures_own_hosts_are_asked(string endpoint)
    {
        var its = Of(development: false, endpoint)!;
        Assert.Equal(new(endpoint), its.Endpoint);
        Assert.Null(its.Key);
        Assert.Equal("k", Of(false, endpoint, key: "k")!.Key);
    }

    [Theory]
    [InlineData("http://casa.openai.azure.com")]
    [InlineData("https://casa.openai.azure.com:8443")]
    [InlineData("https://casa.openai.azure.com.example")]
    [InlineData("https://casa-openai.azure.com")]
    [InlineData("https://openai.azure.com")]
    [InlineData("https://casa@example.openai.azure.com")]
    [InlineData("https://casa.openai.azure.com@example")]
    [InlineData("https://casa.openai.azure.com/openai/v1")]
    [InlineData("https://casa.openai.azure.com/?to=example")]
    [InlineData("https://casa.openai.azure.com/#x")]
    [InlineData("https://api.openai.com")]
    [InlineData("https://10.1.2.3")]
    [InlineData("http://10.1.2.3")]
    [InlineData("casa.openai.azure.com")]
    [InlineData("file:///etc/passwd")]
    public void Others_are_not(string endpoint)
    {
        foreach (var development in (bool[])[false, true])
        {
            var refused = Assert.Throws<InvalidOperationException>(() => Of(development, endpoint));
            Assert.StartsWith("Casa__OpenAI__Endpoint is not https://NAME.openai.azure.com or ", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(endpoint, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:29000")]
    [InlineData("https://localhost:29000")]
    [InlineData("http://[::1]:29000")]
    public void The_same_machine_is_asked_in_Development_alone(string endpoint)
    {
        Assert.NotNull(Of(development: true, endpoint));
        Assert.Throws<InvalidOperationException>(() => Of(development: false, endpoint));
    }

    [Fact]
    public void Half_of_the_settings_is_none()
    {
        Assert.Null(Of(false, null, null));
        Assert.Null(Of(false, "", "", ""));
        Assert.Contains("Casa__OpenAI__Endpoint is not set", Assert.Throws<InvalidOperationException>(() => Of(false, "", "triage")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Of(false, "", null, "k"));
        foreach (var deployment in (string?[])[null, "", "../files", "a b", "a/b", new('a', 65)])
            Assert.Contains("Casa__OpenAI__Deployment", Assert.Throws<InvalidOperationException>(() => Of(false, "https://casa.openai.azure.com", deployment)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_city_without_them_asks_nobody_and_one_with_a_strange_address_does_not_start()
    {
        await using (var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false")) Assert.Null(city.Services.GetService<ISecondOpinion>());
        await using var played = await PlayedOpenAi.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. CityInProcess.AsProduction, .. played.Settings]));
        await using (var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. CityInProcess.AsProduction, "--Casa:OpenAI:Endpoint=https://casa.openai.azure.com", "--Casa:OpenAI:Deployment=triage"]))
            Assert.NotNull(city.Services.GetService<ISecondOpinion>());
    }

    [Fact]
    public async Task A_city_with_them_asks()
    {
        await using var played = await PlayedOpenAi.Start();
        await using var city = await CityInProcess.Start(azurite.NewAccount(), ["--Casa:Runner:Enabled=false", .. played.Settings]);
        var text = "chnou khassni ndir m3a lqadiya dyal lbayt";
        Assert.Equal(Intent.TaxInfo, await city.Services.GetRequiredService<ISecondOpinion>().Ask(text, Understanding.Of(text), default));
    }
}
