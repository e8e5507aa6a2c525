using System.Diagnostics;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

public sealed class VerifyByQrTests(City city, Browser browser)
{
    [Fact]
    public async Task The_sealed_paper_printed_and_photographed_is_known_by_its_QR()
    {
        var pdf = Path.Combine(AppContext.BaseDirectory, "paper.pdf");
        await File.WriteAllBytesAsync(pdf, city.Paper);
        await Process.Start("pdftoppm", ["-r", "150", "-png", "-singlefile", pdf, pdf])!.WaitForExitAsync();
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.SetInputFilesAsync("#file", $"{pdf}.png");
        await visit.Shows("valid-code");
        Assert.Equal(city.Valid, await visit.Fact("code"));
    }

    [Theory]
    [InlineData(1500, 2000)]
    [InlineData(3000, 4000)]
    [InlineData(600, 800)]
    public async Task The_QR_on_a_photo_of_the_paper_opens_its_answer(int width, int height)
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.GotoAsync("/verify");
        Assert.DoesNotContain(visit.Requests, request => request.Url.Contains("/qr-", StringComparison.Ordinal));
        // A small photo is taken closer: codes differ, and each must be readable by a camera at all.
        await visit.Page.SetInputFilesAsync("#file", Jpeg($"{city.Address}/verify/{city.Valid}", width, height, qr: width < 1000 ? .4f : .2f));
        await visit.Shows("valid-code");
        Assert.EndsWith(city.Valid, visit.Page.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://casablanca-certifie.example/verify/K7QD-93PX-2MTA", "elsewhere")]
    [InlineData("Bonjour", "no-qr")]
    [InlineData(null, "no-qr")]
    public async Task Any_other_photo_is_told_apart(string? text, string answer)
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.SetInputFilesAsync("#file", Jpeg(text, 1500, 2000));
        await visit.Shows(answer);
        if (answer == "elsewhere") Assert.Equal("casablanca-certifie.example", await visit.Fact("elsewhere"));
        Assert.All(visit.Requests, request => Assert.StartsWith(city.Address, request.Url, StringComparison.Ordinal));
        await visit.Picture($"{answer} phone ar light");
    }

    [Fact]
    public async Task What_only_claims_to_be_a_photo_is_unreadable()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.SetInputFilesAsync("#file", new FilePayload { Name = "a.jpg", MimeType = "image/jpeg", Buffer = city.Paper });
        await visit.Shows("unreadable");
    }

    [Fact]
    public async Task The_camera_reads_the_QR_held_before_it()
    {
        // Chromium plays this file as its camera: one frame, over and over, so the QR is held close enough to be read at once, whatever its code.
        var film = Path.Combine(AppContext.BaseDirectory, "camera.mjpeg");
        await File.WriteAllBytesAsync(film, Photo.Of($"{city.Address}/verify/{city.Revoked}", 480, 640, qr: .5f));
        await using var chromium = await browser.Launch(
            "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}");
        await using var visit = await Visit.To(chromium, city, "phone fr light", options => options.Permissions = ["camera"]);
        await visit.Page.GotoAsync("/verify");
        await visit.Page.ClickAsync("#open-camera");
        await visit.Shows("revoked");
        Assert.False(await visit.Page.Locator("#camera").IsVisibleAsync());
    }

    [Fact]
    public async Task The_camera_stops_when_it_is_closed_or_refused()
    {
        var film = Path.Combine(AppContext.BaseDirectory, "empty.mjpeg");
        await File.WriteAllBytesAsync(film, Photo.Of(null, 480, 640));
        await using var chromium = await browser.Launch(
            "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}");
        await using (var visit = await Visit.To(chromium, city, "phone ar light", options => options.Permissions = ["camera"]))
        {
            await visit.Page.GotoAsync("/verify");
            await visit.Page.ClickAsync("#open-camera");
            await visit.Until("document.querySelector('video').videoWidth > 0");
            await visit.Picture("camera phone ar light", whole: false);
            await visit.Page.Keyboard.PressAsync("Escape");
            await visit.Until("document.querySelector('video').srcObject === null");
            Assert.Equal("open-camera", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
        }
        await using var refused = await Visit.To(browser.Chromium, city, "phone fr light");
        await refused.Page.GotoAsync("/verify");
        await refused.Page.ClickAsync("#open-camera");
        await refused.Shows("no-camera");
    }

    static FilePayload Jpeg(string? text, int width, int height, float qr = .2f) =>
        new() { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = Photo.Of(text, width, height, qr) };
}
