using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Two officers on one case, a case that moved on, a line that breaks: nothing is done twice, by two, or to something else than was shown.</summary>
public sealed class CounterTogetherTests(City city, Browser browser)
{
    [Theory]
    [InlineData("desktop fr light", "sidi-othmane-1")]
    [InlineData("phone ar dark", "sidi-othmane-2")]
    public async Task The_second_officer_is_told_who_has_the_case_and_may_take_it_over(string screen, string bureau)
    {
        var citizen = await Officer.Waits(city, bureau);
        await using var one = await Officer.Enters(browser, city, screen, bureau, 1);
        await using var two = await Officer.Enters(browser, city, screen, bureau, 2);
        await one.Opens(citizen);
        await two.Opens(citizen);
        await one.Page.ClickAsync("#take");
        await one.Page.Locator("#certify").WaitForAsync();
        var name = screen.StartsWith("phone", StringComparison.Ordinal) ? null : await one.Page.InnerTextAsync("[data-fact=me]");

        // The second has not looked since: the city tells, with the first one's name.
        await two.Page.ClickAsync("#take");
        await two.Page.Locator("#problem").WaitForAsync();
        two.Visit.Expects("409");
        if (name is not null) Assert.Contains(name, await two.Page.InnerTextAsync("#problem"), StringComparison.Ordinal);
        await two.Page.Locator("#take-over").WaitForAsync();
        await two.Picture($"in-other-hands {screen}");

        await two.Page.ClickAsync("#take-over");
        await two.Page.Locator("#certify").WaitForAsync();
        await one.Page.CheckAsync("[name=proof][value=cnie]");
        await one.Page.CheckAsync("[name=seen]");
        await one.Page.ClickAsync("#certify");
        await one.Page.Locator("#problem").WaitForAsync();
        one.Visit.Expects("409");
        await one.Page.Locator("#take-over").WaitForAsync();
        Assert.Equal("submitted", (await citizen.Views())["status"]!.GetValue<string>());
        await two.Page.ClickAsync("#release");
        await two.Page.Locator("#take").WaitForAsync();
    }

    [Fact]
    public async Task A_case_that_moved_on_since_it_was_shown_is_not_certified()
    {
        const string Bureau = "moulay-rachid-1";
        var citizen = await Officer.Waits(city, Bureau);
        await using var officer = await Officer.Enters(browser, city, "desktop fr light", Bureau);
        await officer.Opens(citizen);
        await officer.Page.ClickAsync("#take");
        await officer.Page.CheckAsync("[name=proof][value=cnie]");
        await officer.Page.CheckAsync("[name=seen]");
        // The page is kept from looking again, as a slow line would.
        await officer.Page.RouteAsync("**/legalisations?status=*", _ => Task.CompletedTask);
        await officer.Colleague(city, citizen, "claim", new JsonObject { ["takeOver"] = true });
        await officer.Colleague(city, citizen, "refusal", new JsonObject { ["reason"] = "copy-of-copy" });
        await officer.Page.ClickAsync("#certify");
        await officer.Page.Locator("#problem", new() { HasTextString = "refusé" }).WaitForAsync();
        officer.Visit.Expects("409");
        await officer.Page.Locator("#badge[data-status=refused]").WaitForAsync();
        Assert.Equal("refused", (await citizen.Views())["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_lost_line_is_told_and_what_was_typed_survives_it_and_a_reload()
    {
        const string Bureau = "moulay-rachid-2";
        var citizen = await Officer.Waits(city, Bureau);
        await using var officer = await Officer.Enters(browser, city, "phone fr light", Bureau);
        var page = officer.Page;
        await officer.Opens(citizen);
        await page.ClickAsync("#take");
        await page.ClickAsync("#refuse");
        await page.CheckAsync("[name=reason][value=cut]");
        await page.FillAsync("#refusal-note", "La page 2 manque.");
        await page.Context.SetOfflineAsync(true);
        await page.ClickAsync("#refusal button[type=submit]");
        await page.Locator("#refusal .wrong[role=alert]").WaitForAsync();
        await officer.Picture("lost phone fr light");
        Assert.Equal("La page 2 manque.", await page.InputValueAsync("#refusal-note"));
        officer.Visit.Expects("ERR_INTERNET_DISCONNECTED");
        await page.Context.SetOfflineAsync(false);
        await page.ReloadAsync();
        await page.Locator("#refuse").ClickAsync();
        Assert.True(await page.IsCheckedAsync("[name=reason][value=cut]"));
        Assert.Equal("La page 2 manque.", await page.InputValueAsync("#refusal-note"));
        await page.ClickAsync("#refusal button[type=submit]");
        await page.Locator("#badge[data-status=refused]").WaitForAsync();
        Assert.Equal("La page 2 manque.", (await citizen.Views())["refusal"]!["note"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_session_that_ends_leaves_the_case_and_what_was_typed_where_they_were()
    {
        const string Bureau = "ain-chock-1";
        var citizen = await Officer.Waits(city, Bureau, kind: "signature");
        await using var officer = await Officer.Enters(browser, city, "desktop ar light", Bureau);
        var page = officer.Page;
        await officer.Opens(citizen);
        await page.ClickAsync("#take");
        await page.CheckAsync("[name=proof][value=witnesses]");
        await page.FillAsync("#witness-1-name", "أحمد");
        await page.EvaluateAsync("sessionStorage.setItem('counter.staff', JSON.stringify({ access: 'over' }))");
        await page.ClickAsync("#release");
        await page.Locator("[data-when='trouble=session-over']").WaitForAsync();
        officer.Visit.Expects("401");
        await officer.Picture("session-over desktop ar light");
        await page.SelectOptionAsync("#person", $"{Bureau}-officer-1");
        await page.ClickAsync("#choose button");
        await page.Locator("#certify").WaitForAsync();
        Assert.Equal("أحمد", await page.InputValueAsync("#witness-1-name"));
    }
}
