using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>The fee on the pages: told, paid online, taken at the desk, receipted, given back.</summary>
public sealed class FeeTests(City city, Browser browser)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    [InlineData("desktop fr dark")]
    public async Task The_applicant_pays_on_the_providers_page_and_takes_the_receipt(string screen)
    {
        await using var provider = await PlayedPaymentProvider.Start();
        var address = $"http://127.0.0.1:{Azurite.FreePort()}";
        await using var other = await city.Another(address, provider.Settings);
        var citizen = await Waits(other);
        await using var visit = await Visit.To(browser.Chromium, city, screen, options => options.BaseURL = address);
        var page = visit.Page;
        await page.Follow(citizen.Reference, citizen.AccessCode);
        await page.Locator("[data-act=pay]").WaitForAsync();
        await Seen(visit, $"fee owed {screen}");
        await page.ClickAsync("[data-act=pay]");
        await page.WaitForURLAsync($"{provider.Address}page/**");

        // Back before the provider has told the city: it says so, and finds out by itself.
        await page.GotoAsync($"/legalisation/{citizen.Reference}");
        await page.Locator("[data-when=feeUnderWay]").WaitForAsync();
        await Seen(visit, $"fee under way {screen}");
        provider.Pays($"{citizen.Reference}.1");
        using (var told = await PlayedPaymentProvider.Tells(other.Http, provider.News($"{citizen.Reference}.1"))) Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        await page.Locator("[data-act=receipt]").WaitForAsync();
        Assert.False(await page.Locator("[data-act=pay]").IsVisibleAsync(), "Nobody pays twice.");
        await Seen(visit, $"fee paid {screen}");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-act=receipt]"));
        Assert.Matches("^Q20\\d\\d-000001\\.pdf$", saved.SuggestedFilename);
        Assert.StartsWith("%PDF-", await File.ReadAllTextAsync((await saved.PathAsync())!));

        await citizen.Act("refusal", other.Token(Roles.Officer), new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        await page.ClickAsync("[data-act=refresh]");
        await page.Locator("[data-when='refund=due']").WaitForAsync();
        await Seen(visit, $"fee to be given back {screen}");
        Assert.Empty(provider.Complaints);
    }

    [Theory]
    [InlineData("desktop fr light", "roches-noires-1")]
    [InlineData("phone ar light", "roches-noires-2")]
    public async Task An_officer_takes_the_fee_with_one_key_and_the_receipt_is_there(string screen, string bureau)
    {
        var citizen = await Officer.Waits(city, bureau);
        await using var officer = await Officer.Enters(browser, city, screen, bureau);
        var page = officer.Page;
        await officer.Opens(citizen);
        await page.Locator("#take-fee").WaitForAsync();
        await officer.Picture($"fee owed {screen}");
        await page.Keyboard.PressAsync("t");
        Assert.Equal("take-fee", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Enter");
        await officer.Hears("Q20");
        Assert.Matches("^Q20\\d\\d-0000\\d\\d$", await page.InnerTextAsync("#fee-receipts [data-fact=number]"));
        Assert.False(await page.Locator("#take-fee").IsVisibleAsync(), "Nobody takes it twice.");
        await officer.Picture($"fee taken {screen}");
        await officer.Visit.FindsNothing("a fee taken");

        // Whoever pays at the desk alone is told so.
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.Follow(citizen.Reference, citizen.AccessCode);
        await visit.Page.Locator("[data-when='fee=paid']").WaitForAsync();
        var owing = await Officer.Waits(city, bureau);
        await using var second = await Visit.To(browser.Chromium, city, screen);
        await second.Page.Follow(owing.Reference, owing.AccessCode);
        await second.Page.Locator("[data-when='feeWay=desk']").WaitForAsync();
        Assert.False(await second.Page.Locator("[data-act=pay]").IsVisibleAsync(), "There is nobody to pay online.");
    }

    static async Task<Citizen> Waits(CityInProcess city)
    {
        var citizen = await Citizen.Submits(city.Http);
        using (var sent = await citizen.Sends(Photo.Of(null, 900, 1200))) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await citizen.Reaches("submitted");
        return citizen;
    }

    static async Task Seen(Visit visit, string name)
    {
        await visit.Picture(name);
        await visit.FindsNothing(name);
    }
}
