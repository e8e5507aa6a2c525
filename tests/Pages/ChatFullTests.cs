using System.Security.Cryptography;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Microsoft's Web Chat, as it was built by its makers, on the city's own Direct Line. What the browser refuses by the page's policy fails the visit.</summary>
public sealed class ChatFullTests(City city, Browser browser, ITestOutputHelper output)
{
    const string Written = "[data-id=webchat-sendbox-input]", Offered = ".webchat__suggested-action";

    [Theory]
    [InlineData("desktop fr light")]
    [InlineData("desktop ar dark")]
    [InlineData("phone ar light")]
    public async Task Web_Chat_goes_on_where_the_small_chat_was(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.Chats();
        Assert.DoesNotContain(visit.Requests, request => request.Url.Contains("webchat", StringComparison.Ordinal));
        var before = visit.Bytes;
        await page.ClickAsync("summary");
        await page.ClickAsync(".on-page a");
        await page.Locator(Offered).First.WaitForAsync(Long);
        output.WriteLine($"{screen}: the whole of Web Chat is {visit.Bytes - before} bytes on the wire");
        await visit.Picture($"chat full begins {screen}", whole: false);
        Assert.Equal(screen.Contains(" ar ", StringComparison.Ordinal) ? "rtl" : "ltr", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#webchat [dir], #webchat > *')).direction"));
        // Each message stands as its own language does, whatever the page's.
        Assert.Equal("plaintext", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('#webchat .webchat__bubble p')).unicodeBidi"));
        Assert.Contains("application/pdf", await page.GetAttributeAsync("#webchat input[type=file]", "accept"), StringComparison.Ordinal);
        await page.Locator(Offered).First.ClickAsync();
        await Said(1);
        await Says("menu");
        await page.Locator(Offered).First.WaitForAsync(Long);
        await page.SetInputFilesAsync("#webchat input[type=file]", new FilePayload { Name = "صورة الحفرة.jpg", MimeType = "image/jpeg", Buffer = Photo.Of(null, 600, 800) });
        await page.Locator(".webchat__attachment-icon--checked").WaitForAsync(Long);
        // It must have come before the page is loaded again.
        await page.RunAndWaitForResponseAsync(() => page.Locator(Written).PressAsync("Enter"), answer => answer.Ok && answer.Url.Contains("/upload", StringComparison.Ordinal), new() { Timeout = 90_000 });
        // As a file by its name while it is new, as the picture that the city keeps later: that may come before it was looked for.
        await page.Locator(".webchat__fileContent__fileName", new() { HasTextString = "صورة الحفرة.jpg" }).Or(page.Locator("#webchat img[src*='/api/chat/files/']")).First.WaitForAsync(Long);
        await Said(3);
        await visit.Picture($"chat full goes on {screen}", whole: false);
        await page.ReloadAsync();
        await page.Locator("#webchat img[src*='/api/chat/files/']").First.WaitForAsync(Long);
        await visit.Picture($"chat full again {screen}", whole: false);

        // And back again.
        await page.ClickAsync(".above a");
        await page.Locator(".said.me").Nth(2).WaitForAsync(Long);

        Task Said(int times) => page.Locator(".webchat__bubble--from-user").Nth(times - 1).WaitForAsync(Long);

        async Task Says(string text)
        {
            await page.FillAsync(Written, text);
            await page.Locator(Written).PressAsync("Enter");
        }
    }

    [Fact]
    public async Task It_survives_what_would_silence_it_and_a_token_that_is_over()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "desktop fr light");
        var page = visit.Page;
        await page.GotoAsync("/chat/full");
        await page.Locator(Offered).First.WaitForAsync(Long);
        await page.Fails("GET", 500, 429, 0);
        await page.Fails("POST", 500, 429);
        await Says("suivi");
        await page.GetByText("Écrivez la référence").First.WaitForAsync(Long);
        visit.Expects("Failed to load resource");
        await page.Ages(city);
        await page.ReloadAsync();
        await page.GetByText("Écrivez la référence").First.WaitForAsync(Long);
        await Says("menu");
        await page.Locator(Offered).First.WaitForAsync(Long);
        visit.Expects("403");
        await visit.Until("document.querySelector('.line-says').innerText.trim() === ''");
        Assert.Equal(2, await page.Locator(".webchat__bubble--from-user").CountAsync());

        async Task Says(string text)
        {
            await page.FillAsync(Written, text);
            await page.Locator(Written).PressAsync("Enter");
        }
    }

    [Fact]
    public async Task Its_policy_lets_in_its_own_styles_by_a_nonce_of_this_answer_and_its_files_are_its_makers()
    {
        using var first = await city.Http.GetAsync("/chat/full");
        using var second = await city.Http.GetAsync("/chat/full");
        var policies = new[] { first, second }.Select(answer => answer.Headers.GetValues("Content-Security-Policy").Single()).ToList();
        Assert.NotEqual(policies[0], policies[1]);
        Assert.Equal("no-store", first.Headers.CacheControl!.ToString());
        Assert.DoesNotContain("unsafe", policies[0], StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policies[0], StringComparison.Ordinal);
        var html = await first.Content.ReadAsStringAsync();
        var client = await File.ReadAllBytesAsync(Path.Combine(Root.Path, "node_modules", "botframework-directlinejs", "dist", "directline.js"));
        foreach (var (name, sha256) in new[] { ("webchat", WebChat), ("directline", Of(client)) })
        {
            var address = System.Text.RegularExpressions.Regex.Match(html, $"/assets/{name}-[A-Z0-9]+\\.js").Value;
            Assert.Equal(sha256, Of(await city.Http.GetByteArrayAsync(address)));
        }

        static string Of(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));
    }

    // package/dist/webchat.js of botframework-webchat 4.18.1.
    const string WebChat = "0a68ad0a64fc04d621197da10c3eec0f843e16f7d03f6bcbed29b47517cf9bff";

    static LocatorWaitForOptions Long { get; } = new() { Timeout = 90_000 };
}
