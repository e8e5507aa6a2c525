using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Everyone can use the pages: WCAG 2.2 AA as far as a machine can tell, the keyboard alone, small and unusual screens.</summary>
public sealed class ReachTests(City city, Browser browser)
{
    readonly string[] addresses =
        ["/", "/verify", $"/verify/{city.Valid}", $"/verify/{city.Revoked}", $"/verify/{City.Unknown}", "/legalisation", "/legalisation/follow",
         "/report", "/tickets", "/tickets/follow", "/tickets/figures", "/nowhere"];

    [Theory, MemberData(nameof(Screen.All), MemberType = typeof(Screen))]
    public async Task Axe_finds_nothing(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        foreach (var (name, address) in new[] { ("home", "/"), ("404", "/nowhere") })
        {
            await visit.Page.GotoAsync(address);
            await visit.FindsNothing(address);
            await visit.Picture($"{name} {screen}");
        }
        visit.Expects("404");

        // Every answer, fact and message at once: what one of them gets wrong shows.
        foreach (var address in new[] { "/", "/legalisation", "/legalisation/follow", "/report", "/tickets", "/tickets/follow", "/tickets/figures", $"/verify/{city.Valid}" })
        {
            await visit.Page.GotoAsync(address);
            await visit.Page.EvaluateAsync("document.querySelectorAll('main [hidden]').forEach(part => { part.hidden = false; })");
            await visit.FindsNothing($"everything of {address}");
        }
        await visit.Page.EvaluateAsync("document.querySelector('#camera').showModal()");
        await visit.FindsNothing("the camera");
    }

    [Fact]
    public async Task Axe_finds_nothing_in_the_answers_as_they_come()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        foreach (var address in addresses[1..^1])
        {
            await visit.Page.GotoAsync(address);
            await visit.FindsNothing(address);
        }
        await visit.Page.GotoAsync("/verify");
        await visit.Page.ClickAsync("#by-code button");
        await visit.FindsNothing("a wrong code");
    }

    [Fact]
    public async Task Axe_would_find_a_fault()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.EvaluateAsync("document.documentElement.removeAttribute('lang')");
        Assert.Contains(await visit.Faults(), fault => fault.StartsWith("html-has-lang:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    public async Task Nothing_is_cut_off_at_320_pixels_or_at_twice_the_text(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen, options => options.ViewportSize = new() { Width = 320, Height = 640 });
        foreach (var address in addresses)
        {
            await visit.Page.GotoAsync(address);
            Assert.Equal(320, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            if (address == "/verify") await visit.Picture($"verify-320 {screen}");
        }
        await visit.Page.SetViewportSizeAsync(640, 640);
        await visit.Page.GotoAsync("/verify");
        await visit.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        Assert.Equal(640, await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        visit.Expects("404");
    }

    [Fact]
    public async Task Every_target_is_at_least_44_pixels_high_or_stands_in_a_line_of_text()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        foreach (var address in addresses[..^1])
        {
            await visit.Page.GotoAsync(address);
            var small = await visit.Page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('a:not(.skip), button, select, summary, input:not([type=file])')].filter(one => {
                  const box = (one.closest('.choice') ?? one).getBoundingClientRect();
                  return box.height > 0 && box.height < 44 && !one.closest('p');
                }).map(one => one.outerHTML)
                """);
            Assert.Empty(small);
        }
    }

    [Theory]
    [InlineData("desktop fr light")]
    [InlineData("desktop ar dark")]
    public async Task The_keyboard_is_enough(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        // Listening from the start: asked for only at the key press, the browser may open its own window first.
        visit.Page.FileChooser += (_, chooser) => _ = chooser.SetFilesAsync(
            new FilePayload { Name = "copie.pdf", MimeType = "application/pdf", Buffer = city.Paper });
        await visit.Page.GotoAsync("/verify");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await Focused("className"));
        Assert.True((await visit.Page.Locator(".skip").BoundingBoxAsync())!.Y >= 0, "The skip link comes into sight.");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await Focused("id"));

        await Tab("code");
        await visit.Page.Keyboard.TypeAsync(city.Valid.ToLowerInvariant());
        await visit.Picture($"focus {screen}", whole: false);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Shows("valid-code");

        await Tab("file");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Shows("valid-file");

        async Task Tab(string id)
        {
            for (var press = 0; await Focused("id") != id; press++)
            {
                Assert.True(press < 20, $"Tab never came to {id}.");
                await visit.Page.Keyboard.PressAsync("Tab");
                var outline = await visit.Page.EvaluateAsync<string>(
                    "getComputedStyle(document.activeElement.closest('.drop') ?? document.activeElement).outlineStyle");
                Assert.NotEqual("none", outline);
            }
        }

        Task<string> Focused(string property) => visit.Page.EvaluateAsync<string>($"document.activeElement.{property}");
    }

    [Fact]
    public async Task The_answer_is_spoken_and_never_a_colour_alone()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.GotoAsync($"/verify/{city.Valid}");
        var region = visit.Page.Locator("#answer");
        Assert.Equal("polite", await region.GetAttributeAsync("aria-live"));
        foreach (var verdict in await region.Locator(".verdict").AllAsync())
        {
            Assert.Equal(1, await verdict.Locator("svg.seal").CountAsync());
            Assert.NotEmpty((await verdict.TextContentAsync())!.Trim());
        }
    }

    [Fact]
    public async Task Who_wants_no_motion_or_more_contrast_gets_it()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce, Contrast = Contrast.More });
        await visit.Page.GotoAsync("/verify");
        Assert.Equal("none", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.turning')).animationName"));
        await visit.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ColorScheme = ColorScheme.Dark });
        await visit.Page.GotoAsync($"/verify/{city.Revoked}");
        await visit.Picture("forced-colours phone fr dark");
    }
}
