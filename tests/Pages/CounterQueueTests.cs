using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>An officer works through a bureau's queue, as officers do: at a desk and on a phone, in French and in Arabic.</summary>
public sealed class CounterQueueTests(City city, Browser browser)
{
    [Theory]
    [InlineData("desktop fr light", "anfa-1")]
    [InlineData("phone fr light", "anfa-2")]
    [InlineData("desktop ar dark", "sbata-1")]
    [InlineData("phone ar light", "sbata-2")]
    public async Task From_the_queue_to_a_sealed_paper_and_a_reasoned_refusal(string screen, string bureau)
    {
        var first = await Officer.Waits(city, bureau);
        var second = await Officer.Waits(city, bureau, "محمد بنعلي", "عقد الازدياد");
        await using var officer = await Officer.Enters(browser, city, screen, bureau);
        var page = officer.Page;
        await page.Locator(".row").Nth(1).WaitForAsync();
        Assert.Equal([first.Reference, second.Reference], await page.Locator(".row .open .reference").AllInnerTextsAsync());
        await officer.Picture($"queue {screen}");

        await page.ClickAsync("#next");
        await page.Locator("#certify").WaitForAsync();
        Assert.Contains(first.Reference, await page.InnerTextAsync("#case-title"), StringComparison.Ordinal);
        Assert.Equal(Citizen.Cin, await page.InnerTextAsync(".check [data-fact=cin]"));
        await officer.SeesTheDocument();
        await officer.Picture($"case {screen}");
        await page.ClickAsync("#certify");
        Assert.Equal(2, await page.Locator("#identity .summary li").CountAsync());
        Assert.True(await page.Locator("#identity .summary").EvaluateAsync<bool>("part => part === document.activeElement"));
        await officer.Picture($"incomplete {screen}");
        await page.CheckAsync("[name=proof][value=cnie]");
        await page.CheckAsync("[name=seen]");
        await page.ClickAsync("#certify");
        await page.Locator("#print").WaitForAsync();
        var view = await first.Reaches("certified");
        Assert.Equal(view["registerNumber"]!.GetValue<string>(), await page.InnerTextAsync(".check [data-fact=registerNumber]"));
        var certified = officer.Visit.Requests.Single(request => request.Url.EndsWith("/certification", StringComparison.Ordinal));
        Assert.Matches("^\"\\d+-[0-9a-f]{16}\"$", certified.Headers["if-match"]);
        await officer.SeesTheDocument();
        await page.EvaluateAsync("document.querySelector('#story').open = true");
        await officer.Picture($"certified {screen}");

        if (screen.StartsWith("phone", StringComparison.Ordinal)) await page.ClickAsync("#back");
        await officer.Opens(second);
        await page.ClickAsync("#take");
        await page.ClickAsync("#refuse");
        await page.ClickAsync("#refusal button[type=submit]");
        Assert.Equal(1, await page.Locator("#refusal .summary li").CountAsync());
        await page.CheckAsync("[name=reason][value=other]");
        await page.FillAsync("#refusal-note", "الأصل غير مقروء");
        await officer.Visit.Picture($"counter refusal {screen}", whole: false);
        await page.ClickAsync("#refusal button[type=submit]");
        await page.Locator("#badge[data-status=refused]").WaitForAsync();
        Assert.Equal("الأصل غير مقروء", (await second.Views())["refusal"]!["note"]!.GetValue<string>());
        await officer.Picture($"refused {screen}");
    }

    [Fact]
    public async Task What_is_sealed_may_be_revoked_and_the_story_tells_who_did_what()
    {
        const string Bureau = "maarif-2";
        var citizen = await Officer.Waits(city, Bureau);
        await citizen.Act("presentation", Token(Bureau), new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, System.Net.HttpStatusCode.OK);
        await citizen.Act("certification", Token(Bureau), null, System.Net.HttpStatusCode.Accepted);
        await citizen.Reaches("certified");
        await using var officer = await Officer.Enters(browser, city, "desktop fr light", Bureau);
        await officer.Page.SelectOptionAsync("#status", "certified");
        await officer.Opens(citizen);
        await officer.Page.ClickAsync("#revoke");
        await officer.Page.FillAsync("#revocation-reason", "Délivré par erreur");
        await officer.Visit.Picture("counter revocation desktop fr light", whole: false);
        await officer.Page.ClickAsync("#revocation button[type=submit]");
        await officer.Page.Locator("#badge[data-status=revoked]").WaitForAsync();
        await officer.Page.ClickAsync("#story summary");
        var story = await officer.Page.InnerTextAsync("#story-lines");
        var signatory = await officer.Page.InnerTextAsync("[data-fact=me]");
        Assert.Contains($"Certification révoquée · {signatory}", story, StringComparison.Ordinal);
        Assert.Equal("Délivré par erreur", await officer.Page.InnerTextAsync("[data-fact=reason]"));
    }

    [Fact]
    public async Task Who_stands_at_the_desk_is_found_by_their_card()
    {
        const string Bureau = "al-fida-2", Card = "BE112233";
        var citizen = await Officer.Waits(city, Bureau, cin: Card);
        await using var officer = await Officer.Enters(browser, city, "phone ar light", Bureau);
        await officer.Page.FillAsync("#whom", citizen.Reference.ToLowerInvariant());
        await officer.Page.Keyboard.PressAsync("Enter");
        await officer.Page.Locator("#case-title", new() { HasTextString = citizen.Reference }).WaitForAsync();
        await officer.Page.GoBackAsync();
        await officer.Page.Locator("#whom").WaitForAsync();
        await officer.Page.FillAsync("#whom", "?!");
        await officer.Page.ClickAsync("#find button");
        await officer.Page.Locator("#find-wrong").WaitForAsync();
        officer.Visit.Expects("422");
        await officer.Page.FillAsync("#whom", "be 112233");
        await officer.Page.ClickAsync("#find button");
        // The only one that is found is opened.
        await officer.Page.Locator("#case-title", new() { HasTextString = citizen.Reference }).WaitForAsync();
        await officer.Picture("found phone ar light");
    }

    [Fact]
    public async Task The_queue_is_looked_at_every_ten_seconds_and_not_while_nobody_sees_it()
    {
        await using var officer = await Officer.Enters(browser, city, "desktop fr light", "al-fida-1");
        await officer.Page.Locator(".note[data-when='empty=yes']").WaitForAsync();
        var first = await Officer.Waits(city, "al-fida-1");
        await officer.Hears("Nouveaux dossiers dans la file");
        Assert.Equal(1, await officer.Page.Locator($".row[data-reference='{first.Reference}']").CountAsync());

        await officer.Page.EvaluateAsync("Object.defineProperty(document, 'hidden', { configurable: true, value: true }); document.dispatchEvent(new Event('visibilitychange'))");
        await officer.Page.Clock.InstallAsync();
        var looks = Looks();
        await officer.Page.Clock.RunForAsync(120_000);
        Assert.Equal(looks, Looks());
        await officer.Page.EvaluateAsync("Object.defineProperty(document, 'hidden', { configurable: true, value: false }); document.dispatchEvent(new Event('visibilitychange'))");
        await officer.Visit.Until("document.querySelector('#rows .row') !== null");
        Assert.Equal(looks + 1, Looks());

        int Looks() => officer.Visit.Requests.Count(request => request.Url.Contains("/legalisations?status=", StringComparison.Ordinal));
    }

    string Token(string bureau) => city.Running.Token(CasaServerless.Kernel.Identity.Roles.Officer, $"{bureau}-officer-1");
}
