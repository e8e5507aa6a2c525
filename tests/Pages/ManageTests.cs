using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Managers keep the référentiels on a phone, in both languages: what holds, what comes, what waits for a second.</summary>
public sealed class ManageTests(City city, Browser browser)
{
    [Fact]
    public async Task A_delegation_is_proposed_by_one_and_approved_by_another_who_is_told_what_changes()
    {
        await using var first = await Manager.Enters(browser, city, "phone fr light", "/manage#delegations");
        var page = first.Page;
        await page.Locator("#now .row").First.WaitForAsync();
        var names = (await page.Locator("#now .title").AllInnerTextsAsync()).Select(title => title.Split('·')[0]).ToList();
        Assert.Equal(names.Order(StringComparer.Create(new System.Globalization.CultureInfo("fr"), ignoreCase: false)), names);
        Assert.Contains("1er janvier 2024", await page.InnerTextAsync("#now .row >> nth=0"), StringComparison.Ordinal);
        await page.FillAsync("#filter", "d006/2024");
        Assert.Equal(1, await page.Locator("#now .row").CountAsync());
        await first.Visit.Picture("manage delegations phone fr light");
        await page.ClickAsync("#add");
        await page.Locator("#propose").WaitForAsync();
        await page.ClickAsync("#propose [type=submit]");
        Assert.Equal(5, await page.Locator("#propose .summary li").CountAsync());
        await first.Visit.Picture("manage incomplete phone fr light");
        await page.SelectOptionAsync("#officer", "maarif-2-officer-2");
        await page.FillAsync("#number", "B12/2027");
        await page.FillAsync("#dated", "2026-12-15");
        await page.FillAsync("#from", "2027-01-01");
        // What is typed outlives a reload.
        await page.ReloadAsync();
        await page.Locator("#propose").WaitForAsync();
        Assert.Equal("B12/2027", await page.InputValueAsync("#number"));
        await page.FillAsync("#until", "2027-12-31");
        await page.ClickAsync("#propose [type=submit]");
        await page.Locator("[data-when='turn=own']").First.WaitForAsync();
        await first.Hears("un second responsable");
        Assert.False(await page.Locator("#approve").IsVisibleAsync());
        Assert.Contains("B12/2027", await page.InnerTextAsync("#compared"), StringComparison.Ordinal);
        await first.Visit.Picture("manage own-proposal phone fr light");
        var reference = await page.InnerTextAsync("#change .reference");

        await using var second = await Manager.Enters(browser, city, "phone ar light", "/manage", "manager-2");
        var row = second.Page.Locator($"#changes .open[href='#{reference}']");
        await row.WaitForAsync();
        Assert.Contains("المسؤول رقم 1", await row.InnerTextAsync(), StringComparison.Ordinal);
        await second.Visit.Picture("manage waiting phone ar light");
        await row.ClickAsync();
        await second.Page.Locator("#approve").WaitForAsync();
        await second.Visit.Picture("manage proposal phone ar light");
        await second.Page.ClickAsync("#approve");
        await second.Page.Locator("#change .badge[data-status=applied]").WaitForAsync();
        Assert.Equal(3, await second.Page.Locator("#steps li").CountAsync());
        await second.Opens("delegations");
        Assert.True(await second.Page.Locator("#coming .row", new() { HasTextString = "B12/2027" }).IsVisibleAsync());
    }

