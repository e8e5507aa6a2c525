using System.Text.RegularExpressions;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

public sealed class VerifyByFileTests(City city, Browser browser)
{
    FilePayload SealedPaper => new() { Name = "copie.pdf", MimeType = "application/pdf", Buffer = city.Paper };

    FilePayload ChangedPaper
    {
        get
        {
            var bytes = city.Paper.ToArray();
            bytes[bytes.Length / 2] ^= 1;
            return new() { Name = "copie.pdf", MimeType = "application/pdf", Buffer = bytes };
        }
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("desktop ar light")]
    public async Task The_sealed_file_is_known_by_its_hash_alone_and_is_never_sent(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/verify");
        await visit.Page.SetInputFilesAsync("#file", SealedPaper);
        await visit.Shows("valid-file");
        Assert.Equal(city.Facts["registerNumber"]!.GetValue<string>(), await visit.Fact("registerNumber"));
        Assert.Equal(city.Valid, await visit.Fact("code"));
        await visit.Picture($"valid-file {screen}");

        Assert.All(visit.Requests, request => Assert.True(request.Method == "GET" && request.PostDataBuffer is null));
        var asked = Assert.Single(visit.Asked);
        Assert.Matches(new Regex("/api/verifications\\?sha256=[0-9a-f]{64}$"), asked.Url);
    }

    [Theory, MemberData(nameof(Screen.All), MemberType = typeof(Screen))]
    public async Task With_the_code_a_changed_file_is_told_as_altered(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync($"/verify/{city.Valid}");
        await visit.Page.SetInputFilesAsync("#file", ChangedPaper);
        await visit.Shows("altered");
        Assert.NotEqual(await visit.Fact("sha256"), await visit.Fact("given"));
        await visit.Picture($"altered {screen}");
        await visit.Page.SetInputFilesAsync("#file", SealedPaper);
        await visit.Shows("valid-file");
        Assert.Equal("", await visit.Page.Locator("[data-fact='given']").TextContentAsync());
    }

    [Fact]
    public async Task Without_the_code_a_changed_file_is_only_unknown()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr dark");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.SetInputFilesAsync("#file", ChangedPaper);
        await visit.Shows("unknown-file");
        await visit.Picture("unknown-file phone fr dark");
    }

    [Fact]
    public async Task A_file_may_be_dropped_anywhere_on_the_page()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "desktop fr light");
        await visit.Page.GotoAsync("/verify");
        var dropped = await visit.Page.EvaluateHandleAsync(
            """
            base64 => {
              const transfer = new DataTransfer();
              const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
              transfer.items.add(new File([bytes], 'copie.pdf', { type: 'application/pdf' }));
              return transfer;
            }
            """,
            Convert.ToBase64String(city.Paper));
        await visit.Page.DispatchEventAsync(".drop", "dragover", new { dataTransfer = dropped });
        Assert.True(await visit.Page.Locator(".drop.over").IsVisibleAsync());
        await visit.Page.DispatchEventAsync("footer", "drop", new { dataTransfer = dropped });
        await visit.Shows("valid-file");
        Assert.False(await visit.Page.Locator(".drop.over").IsVisibleAsync());
    }

    [Fact]
    public async Task A_file_larger_than_any_paper_is_not_read()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.GotoAsync("/verify");
        var large = Path.Combine(AppContext.BaseDirectory, "large.pdf");
        await using (var file = File.Create(large)) file.SetLength(30 * 1024 * 1024 + 1);
        await visit.Page.SetInputFilesAsync("#file", large);
        await visit.Shows("too-large");
    }
}
