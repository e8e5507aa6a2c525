using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;
using CasaServerless.Pages.Tests.Given;
using SkiaSharp;

namespace CasaServerless.Pages.Tests;

/// <summary>
/// A signature is legalised, played whole on phones by its citizen and by the officer: signed at the desk under the card, known by a specimen,
/// and vouched for by two witnesses.
/// </summary>
public sealed class SignatureStoryTests(City city, Browser browser)
{
    static readonly FilePayload signed = new() { Name = "signe.jpg", MimeType = "image/jpeg", Buffer = Photo.Of("signed", 900, 1200) };

    [Theory]
    [InlineData("phone fr light", "sidi-bernoussi-1")]
    [InlineData("phone ar light", "sidi-bernoussi-2")]
    public async Task Signed_before_the_officer_who_scans_it_and_verified_by_whoever_receives_it(string screen, string bureau)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.GotoAsync("/legalisation");
        await page.CheckAsync("[name=kind][value=signature]");
        await page.FillAsync("#title", screen.Contains("fr", StringComparison.Ordinal) ? "Engagement de location" : "التزام بالكراء");
        await page.CheckAsync("[name=destination][value=private]");
        await page.Continue("paper");
        await page.SelectOptionAsync("#arrondissement", "sidi-bernoussi");
        await page.CheckAsync($"[name=bureau][value={bureau}]");
        await page.Continue("place");
        await page.FillAsync("#name", Citizen.Name);
        await page.FillAsync("#cin", "BJ445566");
        await page.FillAsync("#phone", "06 61 99 88 77");
        await page.Continue("person");
        await page.Locator("#limits [data-fact=maxPages]").WaitForAsync();
        await Seen("request-4");
        await page.Choose(Steps.Small);
        var (reference, code) = await page.Submit();
        await page.Locator("[data-when='sending=done']").WaitForAsync();
        await Seen("receipt");
        await page.ClickAsync("#to-follow");
        await page.Is("submitted");
        await page.ClickAsync("[data-act=choose]");
        await page.Locator(".hour input").First.CheckAsync();
        await page.ClickAsync("#slots button[type=submit]");
        await page.Locator(".booked").WaitForAsync();
        await Seen("follow-booked");

        await using (var officer = await Officer.Enters(browser, city, screen, bureau))
        {
            var desk = officer.Page;
            await desk.FillAsync("#whom", "bj 445566");
            await desk.ClickAsync("#find button");
            await desk.Locator("#case-title", new() { HasTextString = reference }).WaitForAsync();
            await desk.ClickAsync("#come");
            await desk.Locator("#leave").WaitForAsync();
            await desk.ClickAsync("#take");
            await desk.Locator("#specimen [data-when='specimen=none']").First.WaitForAsync();
            await Shown(officer, "case");
            await desk.SetInputFilesAsync("#scan-file", signed);
            await desk.Locator("#scan p[data-when='scan=done']").WaitForAsync();
            await desk.Locator("#case-title:focus").WaitForAsync();
            await desk.CheckAsync("[name=proof][value=cnie]");
            await desk.CheckAsync("[name=seen]");
            await Shown(officer, "ready");
            await desk.ClickAsync("#certify");
            await desk.Locator("#print").WaitForAsync();
            await desk.EvaluateAsync("document.querySelector('#story').open = true");
            await Shown(officer, "certified");
        }

