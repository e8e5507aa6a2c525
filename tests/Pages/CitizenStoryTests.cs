using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>A citizen's whole story on a phone, in both languages; the officer's part is played by calls.</summary>
public sealed class CitizenStoryTests(City city, Browser browser)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    public async Task From_the_home_page_to_the_sealed_paper(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        var title = screen.Contains("fr", StringComparison.Ordinal) ? "Diplôme de licence" : "شهادة الإجازة";
        await page.GotoAsync("/");
        await page.SelectOptionAsync("#arrondissement", "maarif");
        await page.Locator(".card").First.WaitForAsync();
        await Seen("home-bureaus");
        await page.ClickAsync(".door.first");

        await page.Continue("paper");
        Assert.Equal("summary", await page.EvaluateAsync<string>("document.activeElement.className"));
        await Seen("request-1-wrong");
        await page.FillAsync("#title", title);
        await page.CheckAsync("[name=destination][value=administration]");
        await Seen("request-1-advice");
        await page.Continue("paper");
        Assert.True(await page.Locator("#confirmed-wrong").IsVisibleAsync(), "Nobody goes on for an administration without saying so.");
        await page.CheckAsync("[name=destination][value=private]");
        await page.Continue("paper");
        await page.SelectOptionAsync("#arrondissement", "maarif");
        await page.CheckAsync("[name=bureau][value=maarif-1]");
        await Seen("request-2");
        await page.Continue("place");
        await page.FillAsync("#name", Citizen.Name);
        await page.FillAsync("#cin", "BK");
        await page.FillAsync("#phone", "0661");
        await page.Continue("person");
        Assert.Equal(2, await page.Locator("#person .summary li").CountAsync());
        Assert.Equal(Citizen.Name, await page.InputValueAsync("#name"));
        await Seen("request-3-wrong");
        await page.FillAsync("#cin", Citizen.Cin);
        await page.FillAsync("#phone", "٠٦٦١٩٩٨٨٧٧");
        await page.Continue("person");
        await Seen("request-4");
        await page.SetInputFilesAsync("#photo", Steps.Small);
        await page.SetInputFilesAsync("#photo", Steps.Small);
        await visit.Until("document.querySelectorAll('.sheets canvas').length === 2 && document.querySelector('.sheets canvas').width < 300");
        await Seen("request-4-photos");
        await page.Continue("document");
        await page.Locator("div[data-when=fee]").WaitForAsync();
        await Seen("request-5");
        var (reference, code) = await page.Submit();
        await page.Locator("[data-when='sending=done']").WaitForAsync();
        await page.Locator("#receipt [data-fact=fee]").WaitForAsync();
        Assert.EndsWith("#visit", await page.GetAttributeAsync("#to-visit", "href"), StringComparison.Ordinal);
        await Seen("receipt");
        Assert.Null(await page.EvaluateAsync<string?>("localStorage.getItem('legalisation draft')"));

        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-act=save]"));
        var note = await File.ReadAllTextAsync((await saved.PathAsync())!);
        Assert.Contains(reference, note, StringComparison.Ordinal);
        Assert.Contains(code, note, StringComparison.Ordinal);

        await page.ClickAsync("#to-follow");
        await page.Is("submitted");
        Assert.EndsWith($"/legalisation/{reference}", page.Url, StringComparison.Ordinal);
        Assert.Equal(title, await visit.Fact("title"));
        await page.Locator("[data-act=choose]").WaitForAsync();
        await Seen("follow-submitted");
        await page.ClickAsync("[data-act=choose]");
        await page.Locator(".hour").First.WaitForAsync();
        await Seen("visit-choose");
        await page.Locator(".hour input").First.CheckAsync();
        await page.ClickAsync("#slots button[type=submit]");
        await page.Locator(".booked").WaitForAsync();
        var booked = await visit.Fact("bookedDay") + await visit.Fact("bookedHour");
        await Seen("visit-booked");
        var calendar = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-act=calendar]"));
        Assert.StartsWith("BEGIN:VCALENDAR", await File.ReadAllTextAsync((await calendar.PathAsync())!), StringComparison.Ordinal);
        await page.ClickAsync("[data-act=choose]");
        await page.Locator(".hour input").Last.CheckAsync();
        await page.ClickAsync("#slots button[type=submit]");
        await page.Locator("#slots").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.NotEqual(booked, await visit.Fact("bookedDay") + await visit.Fact("bookedHour"));
        await page.ClickAsync("[data-act=cancel]");
        await Seen("visit-cancel");
        await page.ClickAsync("[data-act=really-cancel]");
        await page.Locator("p[data-when='visit=none']").WaitForAsync();

        await city.Officer(reference, "presentation", new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true });
        await page.ClickAsync("[data-act=refresh]");
        await page.Is("presented");
        await Seen("follow-presented");
        await city.Officer(reference, "certification");
        await page.ClickAsync("[data-act=refresh]");
        await page.Is("certified");
        await Seen("follow-certified");
        var paper = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-act=download]"));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync((await paper.PathAsync())!)));
        var verified = await city.Http.GetFromJsonAsync<JsonNode>($"/api/verifications?sha256={sha256}");
        Assert.Equal("valid", verified!["status"]!.GetValue<string>());

        await page.FillAsync("#party", "Banque de la Corniche");
        await page.ClickAsync("#share button[type=submit]");
        await page.Locator(".share-url").WaitForAsync();
        using (var taken = await city.Http.PostAsync(new Uri(new Uri(await visit.Fact("shareUrl")).AbsolutePath, UriKind.Relative), null))
            Assert.Equal("application/pdf", taken.Content.Headers.ContentType!.MediaType);
        await page.ClickAsync("[data-act=refresh]");
        await page.Locator("[data-when=opened]").WaitForAsync();
        await Seen("follow-shared");
        await page.ClickAsync("[data-act=end-share]");
        await page.Locator("[data-when='standing=over']").WaitForAsync();

        await city.Officer(reference, "revocation", new JsonObject { ["reason"] = "Délivré par erreur" });
        await page.ReloadAsync();
        await page.Is("revoked");
        await Seen("follow-revoked");
        await page.ClickAsync("[data-act=close]");
        await page.Locator("#open").WaitForAsync();
        Assert.Null(await page.EvaluateAsync<string?>("sessionStorage.getItem('legalisation access')"));
        Assert.All(visit.Requests, request => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal),
            request.Url.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

        async Task Seen(string name)
        {
            await visit.Picture($"{name} {screen}");
            await visit.FindsNothing(name);
        }
    }

    [Theory]
    [InlineData("phone fr dark")]
    [InlineData("phone ar dark")]
    public async Task What_is_refused_is_said_with_its_reason_and_what_to_do(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        var citizen = await Citizen.Submits(city.Http);
        await page.GotoAsync("/legalisation/follow");
        await page.ClickAsync("#open button[type=submit]");
        Assert.Equal(2, await page.Locator("#open .summary:not(.trouble) li").CountAsync());
        await Seen("follow-wrong");
        await page.FillAsync("#reference", citizen.Reference);
        await page.FillAsync("#code", "0000-0000");
        await page.ClickAsync("#open button[type=submit]");
        await page.Locator(".trouble").WaitForAsync();
        Assert.Equal("0000-0000", await page.InputValueAsync("#code"));
        visit.Expects("404");
        await Seen("follow-refused-code");
        await page.ClickAsync("summary");
        await page.ClickAsync("[data-act=send-code]");
        await page.Locator("[data-when='codeAsked=yes']").WaitForAsync();
        await Seen("follow-code-asked");

        await page.Follow(citizen.Reference, citizen.AccessCode);
        await page.Is("awaiting-document");
        await Seen("follow-awaiting");
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "acte.docx", MimeType = "application/msword", Buffer = [1] });
        await page.Locator("[data-when='file=wrong-type']").WaitForAsync();
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "acte.pdf", MimeType = "application/pdf", Buffer = "no pdf at all"u8.ToArray() });
        await page.ClickAsync("#again button[type=submit]");
        await page.Is("document-refused");
        await Seen("follow-document-refused");
        await page.SetInputFilesAsync("#file", Steps.Small);
        await page.ClickAsync("#again button[type=submit]");
        await page.Is("submitted");
        await city.Officer(citizen.Reference, "refusal", new JsonObject { ["reason"] = "cut", ["note"] = "Le verso manque." });
        await page.ClickAsync("[data-act=refresh]");
        await page.Is("refused");
        Assert.True(await page.Locator("[data-when='reason=cut']").IsVisibleAsync());
        Assert.Equal("Le verso manque.", await visit.Fact("note"));
        await Seen("follow-refused");

        async Task Seen(string name)
        {
            await visit.Picture($"{name} {screen}");
            await visit.FindsNothing(name);
        }
    }

    [Fact]
    public async Task The_other_language_shows_the_same_case_without_asking_again()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        var citizen = await Citizen.Submits(city.Http);
        await visit.Page.Follow(citizen.Reference, citizen.AccessCode);
        await visit.Page.ClickAsync(".languages a[lang=ar]");
        await visit.Page.Is("awaiting-document");
        Assert.Equal("rtl", await visit.Page.Locator("html").GetAttributeAsync("dir"));
        Assert.Equal(Citizen.Title, await visit.Fact("title"));
    }

    [Fact]
    public async Task Without_scripts_the_pages_say_what_cannot_be_done_and_where_to_go()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light", options => options.JavaScriptEnabled = false);
        foreach (var address in new[] { "/legalisation", "/legalisation/follow" })
        {
            await visit.Page.GotoAsync(address);
            Assert.True(await visit.Page.Locator("noscript h2").IsVisibleAsync());
            Assert.Equal(0, await visit.Page.Locator("form:visible").CountAsync());
            await visit.Picture($"no-script{address.Replace('/', '-')} phone fr light");
        }
    }
}
