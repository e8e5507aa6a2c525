using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>The bureau's day at the counter: who is expected, who is there, who comes without an appointment, who goes away.</summary>
public sealed class CounterDayTests(City city, Browser browser)
{
    [Fact]
    public async Task Who_is_expected_is_noted_there_who_comes_without_appointment_too_and_who_has_gone_is_crossed_out()
    {
        // A city of its own, whose clock shows a morning: the bureaus receive, and the day is not over.
        var address = $"http://127.0.0.1:{Azurite.FreePort()}";
        await using var morning = await city.Another(address, "--Casa:Clock=2026-11-30T08:00:00Z");
        foreach (var (screen, bureau) in new[] { ("desktop fr light", "maarif-1"), ("phone ar light", "maarif-2") }) await Day(morning, address, screen, bureau);
    }

    async Task Day(CityInProcess morning, string address, string screen, string bureau)
    {
        var expected = await Waits(morning, bureau);
        var walker = await Waits(morning, bureau);
        using (var booked = await expected.Call(HttpMethod.Post, $"{expected.Path}/appointment",
            new JsonObject { ["slot"] = $"{bureau}@2026-11-30T09:00" }, accessCode: expected.AccessCode)) Assert.Equal(HttpStatusCode.OK, booked.StatusCode);

        await using var officer = await Officer.Enters(browser, city, screen, bureau, at: address);
        var page = officer.Page;
        await page.SelectOptionAsync("#status", "today");
        await page.Locator($"[data-reference='{expected.Reference}'] [data-when='place=expected']").WaitForAsync();
        await Shown("day-expected");
        // Nobody is there, so there is no next one.
        await page.ClickAsync("#next");
        await officer.Hears(screen.Contains("fr", StringComparison.Ordinal) ? "Aucun dossier libre" : "لا يوجد ملف متاح");

        await page.FillAsync("#whom", walker.Reference);
        await page.ClickAsync("#find button");
        await page.Locator("#case-title", new() { HasTextString = walker.Reference }).WaitForAsync();
        await page.Locator("#come").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#leave").WaitForAsync();
        await Shown("day-walk-in");
        if (screen.StartsWith("phone", StringComparison.Ordinal)) await page.ClickAsync("#back");

        await page.SelectOptionAsync("#status", "today");
        await page.Locator($"[data-reference='{walker.Reference}'] [data-when=walkIn]").WaitForAsync();
        // By the keyboard: down to the one who is expected, and to their button.
        await page.Locator($"[data-reference='{walker.Reference}'] .open").FocusAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator($"[data-reference='{expected.Reference}'] [data-when='place=waiting']").WaitForAsync();
        // Called at its hour, nine o'clock, and the walk-in by when they came, eight.
        Assert.Equal([walker.Reference, expected.Reference], await page.Locator(".row .open .reference").AllInnerTextsAsync());
        Assert.Equal(("2", "0"), (await page.InnerTextAsync(".queue [data-fact=there]"), await page.InnerTextAsync(".queue [data-fact=expected]")));
        await Shown("day-waiting");
        await page.ClickAsync($"[data-reference='{walker.Reference}'] [data-act=leave]");
        await page.Locator($".row[data-reference='{walker.Reference}']").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.ClickAsync("#next");
        await page.Locator("#certify").WaitForAsync();
        Assert.Contains(expected.Reference, await page.InnerTextAsync("#case-title"), StringComparison.Ordinal);

        async Task Shown(string name)
        {
            await officer.Picture($"{name} {screen}");
            await officer.Visit.FindsNothing(name);
        }
    }

    static async Task<Citizen> Waits(CityInProcess city, string bureau)
    {
        var citizen = await Citizen.Submits(city.Http, Citizen.Request(bureau));
        using (var sent = await citizen.Sends(Photo.Of(null, 600, 800))) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await citizen.Reaches("submitted");
        return citizen;
    }
}
