using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Every officer can work here: the keyboard alone, a screen reader, 320 pixels, a slow line.</summary>
public sealed class CounterReachTests(City city, Browser browser, ITestOutputHelper output)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    [InlineData("desktop fr dark")]
    [InlineData("desktop ar light")]
    public async Task Axe_finds_nothing(string screen)
    {
        const string Bureau = "hay-hassani-1";
        var citizen = await Officer.Waits(city, Bureau);
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/counter");
        await visit.Page.Locator("#choose").WaitForAsync();
        await visit.FindsNothing("sign-in");
        await visit.Picture($"counter sign-in {screen}");
        await using var officer = await Officer.Enters(browser, city, screen, Bureau);
        await officer.Page.Locator($".row[data-reference='{citizen.Reference}']").WaitForAsync();
        await officer.Visit.FindsNothing("queue");
        await officer.Opens(citizen);
        await officer.Page.ClickAsync("#take");
        await officer.Page.ClickAsync("#certify");
        await officer.Visit.FindsNothing("incomplete");
        foreach (var dialog in new[] { "refusal", "revocation", "keys" })
        {
            await officer.Page.EvaluateAsync($"document.querySelector('#{dialog}').showModal()");
            await officer.Visit.FindsNothing(dialog);
            await officer.Visit.Picture($"counter {dialog} {screen}", whole: false);
            await officer.Page.EvaluateAsync($"document.querySelector('#{dialog}').close()");
        }
        await officer.Page.EvaluateAsync("document.querySelectorAll('main [hidden]:not(option, #words, #words *)').forEach(part => { part.hidden = false; })");
        await officer.Visit.FindsNothing("all that may be said at once");
    }

    [Fact]
    public async Task The_keyboard_is_enough_and_letters_never_steal_typing()
    {
        const string Bureau = "ben-msick-1";
        var citizen = await Officer.Waits(city, Bureau);
        await using var visit = await Visit.To(browser.Chromium, city, "desktop fr light");
        var keys = visit.Page.Keyboard;
        await visit.Page.GotoAsync("/counter");
        await visit.Page.Locator("#person").WaitForAsync();
        await Tab("person");
        await visit.Page.SelectOptionAsync("#person", $"{Bureau}-officer-1");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await visit.Page.Locator(".row").First.WaitForAsync();

        await keys.PressAsync("/");
        Assert.Equal("whom", await Focused());
        await keys.TypeAsync("ncp?");
        Assert.Equal("ncp?", await visit.Page.InputValueAsync("#whom"));
        Assert.Equal(0, await visit.Page.Locator("dialog[open]").CountAsync());
        await keys.PressAsync("Tab");
        await keys.PressAsync("?");
        Assert.Equal("keys", await visit.Page.Locator("dialog[open]").GetAttributeAsync("id"));
        await visit.Picture("counter keys-open desktop fr light", whole: false);
        await keys.PressAsync("n");
        await keys.PressAsync("Escape");
        Assert.Equal(0, await visit.Page.Locator("dialog[open]").CountAsync());

        await keys.PressAsync("j");
        Assert.Contains(citizen.Reference, await visit.Page.EvaluateAsync<string>("document.activeElement.textContent"), StringComparison.Ordinal);
        await keys.PressAsync("n");
        await visit.Page.Locator("#certify").WaitForAsync();
        Assert.Equal("case-title", await Focused());
        await keys.PressAsync("e");
        await keys.PressAsync("Space");
        await Tab("", "[name=seen]");
        await keys.PressAsync("Space");
        await keys.PressAsync("c");
        Assert.Equal("certify", await Focused());
        await visit.Picture("counter focus desktop fr light", whole: false);
        await keys.PressAsync("Enter");
        await visit.Page.Locator("#print").WaitForAsync();
        await citizen.Reaches("certified");
        await keys.PressAsync("h");
        Assert.True(await visit.Page.EvaluateAsync<bool>("document.querySelector('#story').open"));
        await keys.PressAsync("f");
        Assert.Equal("queue-title", await Focused());

        // Turned off, they are silent (WCAG 2.1.4); and an Arabic keyboard's keys count by their place.
        await visit.Page.EvaluateAsync("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ظ', code: 'Slash', bubbles: true }))");
        Assert.Equal("whom", await Focused());
        await visit.Page.EvaluateAsync("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '؟', code: 'Slash', shiftKey: true, bubbles: true }))");
        await visit.Page.UncheckAsync("#keys-on");
        await keys.PressAsync("Escape");
        await keys.PressAsync("?");
        Assert.Equal(0, await visit.Page.Locator("dialog[open]").CountAsync());

        Task<string> Focused() => visit.Page.EvaluateAsync<string>("document.activeElement.id");

        async Task Tab(string id, string? selector = null)
        {
            for (var press = 0; !await visit.Page.EvaluateAsync<bool>($"document.activeElement.matches('{selector ?? "#" + id}')"); press++)
            {
                Assert.True(press < 30, $"Tab never came to {selector ?? id}.");
                await keys.PressAsync("Tab");
            }
        }
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    public async Task Nothing_is_cut_off_at_320_pixels_and_every_target_is_large_enough(string screen)
    {
        const string Bureau = "hay-hassani-2";
        var citizen = await Officer.Waits(city, Bureau, kind: "signature");
        await using var officer = await Officer.Enters(browser, city, screen, Bureau);
        await officer.Page.SetViewportSizeAsync(320, 640);
        await Fits("queue");
        await officer.Opens(citizen);
        await officer.Page.ClickAsync("#take");
        await officer.Page.CheckAsync("[name=proof][value=witnesses]");
        await Fits("case");
        await officer.Picture($"case-320 {screen}");
        await officer.Page.ClickAsync("#release");

        async Task Fits(string where)
        {
            Assert.Equal((where, 320), (where, await officer.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            Assert.Empty(await officer.Page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('main :is(a, button, select, summary, label:has(input[type=checkbox], input[type=radio]), input:not([type=checkbox], [type=radio]))')].filter(one => {
                  const box = one.getBoundingClientRect();
                  return box.height > 0 && box.height < 44;
                }).map(one => one.outerHTML)
                """));
        }
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("desktop ar dark")]
    public async Task It_weighs_less_than_150_kB_without_the_papers(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/counter", new() { WaitUntil = WaitUntilState.NetworkIdle });
        output.WriteLine($"/counter {screen}: {visit.Bytes} bytes, {visit.Requests.Count} requests");
        Assert.InRange(visit.Bytes, 10_000, 150_000);
    }
}
