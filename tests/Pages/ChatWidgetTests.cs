using CasaServerless.Pages.Tests.Given;
using CasaServerless.Tests.Given;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CasaServerless.Pages.Tests;

/// <summary>The button that another site of the commune carries.</summary>
public sealed class ChatWidgetTests(City city, Browser browser)
{
    [Theory]
    [InlineData("desktop fr light")]
    [InlineData("phone ar light")]
    public async Task Another_site_opens_the_chat_with_its_button_and_has_its_focus_back(string screen)
    {
        var theirs = $"http://localhost:{Azurite.FreePort()}";
        await using var ours = await city.Another($"http://127.0.0.1:{Azurite.FreePort()}", $"--Casa:Chat:Origins={theirs}");
        var language = screen.Split(' ')[1];
        await using var site = await Site(theirs, ours.Http.BaseAddress!, language);
        await using var visit = await Visit.To(browser.Chromium, city, screen, options => options.BaseURL = theirs);
        var page = visit.Page;
        await page.GotoAsync("/");
        var opener = page.Locator("button.open");
        await opener.WaitForAsync();
        Assert.Equal(2, visit.Requests.Count(request => !request.Url.EndsWith("/favicon.ico", StringComparison.Ordinal)));
        var box = (await opener.BoundingBoxAsync())!;
        Assert.Equal(language == "ar", box.X < 100);
        await visit.FindsNothing("the button");
        await visit.Picture($"chat button {screen}", whole: false);

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        var chat = page.FrameLocator("iframe");
        await chat.Locator(".choices button").First.WaitForAsync(new() { Timeout = 60_000 });
        await visit.Picture($"chat widget {screen}", whole: false);
        Assert.Equal("IFRAME", await Focused());
        // Tab goes round in it and never to the page behind.
        for (var press = 0; press < 25; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.NotEqual("A", await page.EvaluateAsync<string>("document.activeElement.tagName"));
        }
        await chat.Locator("#text").FillAsync("menu");
        await chat.Locator("#text").PressAsync("Enter");
        await chat.Locator(".said.city").Nth(1).WaitForAsync(new() { Timeout = 60_000 });
        await chat.Locator("#text").PressAsync("Escape");
        await visit.Until("!document.querySelector('div[lang]').shadowRoot.querySelector('dialog').open");
        Assert.Equal("BUTTON", await Focused());

        await page.Keyboard.PressAsync("Enter");
        await chat.Locator(".said.city").Nth(1).WaitForAsync();
        await page.Locator("dialog header button").ClickAsync();
        Assert.Equal("BUTTON", await Focused());

        Task<string> Focused() => page.EvaluateAsync<string>("document.activeElement.shadowRoot?.activeElement?.tagName ?? document.activeElement.tagName");
    }

    [Fact]
    public async Task A_site_that_is_not_named_cannot_frame_it()
    {
        var theirs = $"http://localhost:{Azurite.FreePort()}";
        await using var site = await Site(theirs, new(city.Address), "fr");
        await using var visit = await Visit.To(browser.Chromium, city, "desktop fr light", options => options.BaseURL = theirs);
        await visit.Page.GotoAsync("/");
        await visit.Page.ClickAsync("button.open");
        await Eventually.True(() => Task.FromResult(visit.Page.Frames.Count > 1 && visit.Page.Frames[1].Url.StartsWith("chrome-error", StringComparison.Ordinal)), "the frame is refused");
        visit.Expects("frame-ancestors");
        // Which the button cannot know.
        visit.Expects("postMessage");
    }

    [Fact]
    public async Task The_button_keeps_its_address_and_the_chat_by_itself_is_framed_by_nobody()
    {
        using var button = await city.Http.GetAsync("/chat/widget.js");
        Assert.Equal(("text/javascript", "no-cache"), (button.Content.Headers.ContentType!.MediaType, button.Headers.CacheControl!.ToString()));
        Assert.Equal("cross-origin", button.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        using var chat = await city.Http.GetAsync("/chat");
        Assert.Contains("frame-ancestors 'none'", chat.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_is_no_origin_comes_into_no_policy()
    {
        await using var other = await city.Another($"http://127.0.0.1:{Azurite.FreePort()}", "--Casa:Chat:Origins=https://a.test/;script-src");
        using var chat = await other.Http.GetAsync("/chat?frame=1");
        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, chat.StatusCode);
    }

    /// <summary>A page of somebody else's, as strict as ours.</summary>
    static async Task<WebApplication> Site(string address, Uri city, string language)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.Replace("localhost", "127.0.0.1", StringComparison.Ordinal));
        var site = builder.Build();
        var origin = city.GetLeftPart(UriPartial.Authority);
        site.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src {origin}; frame-src {origin}";
            return Results.Content($"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Marché</title></head><body><main><h1>Marché</h1><p><a href=\"#x\">Lien</a></p></main><script src=\"{origin}/chat/widget.js\" data-lang=\"{language}\" defer></script></body></html>", "text/html; charset=utf-8");
        });
        await site.StartAsync();
        return site;
    }
}
