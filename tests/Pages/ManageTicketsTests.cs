using System.Net;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Managers keep what tickets go by: categories, operators, their rules and agents, hours, alerts, answers, partners.</summary>
public sealed class ManageTicketsTests(City city, Browser browser)
{
    static readonly string[] kinds = ["services", "operators", "operator-rules", "agents", "working-hours", "escalation", "answer-templates", "partners"];

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("desktop ar dark")]
    public async Task Every_kind_has_its_list_its_entries_and_a_form_that_complains(string screen)
    {
        await using var manager = await Manager.Enters(browser, city, screen, "/manage#services");
        var page = manager.Page;
        foreach (var kind in kinds)
        {
            await manager.Opens(kind);
            await page.Locator("#now .row").First.WaitForAsync();
            await manager.Visit.Picture($"manage {kind} {screen}");
            await page.ClickAsync("#now .row >> nth=0 >> .open");
            await page.Locator("#told dd").First.WaitForAsync();
            await page.ClickAsync("#change-it");
            await page.Locator("#propose").WaitForAsync();
            await manager.Visit.Picture($"manage {kind}-entry {screen}");
            await manager.Visit.FindsNothing($"an entry of {kind}");
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{kind} scrolls sideways.");
            await page.ClickAsync("#give-up");
            await manager.Opens(kind);
            await page.ClickAsync("#add");
            await page.Locator("#propose").WaitForAsync();
            await page.ClickAsync("#propose [type=submit]");
            Assert.InRange(await page.Locator("#propose .summary li").CountAsync(), 2, 12);
        }
    }

    [Fact]
    public async Task A_partner_is_given_a_key_that_is_shown_once_and_opens_the_door()
    {
        await using var manager = await Manager.Enters(browser, city, "desktop fr light", "/manage#partners/+");
        var page = manager.Page;
        await page.FillAsync("#name_fr", "Appli des quartiers");
        await page.FillAsync("#name_ar", "تطبيق الأحياء");
        await page.FillAsync("#perDay", "2");
        await page.FillAsync("#from", "2026-01-01");
        Assert.False(await page.Locator("[data-field=keySha256] button").IsVisibleAsync(), "A key names its partner, who must be known first.");
        await page.ClickAsync("#propose [type=submit]");
        await manager.Hears("Enregistré");
        await page.Locator("#now .row", new() { HasTextString = "Appli des quartiers" }).First.WaitForAsync();

        await page.GotoAsync("/manage#partners/appli-des-quartiers");
        await page.ClickAsync("#change-it");
        await page.ClickAsync("[data-field=keySha256] button");
        await page.Locator("[data-when=keyMade]").WaitForAsync();
        var key = await manager.Visit.Fact("keyMade");
        await manager.Visit.Picture("manage partner-key desktop fr light");
        Assert.Equal(HttpStatusCode.Forbidden, await Reports(key));
        await page.ClickAsync("#propose [type=submit]");
        await page.Locator("#now .row", new() { HasTextString = "Appli des quartiers" }).First.WaitForAsync();
        Assert.DoesNotContain(key, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await Reports(key), await Reports(key)]);
        Assert.NotEqual(HttpStatusCode.OK, await Reports(key));
    }

    [Theory]
    [InlineData("phone fr light", "Ce n’est ni le lien ni l’identifiant d’un canal Teams.", "Canal Teams")]
    [InlineData("desktop ar dark", "ليس هذا رابط قناة Teams ولا معرفها.", "قناة Teams")]
    public async Task An_alert_is_given_a_channel_of_Teams_by_the_link_that_Teams_shows(string screen, string complaint, string label)
    {
        await using var manager = await Manager.Enters(browser, city, screen, "/manage#escalation/reminder");
        var page = manager.Page;
        await page.ClickAsync("#change-it");
        await page.Locator("#propose").WaitForAsync();
        await page.FillAsync("#teamsChannel", "#éclairage");
        await page.ClickAsync("#propose [type=submit]");
        Assert.Equal(complaint, await page.InnerTextAsync("#propose .summary li"));
        await manager.Visit.Picture($"manage teams-channel {screen}");
        await manager.Visit.FindsNothing("a channel of Teams");
        await page.FillAsync("#teamsChannel", "https://teams.microsoft.com/l/channel/19%3Aeclairage_4a95%40thread.tacv2/%C3%89clairage?groupId=1&tenantId=2");
        await page.ClickAsync("#propose [type=submit]");
        await page.Locator("#now .row").First.WaitForAsync();
        await page.GotoAsync("/manage#escalation/reminder");
        await page.Locator("#told dd", new() { HasTextString = "19:eclairage_4a95@thread.tacv2" }).WaitForAsync();
        Assert.Contains(label, await page.InnerTextAsync("#told"), StringComparison.Ordinal);
        // Empty again: nothing is posted any more.
        await page.ClickAsync("#change-it");
        await page.FillAsync("#teamsChannel", "");
        await page.ClickAsync("#propose [type=submit]");
        await page.Locator("#now .row").First.WaitForAsync();
        await page.GotoAsync("/manage#escalation/reminder");
        await page.Locator("#told dd").First.WaitForAsync();
        Assert.DoesNotContain(label, await page.InnerTextAsync("#told"), StringComparison.Ordinal);
    }

    async Task<HttpStatusCode> Reports(string key)
    {
        var (lat, @long) = TicketSteps.Somewhere();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["api_key"] = key,
            ["jurisdiction_id"] = "casablanca",
            ["service_code"] = "depot-sauvage",
            ["lat"] = FormattableString.Invariant($"{lat}"),
            ["long"] = FormattableString.Invariant($"{@long}"),
            ["description"] = "Des gravats devant l’école",
        });
        using var answer = await city.Http.PostAsync("/open311/v2/requests.json", form);
        return answer.StatusCode;
    }
}
