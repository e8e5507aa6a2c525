using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Agents work through their operator's tickets: at a desk and on a phone, in French and in Arabic.</summary>
public sealed class DeskTests(City city, Browser browser)
{
    [Theory]
    [InlineData("desktop fr light")]
    [InlineData("desktop ar dark")]
    [InlineData("phone ar light")]
    public async Task Taken_asked_answered_by_a_template_and_closed(string screen)
    {
        var arabic = screen.Contains("ar", StringComparison.Ordinal);
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere(), language: arabic ? "ar" : "fr");
        await using var agent = await DeskAgent.Enters(browser, city, screen, Person(resident));
        var page = agent.Page;
        await page.Locator($"#rows [data-reference='{resident.Reference}']").WaitForAsync(new() { Timeout = 60_000 });
        await agent.Visit.Picture($"desk {screen}");
        await page.ClickAsync($"#rows [data-reference='{resident.Reference}'] .open");
        await agent.Sees("received");
        Assert.Equal(Resident.Name, await page.InnerTextAsync("[data-fact=reporterName]"));
        await page.ClickAsync("#take");
        await agent.Sees("assigned");
        await Seen("desk-case");

        await page.ClickAsync("#ask-it");
        await agent.Sends();
        Assert.Equal(1, await page.Locator("#asking .summary li").CountAsync());
        await page.FillAsync("#question", arabic ? "من أي جهة يأتي الماء؟" : "De quel côté vient l’eau ?");
        await agent.Sends();
        await agent.Sees("awaiting-reporter");
        await resident.Does("messages", Resident.Text(arabic ? "من اليمين" : "De la droite"));
        await page.ClickAsync("#note-it");
        await page.FillAsync("#note", "Équipe de nuit prévenue");
        await agent.Sends();
        await page.Locator("#messages [data-by=note]").WaitForAsync();
        await Seen("desk-talk");

        await page.ClickAsync("#answer-it");
        await page.SelectOptionAsync("#template", "done");
        var begun = await page.InputValueAsync("#answer");
        Assert.Contains(resident.Reference, begun, StringComparison.Ordinal);
        Assert.StartsWith(arabic ? "السلام عليكم" : "Bonjour", begun, StringComparison.Ordinal);
        await agent.Visit.Picture($"desk-answer {screen}", whole: false);
        await agent.Sends();
        await agent.Sees("answered");
        await page.ClickAsync("#close-answered");
        await page.CheckAsync("[name=outcome][value=not-feasible]");
        await agent.Sends();
        Assert.Equal(1, await page.Locator("#closing .summary li").CountAsync());
        await page.CheckAsync("[name=outcome][value=solved]");
        await agent.Sends();
        await agent.Sees("closed");
        await page.ClickAsync("#story summary");
        await Seen("desk-closed");
        var told = await resident.Views();
        Assert.Equal("solved", told["outcome"]!.GetValue<string>());
        Assert.Contains(begun[..7], told["messages"]!.AsArray().Last()!["text"]!.GetValue<string>(), StringComparison.Ordinal);

