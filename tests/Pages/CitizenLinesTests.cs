using System.Globalization;
using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Bad lines, double taps and reloads: nothing typed or sent is lost, and nothing is asked for twice.</summary>
public sealed class CitizenLinesTests(City city, Browser browser)
{
    [Fact]
    public async Task An_upload_cut_in_the_middle_goes_on_where_it_stopped_when_the_line_is_back()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.Fill();
        await visit.Page.Choose(Steps.Large);
        var (parts, broken) = (0, true);
        await visit.Page.RouteAsync("**/api/uploads/**", route =>
            route.Request.Method == "PATCH" && ++parts > 1 && broken ? route.AbortAsync("connectionreset") : route.ContinueAsync());
        await visit.Page.Submit();
        await visit.Page.Locator("[data-when='sending=waiting']").First.WaitForAsync();
        await visit.Picture("sending-waiting phone ar light");
        await visit.FindsNothing("waiting for the line");
        broken = false;
        await visit.Page.Locator("[data-when='sending=done']").WaitForAsync(new() { Timeout = 90_000 });
        visit.Expects("ERR_CONNECTION_RESET");
        // What went before the line broke was not sent again.
        Assert.Equal(Steps.Large.Buffer.Length, await Taken(visit));
        Assert.True(Parts(visit).Count > 3);
    }

    [Fact]
    public async Task An_upload_left_in_the_middle_goes_on_when_the_same_file_is_chosen_again()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.Fill();
        await visit.Page.Choose(Steps.Large);
        var parts = 0;
        await visit.Page.RouteAsync("**/api/uploads/**", route =>
            route.Request.Method == "PATCH" && ++parts > 1 ? route.AbortAsync("internetdisconnected") : route.ContinueAsync());
        visit.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await visit.Page.Submit();
        await visit.Page.Locator("[data-when='sending=waiting']").First.WaitForAsync();
        await visit.Page.ClickAsync("#to-follow");
        await visit.Page.Is("awaiting-document");
        visit.Expects("ERR_INTERNET_DISCONNECTED");
        await visit.Page.UnrouteAllAsync();
        await visit.Page.SetInputFilesAsync("#file", Steps.Large);
        await visit.Page.ClickAsync("#again button[type=submit]");
        await visit.Page.Is("submitted");
        Assert.Equal(Steps.Large.Buffer.Length, await Taken(visit));
    }

    [Fact]
    public async Task A_double_tap_and_a_lost_answer_make_one_request()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.Fill("Un seul dossier");
        await visit.Page.CheckAsync("[name=later]");
        await visit.Page.Continue("document");
        string? first = null;
        await visit.Page.RouteAsync("**/api/legalisations", async route =>
        {
            if (first is not null)
            {
                await route.ContinueAsync();
                return;
            }
            var answer = await route.FetchAsync();
            first = JsonNode.Parse(await answer.TextAsync())!["reference"]!.GetValue<string>();
            await route.AbortAsync("connectionreset");
        });
        await visit.Page.DblClickAsync("#send");
        await visit.Page.Locator("[data-when='trouble=lost']").First.WaitForAsync();
        await visit.Picture("request-lost phone fr light");
        visit.Expects("ERR_CONNECTION_RESET");
        // The tab was reloaded meanwhile: the card's number is still there, and so is the key.
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("#check").WaitForAsync();
        var (reference, _) = await visit.Page.Submit();
        Assert.Equal(first, reference);
        var keys = visit.Requests.Where(request => request.Method == "POST").Select(request => request.Headers["idempotency-key"]).ToList();
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task A_draft_survives_a_reload_without_the_cards_number_once_the_tab_is_closed_and_can_be_forgotten()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.Fill();
        await visit.Page.ReloadAsync();
        await visit.Page.Locator("#document").WaitForAsync();
        await visit.Picture("request-draft phone fr light");
        Assert.Equal(Citizen.Cin, await visit.Page.InputValueAsync("#cin"));
        await visit.Page.EvaluateAsync("location.hash = 'place'");
        Assert.Equal("maarif-1", await visit.Page.Locator("[name=bureau]:checked").GetAttributeAsync("value"));
        var kept = await visit.Page.EvaluateAsync<string>("JSON.stringify(localStorage)");
        Assert.Contains(Citizen.Name, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Citizen.Cin, kept, StringComparison.OrdinalIgnoreCase);

        var other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync("/legalisation#document");
        await other.Locator("#person").WaitForAsync();
        Assert.Equal("", await other.InputValueAsync("#cin"));
        Assert.Equal(Citizen.Name, await other.InputValueAsync("#name"));
        await other.ClickAsync(".kept [data-act=forget]");
        await other.Locator("#paper").WaitForAsync();
        Assert.Equal("", await other.InputValueAsync("#title"));
        Assert.Null(await other.EvaluateAsync<string?>("localStorage.getItem('legalisation draft')"));
    }

    [Fact]
    public async Task A_draft_older_than_a_week_is_gone()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.Fill();
        await visit.Page.EvaluateAsync("""
            const kept = JSON.parse(localStorage.getItem('legalisation draft'));
            localStorage.setItem('legalisation draft', JSON.stringify({ ...kept, at: Date.now() - 7.1 * 86_400_000 }));
            """);
        await visit.Page.GotoAsync("/legalisation?again");
        await visit.Page.Locator("#paper").WaitForAsync();
        Assert.Equal("", await visit.Page.InputValueAsync("#title"));
    }

    [Fact]
    public async Task The_keyboard_alone_makes_a_request()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "desktop fr light");
        var (page, keys) = (visit.Page, visit.Page.Keyboard);
        page.FileChooser += (_, chooser) => _ = chooser.SetFilesAsync(Steps.Small);
        await page.GotoAsync("/legalisation");
        await To("[name=kind]");
        await To("#title");
        await keys.TypeAsync("Contrat de bail");
        await To("#copies");
        await keys.PressAsync("ArrowUp");
        await To("[name=destination]");
        await keys.PressAsync("Space");
        await Press("paper");
        await To("#arrondissement");
        await keys.TypeAsync("Maâ");
        await page.Locator("[name=bureau]").First.WaitForAsync();
        await To("[name=bureau]");
        await keys.PressAsync("Space");
        await visit.Picture("request-keyboard desktop fr light", whole: false);
        await Press("place");
        await To("#name");
        await keys.TypeAsync(Citizen.Name);
        await To("#cin");
        await keys.TypeAsync(Citizen.Cin);
        await To("#phone");
        await keys.TypeAsync("0661998877");
        await Press("person");
        await To("#file");
        await keys.PressAsync("Enter");
        await page.Locator(".chosen").WaitForAsync();
        await Press("document");
        await To("#send");
        await keys.PressAsync("Enter");
        await page.Locator("#receipt").WaitForAsync();
        await page.Locator("[data-when='sending=done']").WaitForAsync();
        await To("#to-follow");
        await keys.PressAsync("Enter");
        await page.Is("submitted");
        await visit.Picture("follow-submitted desktop fr light");

        async Task Press(string step)
        {
            await To($"#{step} button[type=submit]");
            await keys.PressAsync("Enter");
        }

        async Task To(string selector)
        {
            for (var press = 0; !await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector); press++)
            {
                Assert.True(press < 30, $"Tab never came to {selector}.");
                await keys.PressAsync("Tab");
            }
        }
    }

    static List<IRequest> Parts(Visit visit) => [.. visit.Requests.Where(request => request.Method == "PATCH")];

    // Bytes that the city took: what each part that was answered added.
    static async Task<long> Taken(Visit visit)
    {
        var taken = 0L;
        foreach (var part in Parts(visit))
        {
            if (part.Failure is not null || await part.ResponseAsync() is not { Ok: true } answer) continue;
            taken += long.Parse(answer.Headers["upload-offset"], CultureInfo.InvariantCulture) - long.Parse(part.Headers["upload-offset"], CultureInfo.InvariantCulture);
        }
        return taken;
    }
}