        await page.ClickAsync("[data-act=refresh]");
        await page.Is("certified");
        await page.Locator("#visit h3").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await Seen("follow-certified");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-act=download]"));
        var paper = await File.ReadAllBytesAsync((await download.PathAsync())!);

        // Whoever receives it has the file, and nothing else of the citizen's.
        await using var anyone = await Visit.To(browser.Chromium, city, screen);
        await anyone.Page.GotoAsync("/verify");
        await anyone.Page.SetInputFilesAsync("#file", new FilePayload { Name = "recu.pdf", MimeType = "application/pdf", Buffer = paper });
        await anyone.Shows("valid-file");
        Assert.True(await anyone.Page.Locator("dd [data-when='kind=signature']").Last.IsVisibleAsync());
        await anyone.Picture($"signature verified {screen}");
        await anyone.FindsNothing("the signature's file");
        Assert.DoesNotContain(visit.Requests, request => request.Url.Contains(code, StringComparison.OrdinalIgnoreCase));

        async Task Seen(string name)
        {
            await visit.Picture($"signature {name} {screen}");
            await visit.FindsNothing(name);
        }
    }

    [Theory]
    [InlineData("phone fr dark", "mers-sultan-1")]
    [InlineData("phone ar dark", "mers-sultan-2")]
    public async Task Known_by_the_specimen_that_was_left_at_the_bureau_nobody_comes(string screen, string bureau)
    {
        var citizen = await Waits(city, bureau, "BL778899");
        await using var officer = await Officer.Enters(browser, city, screen, bureau);
        var page = officer.Page;
        await officer.Opens(citizen);
        await page.ClickAsync("#take");
        await page.ClickAsync("#enrol");
        await page.ClickAsync("#enrolment button[type=submit]");
        Assert.Equal(2, await page.Locator("#enrolment .summary li").CountAsync());
        await page.SetInputFilesAsync("#signature", new FilePayload { Name = "signature.png", MimeType = "image/png", Buffer = Signature() });
        await page.Locator("#enrolment canvas").WaitForAsync();
        await page.CheckAsync("[name=stands]");
        await officer.Visit.Picture($"counter enrolment {screen}", whole: false);
        await officer.Visit.FindsNothing("enrolment");
        await page.ClickAsync("#enrolment button[type=submit]");
        await page.Locator("#specimen canvas").WaitForAsync();
        await page.CheckAsync("[name=proof][value=known-signature]");
        await page.ClickAsync("#certify");
        Assert.Equal(1, await page.Locator("#identity .summary li").CountAsync());
        await page.CheckAsync("[name=seen]");
        await Shown(officer, "specimen");
        await page.ClickAsync("#certify");
        await page.Locator("#print").WaitForAsync();
        Assert.Contains((await citizen.Reaches("certified"))["history"]!.AsArray(),
            line => line!["what"]!.GetValue<string>() == "Signature comparée au spécimen déposé");

        await page.ClickAsync("#withdraw");
        await page.CheckAsync("[name=why][value=changed]");
        await page.ClickAsync("#withdrawal button[type=submit]");
        await page.Locator("#specimen p[data-when='specimen=none']").First.WaitForAsync();
    }

    [Theory]
    [InlineData("phone fr light", "hay-mohammadi-1")]
    [InlineData("phone ar light", "hay-mohammadi-2")]
    public async Task Vouched_for_by_two_witnesses_whose_signatures_take_numbers_of_their_own_the_officer_has_only_a_keyboard(string screen, string bureau)
    {
        const string Card = "BM112233";
        var citizen = await Waits(city, bureau, Card);
        await using var officer = await Officer.Enters(browser, city, screen, bureau);
        var (page, keys) = (officer.Page, officer.Page.Keyboard);
        var chosen = new FilePayload { Name = "a.txt", MimeType = "text/plain", Buffer = [1] };
        page.FileChooser += (_, chooser) => _ = chooser.SetFilesAsync(chosen);
        await keys.PressAsync("/");
        await keys.TypeAsync(Card);
        await keys.PressAsync("Enter");
        await page.Locator("#case-title:focus", new() { HasTextString = citizen.Reference }).WaitForAsync();
        await keys.PressAsync("p");
        await page.Locator("#certify").WaitForAsync();
        await Scan();
        await page.Locator("[data-when='scanProblem=other-type']").WaitForAsync();
        chosen = signed;
        await Scan();
        await page.Locator("#scan p[data-when='scan=done']").WaitForAsync();
        await page.Locator("#case-title:focus").WaitForAsync();
        await keys.PressAsync("e");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await page.Locator("[name=proof][value=witnesses]:checked").WaitForAsync();
        foreach (var typed in new[] { "Hamid Chahid", "BE100200", "رشيدة الشاهدي", "BH300400" })
        {
            await keys.PressAsync("Tab");
            await keys.InsertTextAsync(typed);
        }
        await keys.PressAsync("Tab");
        await keys.PressAsync("Space");
        Assert.True(await page.IsCheckedAsync("[name=seen]"));
        await Shown(officer, "witnesses");
        await keys.PressAsync("c");
        await keys.PressAsync("Enter");
        await page.Locator("#print").WaitForAsync();
        var number = await page.InnerTextAsync(".check [data-fact=registerNumber]");
        Assert.EndsWith("-000001", number, StringComparison.Ordinal);
        using var answer = await citizen.Call(HttpMethod.Get, $"/api/bureaus/{bureau}/register?year={number[..4]}", token: city.Token(Roles.Auditor));
        Assert.Equal(3, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray().Count);

        async Task Scan()
        {
            await keys.PressAsync("s");
            Assert.Equal("scan-file", await page.EvaluateAsync<string>("document.activeElement.id"));
            await keys.PressAsync("Enter");
        }
    }

    static async Task Shown(Officer officer, string name)
    {
        var screen = officer.Visit.Screen;
        await officer.Picture($"signature-{name} {screen}");
        await officer.Visit.FindsNothing(name);
    }

    internal static async Task<Citizen> Waits(City city, string bureau, string cin)
    {
        var body = Citizen.Request(bureau);
        body["kind"] = "signature";
        body["applicant"]!["cin"] = cin;
        var citizen = await Citizen.Submits(city.Running.Http, body);
        using (var sent = await citizen.Sends(Photo.Of(null, 900, 1200))) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await citizen.Reaches("submitted");
        return citizen;
    }

    /// <summary>A signature on white paper, as a scanner sees it.</summary>
    static byte[] Signature()
    {
        using var surface = SKSurface.Create(new SKImageInfo(900, 300));
        surface.Canvas.Clear(SKColors.White);
        using var pen = new SKPaint { Color = new SKColor(20, 30, 90), StrokeWidth = 7, Style = SKPaintStyle.Stroke, IsAntialias = true };
        using var stroke = SKPath.ParseSvgPathData("M60 220C140 40 180 40 190 200S260 60 330 130 300 260 420 150 520 60 560 190 660 120 840 90M120 250L820 225");
        surface.Canvas.DrawPath(stroke, pen);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
