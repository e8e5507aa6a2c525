using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Tickets;

/// <summary>A reporter's values and all that was written go; what happened stays, and its chain holds.</summary>
public sealed class TicketErasureTests(Azurite azurite)
{
    static readonly string[] values = [Resident.Name, Resident.Phone, Resident.Email, Resident.Address, "devant chez Yassine", "Chez Yassine, au 14", "662887766"];

    [Fact]
    public async Task Erasing_a_reporter_leaves_nothing_of_them_and_the_chain_whole()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var resident = await Resident.Reports(city.Http);
        await resident.Does("messages", Resident.Text("Chez Yassine, au 14"));
        Assert.Contains(Resident.Name, await Legalisation.ErasureTests.Everything(city), StringComparison.Ordinal);
        using (var erased = await resident.Call(HttpMethod.Post, "/api/tickets/erasures",
            new JsonObject { ["whom"] = "0662-88-77-66", ["reason"] = "person-asked" }, city.Token(Roles.Manager)))
        {
            Assert.Equal([resident.Reference], (await erased.Content.ReadFromJsonAsync<JsonNode>())!["references"]!.AsArray().Select(one => one!.GetValue<string>()));
        }
        await Eventually.True(async () => await Legalisation.ErasureTests.Everything(city) is var all && !values.Any(value => all.Contains(value, StringComparison.Ordinal)),
            "nothing of the reporter is left");
        Assert.DoesNotContain(values, city.Log.Text.Contains);
        Assert.Empty(await city.Services.TicketsOf().Cases.FaultsOf(resident.Reference, default));
        var seen = await resident.Seen(city.Token(Roles.Manager));
        Assert.Equal("withdrawn", seen["status"]!.GetValue<string>());
        Assert.Contains("à la demande de la personne", seen["history"]!.AsArray()[^1]!["what"]!.GetValue<string>(), StringComparison.Ordinal);
        // The old code opens nothing any more.
        using var old = await resident.Call(HttpMethod.Get, resident.Path, accessCode: resident.AccessCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, old.StatusCode);
    }
}
