using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>The bureau's till: an officer counts the day and prints it, a manager gives back what is due.</summary>
public sealed class TillTests(City city, Browser browser)
{
    [Theory]
    [InlineData("desktop fr light", "sidi-belyout-1")]
    [InlineData("phone fr dark", "sidi-belyout-2")]
    [InlineData("desktop ar light", "ain-sebaa-1")]
    [InlineData("phone ar light", "ain-sebaa-2")]
    public async Task An_officer_counts_the_day_with_the_keyboard_and_a_manager_gives_back(string screen, string bureau)
    {
        var (kept, refused, owing) = (await Officer.Waits(city, bureau), await Officer.Waits(city, bureau), await Officer.Waits(city, bureau));
        var token = city.Running.Token(Roles.Officer, $"{bureau}-officer-1");
        foreach (var citizen in (Citizen[])[kept, refused]) await citizen.Act("fee", token, null, HttpStatusCode.OK);
        await refused.Act("refusal", token, new JsonObject { ["reason"] = "cut" }, HttpStatusCode.OK);
        await owing.Act("presentation", token, new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
        await owing.Act("certification", token, null, HttpStatusCode.Accepted);
        await owing.Reaches("certified");
        var fee = (await kept.Views())["fee"]!["due"]!.GetValue<decimal>();

        await using (var officer = await Officer.Enters(browser, city, screen, bureau))
        {
            var page = officer.Page;
            await page.Locator(".row").First.WaitForAsync();
            await page.Keyboard.PressAsync("q");
            await page.Locator("#till-lines tr").Nth(1).WaitForAsync();
            Assert.Equal("till-title", await page.EvaluateAsync<string>("document.activeElement.id"));
            Assert.Equal([kept.Reference, refused.Reference], await page.Locator("#till-lines .reference").AllInnerTextsAsync());
            Assert.Equal($"{2 * fee:0}", await page.InnerTextAsync(".sums [data-fact=tillDesk]"));
            Assert.All(await page.Locator("#till-lines [data-fact=receipt]").AllInnerTextsAsync(), number => Assert.Matches("^Q20\\d\\d-00000\\d$", number));
            var me = (await page.Locator("[data-fact=me]").First.TextContentAsync())!;
            Assert.Equal([me, me], await page.Locator("#till-lines [data-fact=officer]").AllTextContentsAsync());
            Assert.Equal(refused.Reference, await page.InnerTextAsync("#till-refunds .reference"));
            Assert.Equal(owing.Reference, await page.InnerTextAsync("#till-unpaid .reference"));
            Assert.Equal(0, await page.Locator("#till-refunds button:visible").CountAsync());
            await Clean(officer.Visit, $"till {screen}");
            // On paper: the bureau, the day, the lines, the sum and a place to sign, and nothing of the screen.
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            Assert.True(await page.Locator(".closing .signature").IsVisibleAsync());
            foreach (var part in (string[])["#till-print", ".rooms", ".due", ".who"]) Assert.False(await page.Locator(part).First.IsVisibleAsync(), part);
            await officer.Visit.Picture($"till on paper {screen}");
            await page.EmulateMediaAsync(new() { Media = Media.Screen });
            await page.FillAsync("#till-date", "2026-01-05");
            await page.Locator("[data-when='tillLines=none']").WaitForAsync();
            await page.ClickAsync("#to-till");
            await page.Keyboard.PressAsync("f");
            await page.Locator("#rows .row").First.WaitForAsync();
            Assert.False(await page.Locator("#till").IsVisibleAsync());
            Assert.InRange(officer.Visit.Bytes, 10_000, 150_000);
        }

        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/counter#till");
        await visit.Page.SelectOptionAsync("#person", "manager-1");
        await visit.Page.ClickAsync("#choose button");
        await visit.Page.Locator("#till-title").WaitForAsync();
        await visit.Page.SelectOptionAsync("#bureau", bureau);
        await visit.Page.ClickAsync("#till-refunds button");
        Assert.Equal($"{fee:0}", await visit.Page.InnerTextAsync("[data-fact=refundDesk]"));
        await visit.FindsNothing("refunds");
        await visit.Picture($"refund {screen}", whole: false);
        await visit.Page.ClickAsync("#refunding [type=submit]");
        await visit.Page.Locator("#till-lines tr").Nth(2).WaitForAsync();
        Assert.Equal($"{fee:0}", await visit.Page.InnerTextAsync(".sums [data-fact=tillDesk]"));
        Assert.Equal("done", (await refused.Views())["fee"]!["refunds"]![0]!["state"]!.GetValue<string>());
        await visit.Until("document.querySelectorAll('#till-refunds li').length === 0");
        await Clean(visit, $"till given back {screen}");
    }

    static async Task Clean(Visit visit, string name)
    {
        await visit.Picture($"counter {name}");
        await visit.FindsNothing(name);
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page scrolls sideways.");
    }
}