        async Task Seen(string name)
        {
            await agent.Visit.Picture($"{name} {screen}");
            await agent.Visit.FindsNothing(name);
        }
    }

    [Fact]
    public async Task What_a_colleague_changed_meanwhile_is_told_and_never_overwritten()
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using var agent = await DeskAgent.Enters(browser, city, "desktop fr light", Person(resident));
        await agent.Opens(resident);
        await agent.Page.ClickAsync("#answer-it");
        await agent.Page.FillAsync("#answer", "Nous passerons demain.");
        await resident.Has("transfer", city.Running.Token(CasaServerless.Kernel.Identity.Roles.Manager, "manager-1"),
            new JsonObject { ["operator"] = resident.Receipt["operator"]!["id"]!.GetValue<string>() == "lydec" ? "casa-baia" : "lydec", ["reason"] = "Mal orienté" });
        await resident.Has("transfer", city.Running.Token(CasaServerless.Kernel.Identity.Roles.Manager, "manager-1"),
            new JsonObject { ["operator"] = resident.Receipt["operator"]!["id"]!.GetValue<string>(), ["reason"] = "Rendu" });
        await agent.Sends();
        await agent.Page.Locator("[data-when='problem=changed']").WaitForAsync();
        agent.Visit.Expects("412");
        await agent.Visit.Picture("desk-changed desktop fr light");
        await agent.Visit.FindsNothing("changed meanwhile");
        Assert.Equal("received", (await resident.Views())["status"]!.GetValue<string>());
        // What was typed is still there, and holds for what is shown now.
        await agent.Page.ClickAsync("#answer-it");
        Assert.Equal("Nous passerons demain.", await agent.Page.InputValueAsync("#answer"));
        await agent.Sends();
        await agent.Sees("answered");
    }

    [Theory]
    [InlineData("desktop fr light")]
    [InlineData("phone ar dark")]
    public async Task An_arrondissement_that_no_boundary_told_is_corrected(string screen)
    {
        var body = Resident.Request("fuite-eau");
        body["place"] = new JsonObject { ["address"] = Resident.Address, ["arrondissement"] = "maarif" };
        var resident = await Resident.Reports(city.Http, body);
        await using var agent = await DeskAgent.Enters(browser, city, screen, Person(resident));
        var page = agent.Page;
        await agent.Opens(resident);
        await page.ClickAsync(".more-acts summary");
        await page.ClickAsync("#place-it");
        Assert.Equal("maarif", await page.InputValueAsync("#to-arrondissement"));
        await page.SelectOptionAsync("#to-arrondissement", "");
        await agent.Sends();
        await page.Locator("#to-arrondissement-wrong").WaitForAsync();
        await page.SelectOptionAsync("#to-arrondissement", "anfa");
        await agent.Visit.Picture($"desk-place {screen}", whole: false);
        await agent.Visit.FindsNothing("a correction of the place");
        await agent.Sends();
        await page.Locator("#placing").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal("anfa", (await resident.Views())["place"]!["arrondissement"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("desktop fr light")]
    [InlineData("phone ar dark")]
    public async Task Given_to_a_colleague_split_merged_apart_again_and_transferred(string screen)
    {
        var place = TicketSteps.Somewhere();
        var (first, second) = (await TicketSteps.Leaks(city, place), await TicketSteps.Leaks(city, (place.Lat + 0.0001, place.Long)));
        await using var agent = await DeskAgent.Enters(browser, city, screen, Person(first));
        var page = agent.Page;
        await agent.Opens(second);
        await page.ClickAsync(".more-acts summary");
        await page.ClickAsync("#assign-it");
        await page.SelectOptionAsync("#agent", Person(first, 2));
        await agent.Sends();
        await page.Locator("[data-when='turn=other']").WaitForAsync();

        await page.ClickAsync("#split-it");
        await page.SelectOptionAsync("#split-service", "depot-sauvage");
        await page.FillAsync("#split-description", "Des gravats à côté de la fuite");
        await agent.Sends();
        await page.Locator("[data-when=parts]").WaitForAsync();

        await page.ClickAsync("#merge-it");
        await page.Locator($"#near input[value='{first.Reference}']").WaitForAsync();
        await agent.Visit.Picture($"desk-merge {screen}", whole: false);
        await agent.Visit.FindsNothing("a merger");
        await page.CheckAsync($"#near input[value='{first.Reference}']");
        await agent.Sends();
        await agent.Sees("merged");
        await agent.Visit.Picture($"desk-merged {screen}");
        await page.ClickAsync("#unmerge");
        await agent.Sees("assigned");

        await page.ClickAsync("#transfer-it");
        var other = await page.EvaluateAsync<string>("document.querySelector('#to-operator').options[1].value");
        await page.SelectOptionAsync("#to-operator", other);
        await page.FillAsync("#transfer-reason", "Relève d’un autre opérateur");
        await agent.Sends();
        // It is no longer this operator's, and leaves the desk.
        await agent.Visit.Until("document.querySelector('#case article').hidden");
        agent.Visit.Expects("403");
        var told = await second.Views();
        Assert.Equal(other, told["operator"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Many_are_answered_together_and_what_is_refused_of_one_is_told()
    {
        var place = TicketSteps.Somewhere();
        var residents = new List<Resident>();
        for (var number = 0; number < 3; number++) residents.Add(await TicketSteps.Leaks(city, (place.Lat + number * 0.0001, place.Long)));
        await using var agent = await DeskAgent.Enters(browser, city, "desktop fr light", Person(residents[0]));
        var page = agent.Page;
        foreach (var resident in residents)
        {
            await page.Locator($"#rows [data-reference='{resident.Reference}']").WaitForAsync(new() { Timeout = 60_000 });
            await page.CheckAsync($"#rows [data-reference='{resident.Reference}'] .pick input");
        }
        await residents[1].Does("withdrawal", new JsonObject());
        await page.ClickAsync("#bulk-act");
        await page.CheckAsync("[name=together-act][value=answer]");
        await agent.Sends();
        Assert.Equal(1, await page.Locator("#together .summary li").CountAsync());
        await page.FillAsync("#together-text", "La conduite de la rue est réparée.");
        await agent.Visit.Picture("desk-together desktop fr light", whole: false);
        await agent.Sends();
        await page.Locator("p[data-when='together=done']").WaitForAsync();
        Assert.Equal(("2", "1"), (await agent.Visit.Fact("togetherDone"), await agent.Visit.Fact("togetherRefused")));
        await agent.Visit.Picture("desk-together-done desktop fr light", whole: false);
        await agent.Visit.FindsNothing("together");
        Assert.Equal("answered", (await residents[0].Views())["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_manager_sees_every_operator_an_auditor_only_reads_and_an_officer_does_not_come_in()
    {
        var resident = await TicketSteps.Leaks(city, TicketSteps.Somewhere());
        await using (var manager = await DeskAgent.Enters(browser, city, "desktop fr light", "manager-1"))
        {
            await manager.Page.SelectOptionAsync("#operator", resident.Receipt["operator"]!["id"]!.GetValue<string>());
            await manager.Page.SelectOptionAsync("#arrondissement", "maarif");
            await manager.Page.SelectOptionAsync("#due", "week");
            await manager.Page.Locator($"#rows [data-reference='{resident.Reference}'], .note[data-when='empty=yes']:visible").First.WaitForAsync(new() { Timeout = 60_000 });
            await manager.Opens(resident);
            await manager.Page.Locator("#answer-it").WaitForAsync();
        }
        await using (var auditor = await DeskAgent.Enters(browser, city, "desktop ar light", "auditor-1"))
        {
            await auditor.Opens(resident);
            Assert.False(await auditor.Page.Locator("#answer-it").IsVisibleAsync());
            Assert.DoesNotContain(Resident.Name, await auditor.Page.InnerTextAsync("#case"), StringComparison.Ordinal);
            await auditor.Visit.Picture("desk-auditor desktop ar light");
        }
        await using var visit = await Visit.To(browser.Chromium, city, "desktop fr light");
        await visit.Page.GotoAsync("/desk");
        await visit.Page.Locator("#person option").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(0, await visit.Page.Locator("#person option[value$='-officer-1']").CountAsync());
        Assert.NotEqual(0, await visit.Page.Locator("#person option[value$='-agent-1']").CountAsync());
    }

    static string Person(Resident resident, int number = 1) => $"{resident.Receipt["operator"]!["id"]!.GetValue<string>()}-agent-{number}";
}
