using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>The small chat on a line that loses, cuts and ages: nothing is said twice, and nothing is lost.</summary>
public sealed class ChatLineTests(City city, Browser browser)
{
    [Fact]
    public async Task What_the_line_loses_is_sent_again_once_and_in_order()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        var page = visit.Page;
        await page.Chats();
        await page.Fails("POST", 500, 429, 0, 502);
        await page.Fails("GET", 500, 429, 0, 503);
        await page.Says("menu");
        await page.Says("suivi");
        await visit.AllIsSent();
        await page.Hears(3);
        visit.Expects("Failed to load resource");
        string[] said = ["me: menu", "me: suivi"];
        Assert.Equal(said, (await page.Said()).Where(one => one.StartsWith("me", StringComparison.Ordinal)));
        await page.ReloadAsync();
        await page.Hears(3);
        Assert.Equal(said, (await page.Said()).Where(one => one.StartsWith("me", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_that_was_lost_does_not_say_it_twice()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        var page = visit.Page;
        await page.Chats();
        var lost = false;
        await page.RouteAsync("**/activities", async route =>
        {
            if (lost || route.Request.Method != "POST")
            {
                await route.FallbackAsync();
                return;
            }
            lost = true;
            await route.FetchAsync();
            await route.AbortAsync("connectionreset");
        });
        await page.Says("menu");
        await visit.AllIsSent();
        await page.Hears(2);
        visit.Expects("ERR_CONNECTION_RESET");
        await page.ReloadAsync();
        await page.Hears(2);
        Assert.Single((await page.Said()), one => one == "me: menu");
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    public async Task Without_a_network_one_writes_on_and_it_goes_when_there_is_one(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.Chats();
        await page.Context.SetOfflineAsync(true);
        await page.Says("menu");
        await page.Says("menu");
        await page.Locator("[data-when='line=offline']").WaitForAsync();
        await page.Locator("[data-when='state=waiting']:visible").First.WaitForAsync();
        await visit.Picture($"chat offline {screen}", whole: false);
        await visit.FindsNothing("offline");
        await page.Context.SetOfflineAsync(false);
        await visit.AllIsSent();
        await page.Hears(3);
        await visit.Until("document.querySelector('.line-says').innerText.trim() === ''");
        visit.Expects("ERR_INTERNET_DISCONNECTED");
    }

    [Fact]
    public async Task What_was_not_yet_sent_outlives_the_page()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        var page = visit.Page;
        await page.Chats();
        await page.RouteAsync("**/activities", route => route.Request.Method == "POST" ? route.AbortAsync("connectionreset") : route.FallbackAsync());
        await page.Says("suivi");
        await page.Locator("[data-when='state=waiting']:visible").WaitForAsync();
        visit.Expects("ERR_CONNECTION_RESET");
        await page.UnrouteAllAsync();
        await page.ReloadAsync();
        await page.Hears(2);
        Assert.Equal("me: suivi", (await page.Said())[1]);
    }

    [Fact]
    public async Task A_token_that_is_over_is_renewed_and_the_conversation_goes_on()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        var page = visit.Page;
        await page.Chats();
        await page.Says("menu");
        await page.Hears(2);
        await page.Ages(city);
        await page.ReloadAsync();
        await page.Says("suivi");
        await page.Hears(3);
        visit.Expects("403");
        Assert.Equal(5, (await page.Said()).Length);
        Assert.Equal(0, await page.Locator(".parted").CountAsync());
    }

    [Fact]
    public async Task A_conversation_that_is_gone_is_followed_by_another()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        var page = visit.Page;
        await page.Chats();
        await page.EvaluateAsync("for (const shelf of [localStorage, sessionStorage]) { const kept = JSON.parse(shelf.getItem('chat')); if (kept) shelf.setItem('chat', JSON.stringify({ ...kept, token: 'nobodys' })); }");
        await page.ReloadAsync();
        await page.Locator(".parted").WaitForAsync();
        await page.Hears(1);
        visit.Expects("403");
    }

    [Fact]
    public async Task Nobody_is_asked_while_nobody_looks()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        var page = visit.Page;
        await page.Chats();
        var ended = new TaskCompletionSource();
        page.RequestFailed += (_, request) => { if (Listens(request)) ended.TrySetResult(); };
        await Until(1);
        await Looks("hidden");
        await ended.Task;
        var asked = visit.Requests.Count(Listens);
        await page.EvaluateAsync("new Promise(done => setTimeout(done, 2500))");
        Assert.Equal(asked, visit.Requests.Count(Listens));
        await Looks("visible");
        await Until(asked + 1);

        static bool Listens(IRequest request) => request.Url.Contains("/activities?", StringComparison.Ordinal);

        Task Until(int calls) => Eventually.True(() => Task.FromResult(visit.Requests.Count(Listens) >= calls), "it listens");

        Task Looks(string how) => page.EvaluateAsync($"Object.defineProperty(document, 'visibilityState', {{ value: '{how}', configurable: true }}); document.dispatchEvent(new Event('visibilitychange'))");
    }
}