    [Fact]
    public async Task A_bureaus_hours_change_now_or_from_a_day_on_and_the_history_tells_both_values()
    {
        await using var manager = await Manager.Enters(browser, city, "phone ar dark", "/manage#bureaus/ain-chock-1");
        var page = manager.Page;
        await page.ClickAsync("#change-it");
        await page.Locator(".span .closes").First.FillAsync("12:00");
        await page.ClickAsync("#add-span");
        await page.Locator(".span").Nth(1).Locator(".day").Nth(5).ClickAsync();
        await page.Locator(".span .opens").Nth(1).FillAsync("09:00");
        await page.Locator(".span .closes").Nth(1).FillAsync("11:00");
        // A reload in the middle of it loses no span.
        await page.ReloadAsync();
        await page.Locator(".span").Nth(1).WaitForAsync();
        Assert.Equal(("12:00", "09:00"), (await page.Locator(".span .closes").First.InputValueAsync(), await page.Locator(".span .opens").Nth(1).InputValueAsync()));
        await manager.Visit.Picture("manage form phone ar dark");
        await page.ClickAsync("#propose [type=submit]");
        await manager.Hears("يسري ذلك ابتداء من الآن");
        var bureau = System.Text.Json.Nodes.JsonNode.Parse(await city.Http.GetStringAsync("/api/bureaus"))!["items"]!.AsArray()
            .Single(one => one!["id"]!.GetValue<string>() == "ain-chock-1")!;
        Assert.Equal(["12:00:00", "11:00:00"], bureau["hours"]!.AsArray().Select(hours => hours!["closes"]!.GetValue<string>()));
        Assert.Equal("saturday", bureau["hours"]![1]!["days"]![0]!.GetValue<string>());

        await page.GotoAsync("/manage#bureaus/ain-chock-1");
        await page.ClickAsync("#change-it");
        await page.FillAsync("#capacity_perSlot", "9");
        await page.FillAsync("#effect", TimeProvider.System.GetUtcNow().AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.ClickAsync("#propose [type=submit]");
        await manager.Hears("في اليوم المحدد");
        await page.GotoAsync("/manage#bureaus/ain-chock-1");
        await page.Locator("#entry .advice >> nth=0").WaitForAsync();
        Assert.Equal(2, await page.Locator("#history .row").CountAsync());
        await manager.Visit.Picture("manage entry phone ar dark");
        await page.ClickAsync("#history .row >> nth=1 >> .open");
        await page.Locator("#compared td").First.WaitForAsync();
        Assert.Contains("16:30", await page.InnerTextAsync("#compared .old"), StringComparison.Ordinal);
        await manager.Visit.Picture("manage story phone ar dark");
    }

    [Fact]
    public async Task What_the_city_refuses_is_said_in_its_own_words_and_nothing_typed_is_lost()
    {
        await using var manager = await Manager.Enters(browser, city, "phone fr dark", "/manage#tariffs/+");
        var page = manager.Page;
        await page.SelectOptionAsync("#procedure", "signature");
        await page.FillAsync("#amount", "3.5");
        await page.FillAsync("#from", "2027-01-01");
        await page.FillAsync("#basis_fr", "Arrêté fiscal n° 4/2026");
        await page.FillAsync("#basis_ar", "القرار الجبائي رقم 4/2026");
        await page.ClickAsync("#propose [type=submit]");
        await page.Locator("#problem", new() { HasTextString = "période d’un autre tarif" }).WaitForAsync();
        manager.Visit.Expects("422");
        Assert.Equal("3.5", await page.InputValueAsync("#amount"));
        await manager.Visit.Picture("manage refused phone fr dark");
        await page.ClickAsync("#give-up");
        await page.Locator("#now .row", new() { HasTextString = "2,00 dirhams" }).First.WaitForAsync();
        await manager.Visit.Picture("manage tariffs phone fr dark");
        await manager.Opens("journal");
        Assert.Equal(0, await page.Locator("#changes .row", new() { HasTextString = "signature-2027" }).CountAsync());
    }

    [Fact]
    public async Task A_delegation_is_taken_back_at_once_and_a_proposal_is_turned_down_with_a_reason()
    {
        var reference = await Manager.Proposes(city, "sidi-moumen-2-extra", "sidi-moumen-2-officer-1", "sidi-moumen-2", "manager-2");
        await using var manager = await Manager.Enters(browser, city, "desktop fr light", "/manage#delegations/sidi-moumen-2-officer-2-2024");
        var page = manager.Page;
        await page.ClickAsync("#revoke");
        await page.ClickAsync("#reasoned [type=submit]");
        Assert.Equal(1, await page.Locator("#reasoned .summary li").CountAsync());
        await page.FillAsync("#why", "Mutation");
        await manager.Visit.Picture("manage revocation desktop fr light", whole: false);
        await page.ClickAsync("#reasoned [type=submit]");
        await page.Locator("#standing[data-status=revoked]").WaitForAsync();
        Assert.False(await page.Locator("#change-it").IsVisibleAsync());

        await page.GotoAsync($"/manage#{reference}");
        await page.ClickAsync("#reject");
        await page.FillAsync("#why", "Arrêté non signé");
        await page.ClickAsync("#reasoned [type=submit]");
        await page.Locator("#change .badge[data-status=rejected]").WaitForAsync();
        Assert.Contains("Arrêté non signé", await page.InnerTextAsync("#steps"), StringComparison.Ordinal);
        await manager.Visit.Picture("manage rejected desktop fr light");
    }

    [Fact]
    public async Task An_officer_is_renamed_by_a_proposal_and_agrees_to_none_of_their_own()
    {
        await using var manager = await Manager.Enters(browser, city, "phone fr light", "/manage#officers/sbata-1-officer-1");
        var page = manager.Page;
        await page.ClickAsync("#change-it");
        await page.FillAsync("#name_fr", "Une Autre");
        await page.FillAsync("#name_ar", "أخرى");
        await page.ClickAsync("#propose [type=submit]");
        await page.Locator("[data-when='turn=own']").First.WaitForAsync();
        Assert.Contains("Une Autre", await page.InnerTextAsync("#compared"), StringComparison.Ordinal);
        await manager.Visit.Picture("manage renaming phone fr light");
        await manager.Opens("officers");
        Assert.True(await page.Locator("#proposals .row").First.IsVisibleAsync());
    }

    [Fact]
    public async Task An_auditor_reads_and_an_officer_does_not_come_in()
    {
        await using var auditor = await Manager.Enters(browser, city, "phone fr light", "/manage#bureaus/anfa-1", "auditor-1");
        await auditor.Page.Locator("#told dt").First.WaitForAsync();
        Assert.False(await auditor.Page.Locator("#change-it").IsVisibleAsync());
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.GotoAsync("/manage");
        await visit.Page.SelectOptionAsync("#person", "anfa-1-officer-1");
        await visit.Page.ClickAsync("#choose button");
        await visit.Page.Locator("[data-when='trouble=not-allowed']").WaitForAsync();
        Assert.False(await visit.Page.Locator(".rooms [href='/audit']").IsVisibleAsync());
    }
}
