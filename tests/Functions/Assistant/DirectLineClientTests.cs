using CasaServerless.Assistant.DirectLine;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Assistant;

/// <summary>Microsoft's own Direct Line client, unmodified, in Node: what is proven stands in <c>direct-line.mjs</c>.</summary>
public sealed class DirectLineClientTests(Azurite azurite, ITestOutputHelper output)
{
    [Fact]
    public async Task It_talks_polling_and_over_a_WebSocket_through_500_429_cuts_and_a_token_that_is_over()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var expired = new ChatTokens(city.Services.GetRequiredService<CityKeys>(), new Yesterday()).Make(ChatTokens.Begin("https://casa.test"));
        var script = Path.Combine(Root.Path, "tests", "Functions", "Assistant", "direct-line.mjs");
        var said = await Task.Run(() => Tool.Must("node", script, script, city.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), "https://casa.test", expired));
        output.WriteLine(said);
        Assert.Equal(17, said.Split('\n').Count(line => line.StartsWith("held: ", StringComparison.Ordinal)));
    }

    sealed class Yesterday : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(-1);
    }
}
