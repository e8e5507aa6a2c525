using System.Collections.Concurrent;
using System.Text.Json;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>
/// One person's browser on the city's pages. It keeps what crossed the wire, and when it closes it complains of whatever the console said:
/// errors, refused scripts or styles, exceptions.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    readonly ConcurrentQueue<string> complaints = new();
    readonly IBrowserContext context;
    long bytes;

    Visit(IBrowserContext context, IPage page, string screen)
    {
        this.context = context;
        (Page, Screen) = (page, screen);
        context.Request += (_, request) => Requests.Enqueue(request);
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>In words, as <see cref="Given.Screen"/> has them.</summary>
    public string Screen { get; }

    /// <summary>Everything that the browser asked for.</summary>
    public ConcurrentQueue<IRequest> Requests { get; } = new();

    /// <summary>What the city was asked, but for the keys and the bureaus' names that the verification page keeps for where there is no network.</summary>
    public IEnumerable<IRequest> Asked => Requests.Where(request => request.Url.Contains("/api/", StringComparison.Ordinal)
        && !request.Url.EndsWith("/api/registers/key", StringComparison.Ordinal) && !request.Url.EndsWith("/api/bureaus", StringComparison.Ordinal));

    /// <summary>What the browser received, headers and all, as it came over the wire.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    public static async Task<Visit> To(IBrowser browser, City city, string screen, Action<BrowserNewContextOptions>? with = null)
    {
        var (width, height, language, scheme) = Given.Screen.Named(screen);
        var options = new BrowserNewContextOptions
        {
            BaseURL = city.Address,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = language,
            HasTouch = width < 500,
        };
        with?.Invoke(options);
        var context = await browser.NewContextAsync(options);
        var visit = new Visit(context, await context.NewPageAsync(), screen);
        var wire = await context.NewCDPSessionAsync(visit.Page);
        await wire.SendAsync("Network.enable");
        wire.Event("Network.loadingFinished").OnEvent += (_, finished) =>
            Interlocked.Add(ref visit.bytes, (long)((JsonElement)finished!).GetProperty("encodedDataLength").GetDouble());
        return visit;
    }

    /// <summary>Waits for an answer to be shown.</summary>
    public Task Shows(string answer) => Page.Locator($"[data-when='answer={answer}']").WaitForAsync();

    /// <summary>Waits until an expression holds in the page (Playwright's own waiting evaluates text there, which the page's policy refuses).</summary>
    public async Task Until(string expression)
    {
        for (var tries = 0; !await Page.EvaluateAsync<bool>(expression); tries++)
        {
            Assert.True(tries < 400, $"After forty seconds this still does not hold: {expression}; the console said: {string.Join(" | ", complaints)}");
            await Task.Delay(100);
        }
    }

    /// <summary>Text of the fact called <paramref name="name"/>.</summary>
    public Task<string> Fact(string name) => Page.Locator($"[data-fact='{name}']").InnerTextAsync();

    /// <summary>Takes note that the console will have said this, once or more.</summary>
    public void Expects(string complaint)
    {
        Assert.Contains(complaints, said => said.Contains(complaint, StringComparison.Ordinal));
        var others = complaints.Where(said => !said.Contains(complaint, StringComparison.Ordinal)).ToList();
        complaints.Clear();
        others.ForEach(complaints.Enqueue);
    }

    /// <summary>Keeps a picture of the page for people to look at: of all of it, or of what the screen shows.</summary>
    public async Task Picture(string name, bool whole = true)
    {
        var path = Path.Combine(Root.Path, "tests", "output", "pages", $"{name.Replace(' ', '-')}.png");
        await Page.ScreenshotAsync(new() { Path = path, FullPage = whole, Animations = ScreenshotAnimations.Disabled });
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        Assert.Empty(complaints);
    }
}
