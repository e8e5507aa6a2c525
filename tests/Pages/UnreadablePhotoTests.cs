using System.Text;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Photos that cannot be read, at once, late or never: no page is missing unnoticed, and nothing is said of what was taken out.</summary>
public sealed class UnreadablePhotoTests(City city, Browser browser)
{
    const string Document = "#document:not([hidden])", Warnings = ".uploader .field .wrong:visible";

    static readonly FilePayload Broken = new() { Name = "Screenshot_20261130_192233_com.android.gallery.jpg", MimeType = "image/jpeg", Buffer = "no photo at all"u8.ToArray() };

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    public async Task What_turns_out_unreadable_at_the_last_moment_is_not_sent_and_makes_no_case(string screen)
    {
        await using var visit = await Held(screen);
        var page = visit.Page;
        await page.Fill();
        await page.SetInputFilesAsync("#file", [Broken]);
        await page.Locator(".chosen").WaitForAsync();
        // As who changes the document comes back to the last step.
        await page.EvaluateAsync("location.hash = 'check'");
        await page.ClickAsync("#send");
        await Release(page);
        await page.Locator(Document).WaitForAsync();
        Assert.Equal("summary", await page.EvaluateAsync<string>("document.activeElement.className"));
        Assert.Contains(Broken.Name, await page.Locator(Warnings).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await visit.Picture($"photo-unreadable {screen}");
        await visit.FindsNothing("photo-unreadable");
        Assert.DoesNotContain(visit.Requests, request => request.Method is "POST" or "PATCH" or "PUT");

        await page.ClickAsync("[data-act=clear]");
        Assert.Equal(0, await page.Locator(Warnings).CountAsync());
        await page.Choose(Steps.Small);
        await page.Locator("#check").WaitForAsync();
        Assert.Equal(Steps.Small.Name, await page.InnerTextAsync(".recap [data-fact=fileName]"));
        await page.Submit();
        await page.Locator("[data-when='sending=done']").WaitForAsync();
    }

    [Theory]
    [InlineData("phone fr dark")]
    [InlineData("phone ar light")]
    public async Task The_step_is_left_once_every_photo_is_read_and_the_warning_stays_until_the_photo_is_taken_out(string screen)
    {
        await using var visit = await Held(screen);
        var page = visit.Page;
        await page.Fill();
        await page.SetInputFilesAsync("#file", [Steps.Small, Broken]);
        await page.Continue("document");
        await page.Locator("[data-when=reading]").WaitForAsync();
        await visit.Picture($"photos-reading {screen}");
        await Release(page);
        await page.Locator("#document .summary").WaitForAsync();
        await page.SetInputFilesAsync("#photo", Steps.Small);
        await visit.Until("document.querySelectorAll('.sheets canvas')[2].width < 300");
        Assert.Contains($"2 ({Broken.Name})", await page.Locator(Warnings).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator(".sheets .wrong:visible").CountAsync());
        await visit.Picture($"photos-unreadable {screen}");
        await visit.FindsNothing("photos-unreadable");
        await page.Locator("[data-act=drop]").Nth(1).ClickAsync();
        Assert.Equal(0, await page.Locator(Warnings).CountAsync());
        await page.Continue("document");
        await page.Locator("#check").WaitForAsync();
        Assert.Equal("2 × JPEG", await page.InnerTextAsync(".recap [data-fact=fileName]"));
    }

    [Fact]
    public async Task Of_what_was_taken_out_or_replaced_before_it_was_read_nothing_is_said_and_what_had_not_begun_is_not_read()
    {
        await using var visit = await Held("phone fr light");
        var page = visit.Page;
        await page.Fill();
        await page.SetInputFilesAsync("#file", [Broken, Broken, Steps.Small]);
        await visit.Until("held.length === 1");
        await page.Locator("[data-act=drop]").Nth(1).ClickAsync();
        await page.Locator("[data-act=drop]").First.ClickAsync();
        await Release(page);
        await visit.Until("document.querySelector('.sheets canvas').width < 300");
        Assert.Equal(0, await page.Locator(Warnings).CountAsync());
        Assert.Equal(2, await page.EvaluateAsync<int>("asked"));

        await page.SetInputFilesAsync("#photo", Broken);
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "acte.pdf", MimeType = "application/pdf", Buffer = Encoding.ASCII.GetBytes("%PDF") });
        await page.Continue("document");
        await page.Locator("#check").WaitForAsync();
        Assert.Equal("acte.pdf", await page.InnerTextAsync(".recap [data-fact=fileName]"));
        Assert.Equal(0, await page.Locator(".uploader .field .wrong:not([hidden])").CountAsync());
    }

    [Fact]
    public async Task A_photo_that_is_neither_read_nor_refused_holds_the_others_up_for_twenty_seconds_only()
    {
        await using var visit = await Held("phone fr light");
        var page = visit.Page;
        await page.Clock.InstallAsync();
        await page.Fill();
        await page.SetInputFilesAsync("#file", [Steps.Small, Steps.Large]);
        await visit.Until("held.length === 1");
        await page.Continue("document");
        await page.Clock.RunForAsync(19_000);
        Assert.Equal(0, await page.Locator(Warnings).CountAsync());
        await page.Clock.RunForAsync(1500);
        await visit.Until("held.length === 2");
        await page.EvaluateAsync("held[1]()");
        await visit.Until("document.querySelectorAll('.sheets canvas')[1].width < 300");
        await page.Locator("#document .summary").WaitForAsync();
        Assert.Contains($"1 ({Steps.Small.Name})", await page.Locator(Warnings).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_awaits_its_document_is_not_sent_one_without_pages()
    {
        await using var visit = await Held("phone ar light");
        var page = visit.Page;
        var citizen = await Citizen.Submits(city.Http);
        await page.Follow(citizen.Reference, citizen.AccessCode);
        await page.Is("awaiting-document");
        await page.SetInputFilesAsync("#file", [Broken]);
        await page.ClickAsync("#again button[type=submit]");
        await Release(page);
        await page.Locator(Warnings).WaitForAsync();
        await visit.Until("document.activeElement.id === 'photo'");
        await visit.Picture("follow-photo-unreadable phone ar light");
        await page.ClickAsync("#again button[type=submit]");
        Assert.DoesNotContain(visit.Requests, request => request.Url.Contains("/api/uploads/", StringComparison.Ordinal));
        await page.SetInputFilesAsync("#file", [Steps.Small]);
        await page.Locator("[data-act=drop]").First.ClickAsync();
        await page.ClickAsync("#again button[type=submit]");
        await page.Is("submitted");
    }

    [Fact]
    public async Task Photos_are_drawn_without_a_network()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.Fill();
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.SetInputFilesAsync("#photo", Steps.Small);
        await visit.Until("document.querySelector('.sheets canvas').width < 300");
    }

    /// <summary>Someone whose telephone reads no photo before it is told to.</summary>
    async Task<Visit> Held(string screen)
    {
        var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.AddInitScriptAsync("""
            const read = createImageBitmap;
            [window.held, window.asked] = [[], 0];
            window.createImageBitmap = photo => new Promise(go => { asked++; held.push(go); }).then(() => read(photo));
            """);
        return visit;
    }

    static Task Release(IPage page) => page.EvaluateAsync("() => { held.splice(0).forEach(go => go()); held.push = go => go(); }");
}
