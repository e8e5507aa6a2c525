using System.Text.Json;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Storage;
using CasaServerless.Pages.Tests.Given;
using CasaServerless.Services.Tickets.Figures;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Pages.Tests;

/// <summary>Anybody reads the figures of the tickets: chosen, told apart, taken away as a file; small numbers are not there.</summary>
public sealed class TicketFiguresTests(City city, Browser browser)
{
    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    [InlineData("desktop ar light")]
    public async Task They_are_read_told_apart_and_taken_away(string screen)
    {
        var yesterday = CityTime.Day(TimeProvider.System.GetUtcNow()).AddDays(-1);
        var days = city.Running.Services.GetRequiredService<DayTable>();
        TicketFigures Of(int reported, int ended, params double[] hours) => new(reported - ended, reported, ended, Math.Max(0, ended - 1), 0, 0, hours);
        // As the night's count would have kept a busy day.
        await days.Keep(CountDays.Book, yesterday, JsonSerializer.Serialize(new DayFigures(
            Of(1240, 1012, 2.5, 30, 41.5),
            new Dictionary<string, TicketFigures> { ["eclairage-public"] = Of(1230, 1004, 2.5, 41.5, 60), ["nid-de-poule"] = Of(8, 6, 30), ["fuite-eau"] = Of(2, 2, 3) },
            new Dictionary<string, TicketFigures> { ["eclairage"] = Of(1240, 1012, 30) },
            new Dictionary<string, TicketFigures> { ["maarif"] = Of(1240, 1012, 30) }), TicketFiguresJson.Default.DayFigures), default);

        await using var visit = await Visit.To(browser.Chromium, city, screen);
        var page = visit.Page;
        await page.GotoAsync("/tickets");
        await page.ClickAsync("a[href='/tickets/figures']");
        await page.Locator("#lines tr").First.WaitForAsync();
        Assert.Equal(3, await page.Locator("#lines tr").CountAsync());
        var small = page.Locator("#lines tr", new() { HasTextString = screen.Contains("ar", StringComparison.Ordinal) ? "ماء" : "eau" });
        Assert.Equal("–", await small.Locator("[data-fact=reported]").InnerTextAsync());
        Assert.Matches("^1.?240$", await page.InnerTextAsync(".totals [data-fact=reported]"));
        await visit.Picture($"figures {screen}");
        await visit.FindsNothing("figures");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "The page scrolls sideways.");
        await page.SelectOptionAsync("#by", "day");
        await visit.Until("document.querySelectorAll('#lines tr').length === 1");
        var address = await page.GetAttributeAsync("#csv", "href");
        Assert.Contains("by=day", address, StringComparison.Ordinal);
        Assert.Contains($"{yesterday:yyyy-MM-dd}", await city.Http.GetStringAsync(address), StringComparison.Ordinal);
        // A period that is none is said, and the figures come back with one that is.
        await page.FillAsync("#from", "2027-12-31");
        await page.Locator("[data-when='state=refused']").WaitForAsync();
        await page.FillAsync("#from", $"{yesterday:yyyy-MM-dd}");
        await page.Locator("[data-when='state=told']").WaitForAsync();
        visit.Expects("Failed to load resource");
    }
}
