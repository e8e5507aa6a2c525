using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Every manager and auditor can work here: the keyboard alone, a screen reader, 320 pixels, a slow line.</summary>
public sealed class OfficeReachTests(City city, Browser browser, ITestOutputHelper output)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("desktop ar dark")]
    public async Task Axe_finds_nothing_every_target_is_large_enough_and_nothing_is_cut_off_at_320_pixels(string screen)
    {
        await using var manager = await Manager.Enters(browser, city, screen, "/manage#bureaus");
        var page = manager.Page;
        foreach (var (name, address, awaited) in new[]
        {
            ("shelf", "/manage#holidays", "#coming .row"), ("form", "/manage#guidance/+", "#propose"), ("entry", "/manage#bureaus/anfa-1", "#told dt"),
            ("waiting", "/manage#waiting", ".changes-title"), ("register", "/audit#register", "[data-fact=last]"), ("report", "/audit#report", "#report-caption"), ("case", "/audit#case", "#open"),
        })
        {
            await page.GotoAsync(address);
            await page.Locator(awaited).First.WaitForAsync();
            await manager.Visit.FindsNothing(name);
            await Fits(name);
        }
        foreach (var address in new[] { "/manage#bureaus", "/audit#register" })
        {
            await page.GotoAsync(address);
            await page.Locator(".shown > section:visible").WaitForAsync();
            await page.EvaluateAsync("document.querySelectorAll('main [hidden]:not(option, #words, #words *)').forEach(part => { part.hidden = false; })");
            await manager.Visit.FindsNothing($"all that {address} may say at once");
        }

        async Task Fits(string where)
        {
            var size = page.ViewportSize!;
            await page.SetViewportSizeAsync(320, 640);
            Assert.Equal((where, 320), (where, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            Assert.Empty(await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('main :is(a, button, select, summary, textarea, label:has(input[type=checkbox]), input:not([type=checkbox]))')].filter(one => {
                  const box = one.getBoundingClientRect();
                  return box.height > 0 && box.height < 44;
                }).map(one => one.outerHTML)
                """));
            await page.SetViewportSizeAsync(size.Width, size.Height);
        }
    }

    [Fact]
    public async Task The_keyboard_is_enough_to_propose_and_to_find_ones_way()
    {
        await using var manager = await Manager.Enters(browser, city, "desktop fr light", "/manage");
        var (page, keys) = (manager.Page, manager.Page.Keyboard);
        await page.Locator(".changes-title").WaitForAsync();
        await Tab(".shelves [href='#holidays']");
        await keys.PressAsync("Enter");
        await page.Locator("#coming .row").First.WaitForAsync();
        Assert.True(await Focused(".shelf-title"));
        await Tab("#add");
        await keys.PressAsync("Enter");
        await page.Locator("#propose").WaitForAsync();
        await Tab("#name_fr");
        await keys.TypeAsync("Fermeture pour travaux");
        await Tab("#propose [type=submit]");
        await keys.PressAsync("Enter");
        Assert.True(await Focused("#propose .summary"));
        await manager.Visit.Picture("manage focus desktop fr light", whole: false);
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        Assert.True(await Focused("#name_ar"));

        Task<bool> Focused(string selector) => page.EvaluateAsync<bool>($"document.activeElement.matches(\"{selector}\")");

        async Task Tab(string selector)
        {
            for (var press = 0; !await Focused(selector); press++)
            {
                Assert.True(press < 60, $"Tab never came to {selector}.");
                await keys.PressAsync("Tab");
            }
        }
    }

    [Theory]
    [InlineData("/manage")]
    [InlineData("/audit")]
    public async Task It_weighs_less_than_150_kB(string address)
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        output.WriteLine($"{address}: {visit.Bytes} bytes, {visit.Requests.Count} requests");
        Assert.InRange(visit.Bytes, 10_000, 150_000);
    }
}
