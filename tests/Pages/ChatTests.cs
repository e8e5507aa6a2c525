using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>The small chat, on the city's own Direct Line.</summary>
public sealed class ChatTests(City city, Browser browser, ITestOutputHelper output)
{
    [Theory, MemberData(nameof(Screen.All), MemberType = typeof(Screen))]
    public async Task A_person_is_answered_in_their_language_and_finds_it_all_again(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen, Chatting.InTheMedina);
        var page = visit.Page;
        await page.Chats();
        await Seen("begins");
        await page.Locator(".choices button").First.ClickAsync();
        await page.Hears(2);
        Assert.Equal("log", await page.EvaluateAsync<string>("document.activeElement.id"));
        // Each message stands as its own language does, whatever the page's.
        await page.Says("TIC-00000-000000");
        await page.Hears(3);
        await page.Says(screen.Contains(" fr ", StringComparison.Ordinal) ? "السلام عليكم" : "Bonjour");
        await page.Hears(4);
        Assert.Equal(screen.Contains(" fr ", StringComparison.Ordinal) ? ("ar", "rtl") : ("fr", "ltr"), await Stands(".said.me:nth-last-child(2)"));
        await page.ClickAsync("[data-act=place]");
        await page.Hears(5);
        Assert.Contains("33.5985, -7.6192", (await page.Said())[^2], StringComparison.Ordinal);
        Assert.Equal("polite", await page.GetAttributeAsync("#log", "aria-live"));
        await Seen("goes on");
        await page.ClickAsync("summary");
        await Seen("more");
        // By which the city erases it for whoever asks.
        Assert.Matches("^web-[a-z0-9]+$", await page.InnerTextAsync(".number"));

        var said = await page.Said();
        await page.ReloadAsync();
        await page.Hears(5);
        Assert.Equal(said, await page.Said());
        await page.Locator(".languages a:not([aria-current])").ClickAsync();
        await page.Hears(5);
        Assert.Equal(said, await page.Said());

        await page.ClickAsync("summary");
        await page.ClickAsync("[data-act=forget]");
        await page.Hears(1);
        await page.ReloadAsync();
        await page.Hears(1);
        Assert.Single(await page.Said());

        async Task Seen(string name)
        {
            await visit.Picture($"chat {name} {screen}", whole: false);
            await visit.FindsNothing(name);
        }

        async Task<(string?, string?)> Stands(string message)
        {
            var bubble = page.Locator($"{message} .bubble");
            return (await bubble.GetAttributeAsync("lang"), await bubble.GetAttributeAsync("dir"));
        }
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    public async Task A_photo_goes_with_what_is_said_of_it_and_is_there_again(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.Chats();
        await page.SetInputFilesAsync("#photo", new FilePayload { Name = "حفرة.jpg", MimeType = "image/jpeg", Buffer = Photo.Of(null, 900, 1200) });
        await page.Locator(".picked").WaitForAsync();
        await visit.FindsNothing("a photo");
        await page.FillAsync("#text", "Regardez");
        await visit.Picture($"chat photo {screen}", whole: false);
        await page.Keyboard.PressAsync("Enter");
        await page.Hears(2);
        await visit.AllIsSent();
        await page.ReloadAsync();
        await page.Hears(2);
        await visit.Until("document.querySelector('.said.me img')?.naturalWidth > 100");
        await visit.Picture($"chat photo again {screen}", whole: false);

        await page.SetInputFilesAsync("#photo", new FilePayload { Name = "x.jpg", MimeType = "image/jpeg", Buffer = [1, 2, 3] });
        await page.Locator("[data-when='problem=no-photo']").WaitForAsync();
    }

    [Theory]
    [InlineData("desktop fr light")]
    [InlineData("desktop ar dark")]
    public async Task The_keyboard_is_enough(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.Chats();
        await Tab("document.activeElement.closest('.choices')");
        await page.Keyboard.PressAsync("Enter");
        await page.Hears(2);
        await Tab("document.activeElement.id === 'text'");
        await page.Keyboard.TypeAsync("menu");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.PressAsync("Enter");
        await page.Hears(3);
        Assert.Equal("text", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.PressAsync("Shift+Tab");
        await visit.Picture($"chat focus {screen}", whole: false);

        async Task Tab(string until)
        {
            for (var press = 0; !await page.EvaluateAsync<bool>($"Boolean({until})"); press++)
            {
                Assert.True(press < 20, $"Tab never came to {until}.");
                await page.Keyboard.PressAsync("Tab");
                Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement.closest('.pick') ?? document.activeElement).outlineStyle"));
            }
        }
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    public async Task Small_screens_large_text_and_thumbs(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen, options => options.ViewportSize = new() { Width = 320, Height = 568 });
        var page = visit.Page;
        await page.Chats();
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.Picture($"chat 320 {screen}", whole: false);
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('a:not(.skip), button, summary, textarea')].filter(one => {
              const box = one.getBoundingClientRect();
              return box.height > 0 && box.height < 44;
            }).map(one => one.outerHTML)
            """));
        // 1280 by 1024 at 400 %.
        await page.SetViewportSizeAsync(320, 256);
        Assert.Equal(320, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.Locator("#text").ScrollIntoViewIfNeededAsync();
        await visit.Picture($"chat zoomed {screen}");
        await page.SetViewportSizeAsync(640, 800);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        Assert.Equal(640, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.Picture($"chat 200 {screen}", whole: false);
        Assert.Equal(0, await page.EvaluateAsync<int>("document.getAnimations().length"));
    }

    [Fact]
    public async Task Scripts_and_styles_weigh_less_than_15_kB_with_a_photo_and_all()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light", Chatting.InTheMedina);
        var page = visit.Page;
        await page.Chats();
        var opened = visit.Bytes;
        await page.SetInputFilesAsync("#photo", Steps.Small);
        await page.Locator(".picked").WaitForAsync();
        await page.Says("Regardez");
        await page.Hears(2);
        var sum = 0L;
        foreach (var request in visit.Requests.Where(request => request.Url.EndsWith(".js", StringComparison.Ordinal) || request.Url.EndsWith(".css", StringComparison.Ordinal)))
        {
            var answer = await request.ResponseAsync();
            Assert.Equal("br", await answer!.HeaderValueAsync("content-encoding"));
            var length = long.Parse((await answer.HeaderValueAsync("content-length"))!, System.Globalization.CultureInfo.InvariantCulture);
            output.WriteLine($"{new Uri(request.Url).AbsolutePath}: {length}");
            sum += length;
        }
        output.WriteLine($"Scripts and styles of the small chat: {sum} bytes compressed; the whole page with its first word: {opened} bytes on the wire.");
        Assert.InRange(sum, 5_000, 15_000);
        Assert.InRange(opened, 5_000, 25_000);
        Assert.DoesNotContain(visit.Requests, request => request.Url.Contains("woff2", StringComparison.Ordinal) || request.Url.Contains("webchat", StringComparison.Ordinal));
    }
}
