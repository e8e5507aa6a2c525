using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Somebody reports a problem: one thumb, two languages, a bad line, the keyboard alone.</summary>
public sealed class TicketReportTests(City city, Browser browser)
{
    [Theory]
    [InlineData("phone fr light", "lampadaire")]
    [InlineData("phone ar dark", "الإنارة")]
    [InlineData("desktop ar light", "الضو")]
    public async Task From_a_word_to_a_receipt_with_photo_and_point(string screen, string words)
    {
        var place = TicketSteps.Somewhere();
        await using var visit = await Visit.To(browser.Chromium, city, screen, TicketSteps.At(place));
        var page = visit.Page;
        await page.GotoAsync("/report");
        await Seen("report-1");
        await page.Continue("subject");
        Assert.Equal(2, await page.Locator("#subject .summary li").CountAsync());
        await page.FillAsync("#search", words);
        await page.Locator("#services [data-code='eclairage-public']").WaitForAsync();
        await Seen("report-1-found");
        await page.ClickAsync("#services [data-code='eclairage-public'] button");
        await page.Locator("#picked-name").WaitForAsync();
        Assert.Equal("picked-name", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.FillAsync("#description", "Le lampadaire devant l’école est éteint.");
        await page.Continue("subject");
        Assert.Equal(1, await page.Locator("#subject .summary li").CountAsync());
        await Seen("report-1-question");
        await page.CheckAsync("[name='question-panne'][value=eteint]");
        await page.SetInputFilesAsync("#camera-photo", Steps.Small);
        await page.Locator(".photo .chosen").WaitForAsync();
        await Seen("report-1-photo");
        await page.Continue("subject");

        await page.Continue("place");
        Assert.Equal(2, await page.Locator("#place .summary li").CountAsync());
        await page.ClickAsync("[data-act=map]");
        await page.Locator(".map path").First.WaitForAsync();
        await visit.Until("document.querySelector('[data-fact=under]').textContent !== ''");
        await Seen("report-2-map");
        await page.ClickAsync("[data-act=this-point]");
        await page.Locator(".spot").WaitForAsync();
        await page.ClickAsync("[data-act=here]");
        await page.Locator("[data-fact=point]", new() { HasTextString = TicketSteps.Written(place) }).First.WaitForAsync();
        await visit.Until("document.querySelector('#arrondissement').value === 'maarif'");
        await page.FillAsync("#address", "Devant l’école");
        await Seen("report-2");
        await page.Continue("place");

        await page.Continue("person");
        Assert.Equal(1, await page.Locator("#person .summary li").CountAsync());
        await page.CheckAsync("[name=who][value=named]");
        await page.Continue("person");
        Assert.Equal(2, await page.Locator("#person .summary li").CountAsync());
        await page.FillAsync("#name", Resident.Name);
        await page.FillAsync("#phone", "٠٦٦٢٨٨٧٧٦٦");
        await page.CheckAsync("[name=hidden]");
        await Seen("report-3");
        await page.Continue("person");
        await page.Locator("#check").WaitForAsync();
        await Seen("report-4");
        await page.ClickAsync("#send");
        await page.Locator("#receipt").WaitForAsync();
        await page.Locator("[data-when='sending=done']").First.WaitForAsync();
        await Seen("report-receipt");
        Assert.Null(await page.EvaluateAsync<string?>("localStorage.getItem('report draft')"));
        var reference = await page.InnerTextAsync("#receipt [data-fact=reference]");
        var code = await page.InnerTextAsync("#receipt [data-fact=accessCode]");

        var saved = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-act=save]"));
        var note = await File.ReadAllTextAsync((await saved.PathAsync())!);
        Assert.Contains(reference, note, StringComparison.Ordinal);
        Assert.Contains(code, note, StringComparison.Ordinal);

        await page.ClickAsync("#to-follow");
        await page.Locator("#case [data-when='status=received']").WaitForAsync();
        await page.Locator("#photos img").WaitForAsync(new() { Timeout = 90_000 });
        await visit.Until("document.querySelector('#photos img').naturalWidth > 0");
        await Seen("report-followed");
        Assert.All(visit.Requests, request => Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal),
            request.Url.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        // Nor does an address say where somebody stands.
        Assert.All(visit.Requests, request => Assert.DoesNotContain("33.", request.Url, StringComparison.Ordinal));

        async Task Seen(string name)
        {
            await visit.Picture($"{name} {screen}");
            await visit.FindsNothing(name);
        }
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar light")]
    public async Task Where_a_life_is_in_danger_the_emergency_numbers_come_first(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen, TicketSteps.At(TicketSteps.Somewhere()));
        await visit.Page.GotoAsync("/report");
        Assert.False(await visit.Page.Locator(".emergency").First.IsVisibleAsync());
        await visit.Page.Pick("fuite gaz", "fuite-gaz");
        Assert.Equal(["tel:15", "tel:19"], await visit.Page.Locator("#subject .emergency a").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href'))"));
        Assert.True(await visit.Page.EvaluateAsync<bool>(
            "document.querySelector('#subject .emergency').compareDocumentPosition(document.querySelector('#description')) === Node.DOCUMENT_POSITION_FOLLOWING"));
        await visit.Picture($"report-emergency {screen}");
        await visit.FindsNothing("an emergency");
        await visit.Page.ClickAsync("[data-act=pick-again]");
        Assert.False(await visit.Page.Locator("#subject .emergency").IsVisibleAsync());
        Assert.Equal("search", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    public async Task What_is_reported_already_close_by_is_shown_and_followed_instead(string screen)
    {
        var place = TicketSteps.Somewhere();
        var first = await TicketSteps.Leaks(city, place);
        await using var visit = await Visit.To(browser.Chromium, city, screen, TicketSteps.At(place));
        await visit.Page.TellOfLeak();
        // As soon as the place is known, and once more before it is sent.
        await visit.Page.Locator("#person #similar li").WaitForAsync();
        await visit.Page.StayAnonymous();
        await visit.Page.Locator("#check #similar li").WaitForAsync();
        Assert.Equal(1, await visit.Page.Locator("#answers dd").CountAsync());
        await visit.Picture($"report-similar {screen}");
        await visit.FindsNothing("what is alike");
        await visit.Page.DblClickAsync("#similar [data-act=me-too]");
        await visit.Page.Locator("#followed").WaitForAsync();
        Assert.Equal(first.Reference, await visit.Fact("followedReference"));
        await visit.Picture($"report-followed-instead {screen}");
        await visit.FindsNothing("followed");
        await Eventually.True(async () => (await first.Views())["followers"]!.GetValue<int>() == 1, "one follows");
        Assert.DoesNotContain(visit.Requests, request => request.Method == "POST" && request.Url.EndsWith("/api/tickets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_position_an_address_is_enough_and_outside_the_city_is_said()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light", TicketSteps.At((34.02, -6.84)));
        var page = visit.Page;
        await page.GotoAsync("/report");
        await page.SelectOptionAsync("#family", "environnement");
        await page.ClickAsync("#services [data-code='depot-sauvage'] button");
        await page.Locator("#picked-name").WaitForAsync();
        await page.FillAsync("#description", "Des gravats sur le terrain vague");
        await page.Continue("subject");
        await page.ClickAsync("[data-act=here]");
        await page.Locator("[data-when='outside=yes']").WaitForAsync();
        await visit.Picture("report-outside phone fr light");
        await page.Continue("place");
        Assert.Equal(1, await page.Locator("#place .summary li").CountAsync());
        await page.ClickAsync("[data-act=no-spot]");
        await page.FillAsync("#address", "Terrain vague derrière la gare");
        await page.SelectOptionAsync("#arrondissement", "ain-sebaa");
        await page.Continue("place");
        await page.StayAnonymous();
        await page.ClickAsync("#send");
        await page.Locator("#receipt").WaitForAsync();
        // Whoever stays anonymous comes back by a link; what is secret in it is never sent.
        var secret = await visit.Fact("secret");
        await page.EvaluateAsync("sessionStorage.clear()");
        await page.GotoAsync(secret);
        await page.Locator("#case").WaitForAsync();
        Assert.DoesNotContain('#', page.Url);
        Assert.Contains("Terrain vague", await page.InnerTextAsync("[data-fact=address]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_that_is_refused_is_said_and_no_map_is_no_wall()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.RouteAsync("**/api/boundaries", route => route.AbortAsync("connectionreset"));
        await visit.Page.GotoAsync("/report");
        await visit.Page.Pick("fuite", "fuite-eau");
        await visit.Page.CheckAsync("[name='question-debit'][value=goutte]");
        await visit.Page.FillAsync("#description", "الماء يسيل على الرصيف");
        await visit.Page.Continue("subject");
        await visit.Page.ClickAsync("[data-act=here]");
        await visit.Page.Locator("[data-when='locating=denied']").WaitForAsync();
        await visit.Page.ClickAsync("[data-act=map]");
        await visit.Page.Locator("[data-when='picker=failed']").WaitForAsync();
        await visit.Picture("report-no-map phone ar light");
        await visit.FindsNothing("no position and no map");
        visit.Expects("ERR_CONNECTION_RESET");
        await visit.Page.FillAsync("#address", "أمام المدرسة");
        await visit.Page.SelectOptionAsync("#arrondissement", "maarif");
        await visit.Page.Continue("place");
        await visit.Page.Locator("#person").WaitForAsync();
    }

    [Fact]
    public async Task A_reload_and_a_lost_answer_lose_nothing_and_make_one_ticket()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light", TicketSteps.At(TicketSteps.Somewhere()));
        var page = visit.Page;
        await page.TellOfLeak("Une fuite, une seule");
        await page.StayAnonymous();
        string? first = null;
        await page.RouteAsync("**/api/tickets", async route =>
        {
            if (first is not null || route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }
            var answer = await route.FetchAsync();
            first = JsonNode.Parse(await answer.TextAsync())!["reference"]!.GetValue<string>();
            await route.AbortAsync("connectionreset");
        });
        await page.DblClickAsync("#send");
        await page.Locator("h3[data-when='trouble=lost']").WaitForAsync();
        visit.Expects("ERR_CONNECTION_RESET");
        await page.ReloadAsync();
        await page.Locator("#check").WaitForAsync();
        Assert.Equal("Une fuite, une seule", await page.InnerTextAsync(".recap [data-fact=description]"));
        await page.ClickAsync("#send");
        await page.Locator("#receipt").WaitForAsync();
        Assert.Equal(first, await page.InnerTextAsync("#receipt [data-fact=reference]"));

        // What is kept goes when the person says so.
        await page.TellOfLeak();
        await page.ReloadAsync();
        await page.Locator(".kept [data-act=forget]").ClickAsync();
        await page.Locator("#subject").WaitForAsync();
        Assert.Equal("", await page.InputValueAsync("#description"));
    }

    [Theory]
    [InlineData("desktop fr light", "lampadaire")]
    [InlineData("desktop ar dark", "الإنارة")]
    public async Task The_keyboard_is_enough(string screen, string words)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var (page, keys) = (visit.Page, visit.Page.Keyboard);
        await page.GotoAsync("/report");
        await Tab("#search");
        await keys.TypeAsync(words);
        await keys.PressAsync("Enter");
        await page.Locator("#services [data-code='eclairage-public']").WaitForAsync();
        await Tab("#services [data-code='eclairage-public'] button");
        await keys.PressAsync("Enter");
        await page.Locator("#picked-name").WaitForAsync();
        await Tab("[name='question-panne']");
        await keys.PressAsync("Space");
        await Tab("#description");
        await keys.TypeAsync("Éteint depuis lundi");
        await visit.Picture($"report-focus {screen}", whole: false);
        await Tab("#subject button[type=submit]");
        await keys.PressAsync("Enter");
        await page.Locator("#place").WaitForAsync();
        Assert.Equal("place-title", await page.EvaluateAsync<string>("document.activeElement.id"));
        await Tab("[data-act=map]");
        await keys.PressAsync("Enter");
        await page.Locator(".map path").First.WaitForAsync();
        await visit.Until("document.activeElement.classList.contains('map')");
        foreach (var key in new[] { "+", "ArrowLeft", "ArrowUp" }) await keys.PressAsync(key);
        await Tab("[data-act=this-point]");
        await keys.PressAsync("Enter");
        await page.Locator(".spot").WaitForAsync();
        await Tab("#place button[type=submit]");
        await keys.PressAsync("Enter");
        await page.Locator("#person").WaitForAsync();
        await Tab("[name=who]");
        await keys.PressAsync("Space");
        await Tab("#person button[type=submit]");
        await keys.PressAsync("Enter");
        await page.Locator("#check").WaitForAsync();
        await Tab("#send");
        await keys.PressAsync("Enter");
        await page.Locator("#receipt").WaitForAsync();

        async Task Tab(string selector)
        {
            for (var press = 0; !await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector); press++)
            {
                Assert.True(press < 40, $"Tab never came to {selector}.");
                await keys.PressAsync("Tab");
                Assert.NotEqual("none", await page.EvaluateAsync<string>(
                    "getComputedStyle(document.activeElement.closest('.choice, .pick') ?? document.activeElement).outlineStyle"));
            }
        }
    }
}
