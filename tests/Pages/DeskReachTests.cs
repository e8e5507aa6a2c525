using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Every agent can work at the desk: axe, the keyboard alone, 320 pixels, a slow line.</summary>
public sealed class DeskReachTests(City city, Browser browser, ITestOutputHelper output)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    [InlineData("desktop fr dark")]
    [InlineData("desktop ar light")]
    public async Task Axe_finds_nothing(string screen)
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using var agent = await DeskAgent.Enters(browser, city, screen, Person(resident));
        await agent.Visit.FindsNothing("the list");
        await agent.Opens(resident);
        foreach (var dialog in new[] { "answering", "asking", "noting", "assigning", "transferring", "merging", "splitting", "closing", "together", "keys" })
        {
            await agent.Page.EvaluateAsync($"document.querySelector('#{dialog}').showModal()");
            await agent.Visit.FindsNothing(dialog);
            await agent.Visit.Picture($"desk-{dialog} {screen}", whole: false);
            await agent.Page.EvaluateAsync($"document.querySelector('#{dialog}').close()");
        }
        await agent.Page.EvaluateAsync("document.querySelectorAll('main [hidden]:not(option, #words, #words *)').forEach(part => { part.hidden = false; })");
        await agent.Visit.FindsNothing("all that may be said at once");
    }

    [Fact]
    public async Task The_keyboard_is_enough_and_letters_never_steal_typing()
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using var agent = await DeskAgent.Enters(browser, city, "desktop fr light", Person(resident));
        var (page, keys) = (agent.Page, agent.Page.Keyboard);
        await page.EvaluateAsync("document.querySelector('#queue-title').focus()");
        await keys.PressAsync("/");
        Assert.Equal("whom", await Focused());
        await keys.TypeAsync(resident.Reference);
        await keys.PressAsync("Enter");
        await page.Locator("#case-title", new() { HasTextString = resident.Reference }).WaitForAsync();
        await agent.Visit.Until("document.activeElement.id === 'case-title'");
        await keys.PressAsync("p");
        await agent.Sees("assigned");
        await keys.PressAsync("r");
        Assert.Equal("answering", await page.Locator("dialog[open]").GetAttributeAsync("id"));
        await page.FocusAsync("#answer");
        await keys.TypeAsync("Réparé. (q, t, u?)");
        Assert.Equal("Réparé. (q, t, u?)", await page.InputValueAsync("#answer"));
        await keys.PressAsync("Escape");
        foreach (var (key, dialog) in new[] { ("q", "asking"), ("o", "noting"), ("a", "assigning"), ("t", "transferring"), ("u", "merging"), ("s", "splitting"), ("c", "closing"), ("?", "keys") })
        {
            await page.EvaluateAsync("document.querySelector('#case-title').focus()");
            await keys.PressAsync(key);
            await page.Locator($"#{dialog}[open]").WaitForAsync();
            await keys.PressAsync("Escape");
        }
        await keys.PressAsync("h");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('#story').open"));
        await keys.PressAsync("f");
        await agent.Visit.Until("document.activeElement.matches('#queue-title, .row .open')");

        Task<string> Focused() => page.EvaluateAsync<string>("document.activeElement.id");
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    public async Task Nothing_is_cut_off_at_320_pixels_and_every_target_is_large_enough(string screen)
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using var agent = await DeskAgent.Enters(browser, city, screen, Person(resident));
        await agent.Page.SetViewportSizeAsync(320, 640);
        await agent.Page.Locator("#rows .row").First.WaitForAsync(new() { Timeout = 60_000 });
        await Fits("list");
        await agent.Opens(resident);
        await agent.Page.ClickAsync(".more-acts summary");
        await Fits("ticket");
        await agent.Visit.Picture($"desk-320 {screen}");

        async Task Fits(string where)
        {
            Assert.Equal((where, 320), (where, await agent.Page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
            Assert.Empty(await agent.Page.EvaluateAsync<string[]>("""
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
    public async Task It_weighs_less_than_150_kB(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/desk", new() { WaitUntil = WaitUntilState.NetworkIdle });
        output.WriteLine($"/desk {screen}: {visit.Bytes} bytes, {visit.Requests.Count} requests");
        Assert.InRange(visit.Bytes, 10_000, 150_000);
    }

    static string Person(Resident resident) => $"{resident.Receipt["operator"]!["id"]!.GetValue<string>()}-agent-1";
}
