using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>The officer reads who vouched, sees that a name is mistyped, and corrects it before they certify.</summary>
public sealed class CounterCorrectionTests(City city, Browser browser)
{
    [Theory]
    [InlineData("phone fr light", "ben-msick-2", "Vérification d’identité corrigée pour")]
    [InlineData("desktop ar light", "sidi-moumen-1", "تم تصويب التحقق من الهوية للملف")]
    public async Task A_witness_whose_name_was_mistyped_is_corrected_and_certified(string screen, string bureau, string said)
    {
        var citizen = await SignatureStoryTests.Waits(city, bureau, "BM778899");
        await using var officer = await Officer.Enters(browser, city, screen, bureau);
        await officer.Colleague(city, citizen, "presentation", new JsonObject
        {
            ["identity"] = "witnesses",
            ["originalSeen"] = true,
            ["witnesses"] = new JsonArray(new JsonObject { ["name"] = "Hamid Chahed", ["cin"] = "BE100200" }, new JsonObject { ["name"] = "رشيدة الشاهدي", ["cin"] = "BH300400" }),
        });
        var page = officer.Page;
        // Whoever stands there says who they are, and is found as the witness that they were.
        await page.FillAsync("#whom", "be 100200");
        await page.ClickAsync("#find button");
        await page.Locator("#case-title", new() { HasTextString = citizen.Reference }).WaitForAsync();
        Assert.True(await page.Locator($"[data-reference='{citizen.Reference}'] [data-when='as=witness']:not([hidden])").CountAsync() == 1, "The row says that they are a witness.");
        Assert.Equal(0, await page.Locator("#correct:visible").CountAsync());
        await page.ClickAsync("#take");
        await page.Locator("#vouching li", new() { HasTextString = "Hamid Chahed" }).WaitForAsync();
        await Shown("presented");

        await page.ClickAsync("#correct");
        await page.Locator("[name=proof][value=witnesses]:checked:focus").WaitForAsync();
        Assert.Equal("Hamid Chahed", await page.InputValueAsync("#witness-1-name"));
        await page.ClickAsync("#keep");
        await page.Locator("#correct:focus").WaitForAsync();
        await page.ClickAsync("#correct");
        await page.FillAsync("#witness-1-name", "Hamid Chahid");
        // What was seen is affirmed anew.
        await page.ClickAsync("#present");
        await page.Locator("#identity .summary:focus").WaitForAsync();
        await page.CheckAsync("[name=seen]");
        await Shown("correcting");
        await page.ClickAsync("#present");
        await officer.Hears(said);
        await page.Locator("#vouching li", new() { HasTextString = "Hamid Chahid" }).WaitForAsync();
        await page.ClickAsync("#story summary");
        await Shown("corrected");
        await page.ClickAsync("#certify");
        await page.Locator("#print").WaitForAsync();
        using var answer = await citizen.Call(HttpMethod.Get, citizen.Path, accessCode: citizen.AccessCode);
        Assert.Equal((HttpStatusCode.OK, false), (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Contains("Chahid", StringComparison.Ordinal)));

        async Task Shown(string name)
        {
            await officer.Picture($"correction-{name} {screen}");
            await officer.Visit.FindsNothing(name);
        }
    }
}
