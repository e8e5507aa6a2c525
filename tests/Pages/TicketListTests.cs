using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>What anybody sees of the city's tickets, as a list and on a map.</summary>
public sealed class TicketListTests(City city, Browser browser, ITestOutputHelper output)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("desktop ar light")]
    public async Task The_link_in_a_followers_letter_ends_following(string screen)
    {
        var ticket = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        using var followed = await ticket.Call(HttpMethod.Post, $"{ticket.Path}/followers", new JsonObject { ["email"] = "voisine@example.ma" });
        var end = JsonNode.Parse(await followed.Content.ReadAsStringAsync())!["end"]!.GetValue<string>();
        await Eventually.True(async () => (await ticket.Views())["followers"]!.GetValue<int>() == 1, "one follows");
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.GotoAsync($"/tickets?ticket={ticket.Reference}#{end}");
        await page.GetByText(ticket.Reference).First.WaitForAsync();
        // What was in the letter alone is not left on a screen that others see.
        Assert.EndsWith("/tickets", page.Url, StringComparison.Ordinal);
        await visit.Picture($"tickets-leave {screen}", false);
        await page.ClickAsync("#leave");
        await page.Locator("[data-when='leave=done']").WaitForAsync();
        await Eventually.True(async () => (await ticket.Views())["followers"]!.GetValue<int>() == 0, "nobody follows");
        Assert.DoesNotContain(visit.Requests, request => request.Url.Contains(end, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    [InlineData("desktop fr light")]
    [InlineData("desktop ar light")]
    public async Task Anybody_sees_what_and_where_and_nothing_of_whom(string screen)
    {
        var open = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        var closed = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await closed.Has("closure", city.Agent(closed), new JsonObject { ["outcome"] = "solved", ["text"] = "Réparé cette nuit" });
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await Until("/tickets?arrondissement=maarif&status=closed", closed);
        Assert.Equal(0, await page.Locator($"[data-reference='{open.Reference}']").CountAsync());
        await Until("/tickets?service=fuite-eau&arrondissement=maarif&status=all", open);
        await page.Locator($"[data-reference='{closed.Reference}']").WaitForAsync();
        await Until("/tickets?service=fuite-eau&arrondissement=maarif", open);
        Assert.Equal(0, await page.Locator($"[data-reference='{closed.Reference}']").CountAsync());
        if (screen.StartsWith("phone", StringComparison.Ordinal))
        {
            Assert.DoesNotContain(visit.Requests, request => request.Url.EndsWith("/api/boundaries", StringComparison.Ordinal));
            await page.ClickAsync("#open-map");
        }
        await page.Locator(".map .point").First.WaitForAsync();
        await page.ClickAsync($"[data-reference='{open.Reference}'] [data-act=show]");
        await page.Locator($".marked[data-reference='{open.Reference}']").WaitForAsync();
        await Seen("tickets");
        var text = await page.InnerTextAsync("main");
        foreach (var secret in new[] { Resident.Name, Resident.Phone, Resident.Email, Resident.Address, Resident.Description, "Réparé cette nuit" })
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);

        await page.ClickAsync($"[data-reference='{open.Reference}'] [data-act=me-too]");
        await page.FillAsync("#phone", "12");
        await page.ClickAsync("#me-too-form button[type=submit]");
        Assert.Equal(1, await page.Locator("#me-too-form .summary li").CountAsync());
        await Seen("tickets-me-too", whole: false);
        await page.FillAsync("#phone", "06 12 34 56 78");
        await page.ClickAsync("#me-too-form button[type=submit]");
        await page.Locator("#me-too [data-when='asks=done']").WaitForAsync();
        await page.ClickAsync("#me-too .close");
        await Eventually.True(async () => (await open.Views())["followers"]!.GetValue<int>() == 1, "one follows");

        await page.SelectOptionAsync("#arrondissement", "moulay-rachid");
        await page.SelectOptionAsync("#service", "cimetiere");
        await page.Locator("[data-when='list=none']").WaitForAsync();
        Assert.EndsWith("?arrondissement=moulay-rachid&service=cimetiere&status=open", page.Url, StringComparison.Ordinal);
        await Seen("tickets-none");

        // Lists follow within a moment.
        async Task Until(string address, Resident resident)
        {
            for (var look = 0; ; look++)
            {
                await page.GotoAsync(address);
                await page.Locator("[data-when='list=some']:visible, [data-when='list=none']:visible").WaitForAsync();
                if (await page.Locator($"[data-reference='{resident.Reference}']").CountAsync() == 1) return;
                Assert.True(look < 60, $"{resident.Reference} never came into {address}.");
                await Task.Delay(500);
            }
        }

        async Task Seen(string name, bool whole = true)
        {
            await visit.Picture($"{name} {screen}", whole);
            await visit.FindsNothing(name);
        }
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_is_said_and_asked_for_again()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.RouteAsync("**/api/tickets/public*", route => route.AbortAsync("connectionreset"));
        await visit.Page.GotoAsync("/tickets");
        await visit.Page.Locator("#again").WaitForAsync();
        visit.Expects("ERR_CONNECTION_RESET");
        await visit.FindsNothing("no list");
        await visit.Page.UnrouteAllAsync();
        await visit.Page.ClickAsync("#again");
        await visit.Page.Locator("[data-when='list=some']:visible, [data-when='list=none']:visible").WaitForAsync();
    }

    [Theory]
    [InlineData("/report")]
    [InlineData("/tickets")]
    public async Task The_map_weighs_less_than_150_kB_with_all_the_rest(string address)
    {
        await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light", TicketSteps.At(TicketSteps.Somewhere()));
        await visit.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var opened = visit.Bytes;
        if (address == "/tickets") await visit.Page.ClickAsync("#open-map");
        else
        {
            await visit.Page.Pick("fuite", "fuite-eau");
            await visit.Page.CheckAsync("[name='question-debit'][value=goutte]");
            await visit.Page.FillAsync("#description", "De l’eau coule");
            await visit.Page.Continue("subject");
            await visit.Page.ClickAsync("[data-act=map]");
        }
        await visit.Page.Locator(".map path").First.WaitForAsync();
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        output.WriteLine($"{address}: {opened} bytes, {visit.Bytes} with the map, {visit.Requests.Count} requests");
        Assert.InRange(visit.Bytes, 10_000, 150_000);
    }
}
