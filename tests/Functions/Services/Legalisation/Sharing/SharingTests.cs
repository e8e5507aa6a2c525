using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Casa;
using CasaServerless.Kernel.Identity;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Sharing;

public sealed class SharingTests(Azurite azurite)
{
    const string Party = "Banque du Parc, agence Maârif";

    [Fact]
    public async Task A_party_takes_the_paper_by_its_link_and_the_holder_sees_it_and_ends_it()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        var paper = await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        var share = await Shares(citizen, TimeProvider.System.GetUtcNow().AddDays(7));
        var link = new Uri(share["url"]!.GetValue<string>()).PathAndQuery;

        // Looking at the page opens nothing; the button does.
        using (var page = await city.Http.GetAsync(new Uri(link, UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.DoesNotContain(Citizen.Name, await page.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }
        Assert.Null((await citizen.Views())["shares"]![0]!["openedAt"]);
        for (var click = 0; click < 2; click++)
        {
            using var taken = await city.Http.PostAsync(new Uri(link, UriKind.Relative), null);
            Assert.Equal(paper, await taken.Content.ReadAsByteArrayAsync());
        }
        var view = await citizen.Views();
        Assert.Equal(Party, view["shares"]![0]!["name"]!.GetValue<string>());
        Assert.NotNull(view["shares"]![0]!["openedAt"]);
        Assert.Single(view["history"]!.AsArray(), line => line!["what"]!.GetValue<string>() == "Document téléchargé par un destinataire");

        using (var ended = await citizen.Call(HttpMethod.Delete, $"{citizen.Path}/shares/{share["share"]}", accessCode: citizen.AccessCode))
            Assert.False((await ended.Content.ReadFromJsonAsync<JsonNode>())![0]!["open"]!.GetValue<bool>());
        using var late = await city.Http.PostAsync(new Uri(link, UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.DoesNotContain(Party, city.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_asked_for_twice_with_one_key_is_one_share()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        var until = TimeProvider.System.GetUtcNow().AddDays(1);
        Assert.Equal((await Shares(citizen, until, key: "one"))["url"]!.GetValue<string>(), (await Shares(citizen, until, key: "one"))["url"]!.GetValue<string>());
        Assert.Single((await citizen.Views())["shares"]!.AsArray());
    }

    [Fact]
    public async Task A_revoked_paper_and_a_forged_link_give_nothing()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        var link = new Uri((await Shares(citizen, TimeProvider.System.GetUtcNow().AddDays(1)))["url"]!.GetValue<string>()).PathAndQuery;
        await citizen.Act("revocation", city.Token(Roles.Officer), new JsonObject { ["reason"] = "Erreur sur l’original" }, HttpStatusCode.OK);
        foreach (var path in (string[])[link, link[..^1] + (link[^1] == 'A' ? 'B' : 'A'), "/shared/x"])
        {
            using var answer = await city.Http.PostAsync(new Uri(path, UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("", 1, null, HttpStatusCode.UnprocessableEntity, "LEG-004")]
    [InlineData("Notaire", 91, null, HttpStatusCode.UnprocessableEntity, "LEG-070")]
    [InlineData("Notaire", -1, null, HttpStatusCode.UnprocessableEntity, "LEG-070")]
    [InlineData("Notaire", 1, "fax", HttpStatusCode.UnprocessableEntity, "LEG-074")]
    public async Task A_share_that_cannot_be_is_refused_and_changes_nothing(string name, int days, string? channel, HttpStatusCode status, string code)
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount());
        var citizen = await Citizen.Submits(city.Http);
        await citizen.IsCertified(SamplePage.Pdf, city.Token(Roles.Officer));
        var body = new JsonObject { ["name"] = name, ["channel"] = channel, ["until"] = TimeProvider.System.GetUtcNow().AddDays(days) };
        using var answer = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/shares", body, accessCode: citizen.AccessCode);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.GetValue<string>());
        Assert.Null((await citizen.Views())["shares"]);
    }

    [Fact]
    public async Task Nobody_shares_what_is_not_certified_or_not_theirs()
    {
        await using var city = await CityInProcess.Start(azurite.NewAccount(), "--Casa:Runner:Enabled=false");
        var citizen = await Citizen.Submits(city.Http);
        var body = new JsonObject { ["name"] = Party, ["until"] = TimeProvider.System.GetUtcNow().AddDays(1) };
        using (var early = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/shares", body.DeepClone(), accessCode: citizen.AccessCode))
            Assert.Equal(HttpStatusCode.Conflict, early.StatusCode);
        using var stranger = await citizen.Call(HttpMethod.Post, $"{citizen.Path}/shares", body, accessCode: "0000-0000");
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    static async Task<JsonNode> Shares(Citizen citizen, DateTimeOffset until, string? key = null)
    {
        using var answer = await citizen.Shares(Party, until, key);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
