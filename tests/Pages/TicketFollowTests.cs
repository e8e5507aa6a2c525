using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Somebody follows what they reported; the agent's part is played by calls.</summary>
public sealed class TicketFollowTests(City city, Browser browser)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    public async Task Asked_answered_rated_and_reopened(string screen)
    {
        var arabic = screen.Contains("ar", StringComparison.Ordinal);
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere(), language: arabic ? "ar" : "fr");
        var agent = city.Agent(resident);
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.FollowTicket(resident);
        await page.Locator("#status [data-when='status=received']").WaitForAsync();
        Assert.Equal(Resident.Description, await visit.Fact("description"));
        Assert.Equal(1, await page.Locator("#answers dd").CountAsync());
        Assert.Matches(@"^33\.\d{5}, -7\.\d{5}$", await visit.Fact("point"));
        await Seen("ticket-received");

        var question = arabic ? "من أي جهة يأتي الماء؟" : "De quel côté vient l’eau ?";
        await resident.Has("question", agent, Resident.Text(question));
        await page.ClickAsync("[data-act=refresh]");
        await page.Locator("#status [data-when='status=awaiting-reporter']").WaitForAsync();
        Assert.Equal(question, await visit.Fact("question"));
        await page.ClickAsync("#say button");
        Assert.Equal(1, await page.Locator("#say .summary li").CountAsync());
        await Seen("ticket-asked");
        await page.FillAsync("#message", arabic ? "من جهة اليمين" : "De la droite");
        await page.ClickAsync("#say button");
        await page.Locator("#status [data-when='status=received']").WaitForAsync();
        Assert.Equal("", await page.InputValueAsync("#message"));
        Assert.Equal(2, await page.Locator("#messages li").CountAsync());

        await resident.Has("note", agent, Resident.Text("Équipe de nuit prévenue"));
        await resident.Has("answer", agent, new JsonObject { ["text"] = arabic ? "أُصلح الأنبوب." : "La conduite est réparée.", ["closes"] = "solved" });
        await page.ClickAsync("[data-act=refresh]");
        await page.Locator("#status [data-when='status=closed']").WaitForAsync();
        Assert.DoesNotContain("Équipe de nuit", await page.InnerTextAsync("#case"), StringComparison.Ordinal);
        await Seen("ticket-closed");
        await page.ClickAsync("#rate button");
        Assert.Equal(1, await page.Locator("#rate .summary li").CountAsync());
        await page.CheckAsync("[name=stars][value='4']", new() { Force = true });
        await page.ClickAsync("#rate button");
        await page.Locator("[data-when=rated]").WaitForAsync();
        Assert.Equal("4", await visit.Fact("rated"));
        Assert.False(await page.Locator("#rate").IsVisibleAsync());
        await page.FillAsync("#why", arabic ? "عاد التسرب" : "La fuite est revenue");
        await page.ClickAsync("#reopen button");
        await page.Locator("#status [data-when='status=received']").WaitForAsync();
        await Seen("ticket-reopened");

        await page.ClickAsync("details:has([data-act=hide-name]) summary");
        await page.ClickAsync("[data-act=hide-name]");
        await page.Locator("[data-when=nameHidden]").WaitForAsync();
        Assert.Null((await resident.Seen(agent))["reporter"]);
        await page.ClickAsync("[data-act=withdraw]");
        await page.Locator("#withdrawal").WaitForAsync();
        await visit.FindsNothing("the last question before a withdrawal");
        await page.ClickAsync("#withdrawal [value=no]");
        await page.ClickAsync("[data-act=withdraw]");
        await page.ClickAsync("#withdrawal [value=yes]");
        await page.Locator("#status [data-when='status=withdrawn']").WaitForAsync();
        await Seen("ticket-withdrawn");
        await page.ClickAsync("[data-act=close]");
        Assert.Null(await page.EvaluateAsync<string?>("sessionStorage.getItem('ticket access')"));

        async Task Seen(string name)
        {
            await visit.Picture($"{name} {screen}");
            await visit.FindsNothing(name);
        }
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    public async Task A_wrong_code_opens_nothing_and_what_was_typed_stays(string screen)
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/tickets/follow");
        await visit.Page.ClickAsync("#open button[type=submit]");
        Assert.Equal(2, await visit.Page.Locator("#open .summary:not(.trouble) li").CountAsync());
        await visit.Picture($"ticket-wrong {screen}");
        await visit.Page.FillAsync("#reference", resident.Reference.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        await visit.Page.FillAsync("#code", "0000-0000");
        await visit.Page.ClickAsync("#open button[type=submit]");
        await visit.Page.Locator("#open .trouble").WaitForAsync();
        visit.Expects("404");
        Assert.Equal("0000-0000", await visit.Page.InputValueAsync("#code"));
        await visit.Picture($"ticket-refused {screen}");
        await visit.FindsNothing("a wrong code");
    }

    [Fact]
    public async Task A_lost_line_keeps_the_message_and_sends_it_once()
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.FollowTicket(resident);
        var lost = true;
        await visit.Page.RouteAsync("**/messages", async route =>
        {
            if (!lost)
            {
                await route.ContinueAsync();
                return;
            }
            lost = false;
            await route.FetchAsync();
            await route.AbortAsync("connectionreset");
        });
        await visit.Page.FillAsync("#message", "L’eau monte");
        await visit.Page.ClickAsync("#say button");
        await visit.Page.Locator("#act-problem").WaitForAsync();
        visit.Expects("ERR_CONNECTION_RESET");
        Assert.Equal("L’eau monte", await visit.Page.InputValueAsync("#message"));
        await visit.Page.ClickAsync("#say button");
        await visit.Until("document.querySelector('#message').value === ''");
        Assert.Single((await resident.Views())["messages"]!.AsArray());
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    public async Task A_lost_code_is_asked_for_without_learning_whether_it_is_sent(string screen)
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.GotoAsync("/tickets/follow");
        await page.ClickAsync("#open summary");
        await page.ClickAsync("[data-act=send-code]");
        Assert.Equal(1, await page.Locator("#open .summary:not(.trouble) li").CountAsync());
        // A reference that nobody has is answered as one that somebody has.
        foreach (var reference in (string[])["TIC-00000-000000", resident.Reference])
        {
            await page.GotoAsync($"/tickets/{reference}");
            await page.ClickAsync("#open summary");
            await page.ClickAsync("[data-act=send-code]");
            await page.Locator("[data-when='codeAsked=yes']").WaitForAsync();
        }
        await visit.Picture($"ticket-code-asked {screen}");
        await visit.FindsNothing("a lost code was asked for");
    }

    [Fact]
    public async Task A_part_that_was_made_a_ticket_of_its_own_is_followed_from_the_whole()
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await resident.Has("split", city.Agent(resident), new JsonObject { ["service"] = "depot-sauvage", ["description"] = "Des gravats à côté" }, System.Net.HttpStatusCode.Created);
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.FollowTicket(resident);
        await visit.Page.ClickAsync("#parts-of-it a");
        await visit.Page.Locator("[data-fact=description]", new() { HasTextString = "Des gravats à côté" }).WaitForAsync();
        Assert.NotEqual(resident.Reference, await visit.Page.InnerTextAsync(".which [data-fact=reference]"));
    }
}
