using CasaServerless.Kernel.Identity;
using CasaServerless.Pages.Tests.Given;
using CasaServerless.Services.Legalisation;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Pages.Tests;

/// <summary>An auditor reads a register and its proofs, who tried without the right, and the story of a case.</summary>
public sealed class AuditTests(City city, Browser browser)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    public async Task A_register_is_read_taken_away_and_compared_with_what_was_published(string screen)
    {
        await CloseDay.Run(city.Running.Counter, city.Running.Services.GetRequiredService<CasaServerless.Kernel.Registers.RegisterHeads>(), default);
        await using var auditor = await Manager.Enters(browser, city, screen, "/audit", "auditor-1");
        var page = auditor.Page;
        await page.SelectOptionAsync("#bureau", "maarif-1");
        await page.Locator("#numbers tr").First.WaitForAsync();
        Assert.True(await page.Locator("[data-when='chain=sound']").IsVisibleAsync());
        Assert.Equal((await page.Locator("#numbers tr").CountAsync()).ToString(System.Globalization.CultureInfo.InvariantCulture), await page.InnerTextAsync("[data-fact=last]"));
        Assert.DoesNotContain("maarif-1", await page.InnerTextAsync(".shown"), StringComparison.Ordinal);
        await Fits(page);
        await auditor.Visit.Picture($"audit register {screen}");
        var csv = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#csv"));
        Assert.StartsWith("registre-maarif-1-", csv.SuggestedFilename, StringComparison.Ordinal);
        var pdf = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("#volumes button"));
        Assert.StartsWith("%PDF", await File.ReadAllTextAsync((await pdf.PathAsync())!), StringComparison.Ordinal);

        await auditor.Opens("heads");
        await page.Locator("#days tr").First.WaitForAsync();
        Assert.Equal(1, await page.Locator("#days [data-when='state=holds']:visible").CountAsync());
        await auditor.Visit.Picture($"audit heads {screen}");

        await auditor.Opens("report");
        await page.FillAsync("#day", Day(0));
        await page.Locator("[data-when='over=no']:visible").WaitForAsync();
        Assert.Equal(await page.InnerTextAsync("[data-fact='all.certified']"), await page.InnerTextAsync("[data-fact='certified-copy.certified']"));
        await Fits(page);
        await auditor.Visit.Picture($"audit report {screen}");

        await auditor.Opens("register");
        await page.Locator("#numbers a").First.ClickAsync();
        await page.Locator("#story-lines li").First.WaitForAsync();
        Assert.Equal("case", await page.EvaluateAsync<string>("document.querySelector('.shelves [aria-current]').hash.slice(1)"));
        await auditor.Visit.Picture($"audit case {screen}");
    }

    [Fact]
    public async Task Who_tried_to_certify_without_the_right_is_listed_and_leads_to_the_case()
    {
        var citizen = await Officer.Waits(city, "sidi-othmane-1");
        await citizen.Act("presentation", city.Running.Token(Roles.Officer, "sidi-othmane-1-officer-1"),
            new System.Text.Json.Nodes.JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, System.Net.HttpStatusCode.OK);
        await citizen.Act("certification", city.Running.Token(Roles.Officer, "anfa-1-officer-1"), null, System.Net.HttpStatusCode.Forbidden);
        await using var auditor = await Manager.Enters(browser, city, "phone fr light", "/audit#denials");
        await auditor.Page.SelectOptionAsync("#bureau", "sidi-othmane-1");
        var line = auditor.Page.Locator("#attempts tr");
        await line.First.WaitForAsync();
        Assert.Contains("Amina Bennani", await line.InnerTextAsync(), StringComparison.Ordinal);
        await auditor.Visit.Picture("audit denials phone fr light");
        await line.Locator("a").ClickAsync();
        await auditor.Page.Locator("#story-lines", new() { HasTextString = "sans pouvoir" }).WaitForAsync();
        await auditor.Page.FillAsync("#reference", "LEG-00000-000000");
        await auditor.Page.Keyboard.PressAsync("Enter");
        await auditor.Page.Locator("#problem").WaitForAsync();
        auditor.Visit.Expects("404");
    }

    // Nothing of a table lies beyond the edge of a phone.
    static async Task Fits(IPage page) => Assert.True(await page.EvaluateAsync<bool>(
        "[...document.querySelectorAll('.scrolls')].every(one => one.scrollWidth <= one.clientWidth)"));

    static string Day(int ahead) => CasaServerless.Kernel.CityTime.Day(TimeProvider.System.GetUtcNow()).AddDays(ahead).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
