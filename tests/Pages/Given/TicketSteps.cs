using System.Globalization;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>What people do on the tickets' pages, step by step, as often as tests need it done.</summary>
public static class TicketSteps
{
    static int places;

    /// <summary>A place in Maârif that no other test has used: far enough from the others that nothing there is alike.</summary>
    public static (double Lat, double Long) Somewhere()
    {
        var number = Interlocked.Increment(ref places);
        return (33.566 + number % 8 * 0.003, -7.648 + number / 8 * 0.003);
    }

    /// <summary>Where the person's telephone says that it is.</summary>
    public static Action<BrowserNewContextOptions> At((double Lat, double Long) place) => options =>
    {
        options.Permissions = ["geolocation"];
        options.Geolocation = new() { Latitude = (float)place.Lat, Longitude = (float)place.Long };
    };

    /// <summary>A report of a leak, as another resident brings it.</summary>
    public static async Task<Resident> Leaks(City city, (double Lat, double Long)? place = null, string service = "fuite-eau", string language = "fr")
    {
        var body = Resident.Request(service);
        body["language"] = language;
        if (place is { } at) body["place"] = new JsonObject { ["lat"] = at.Lat, ["long"] = at.Long, ["address"] = Resident.Address };
        return await Resident.Reports(city.Http, body);
    }

    /// <summary>The token of an agent of the operator that a ticket went to.</summary>
    public static string Agent(this City city, Resident resident, int number = 1) =>
        city.Running.Token(Roles.Agent, $"{resident.Receipt["operator"]!["id"]!.GetValue<string>()}-agent-{number}");

    /// <summary>Finds a category by words and picks it.</summary>
    public static async Task Pick(this IPage page, string words, string service)
    {
        await page.FillAsync("#search", words);
        await page.ClickAsync($"#services [data-code='{service}'] button");
        await page.Locator("#picked-name").WaitForAsync();
    }

    /// <summary>The first two steps: a leak, where the telephone is.</summary>
    public static async Task TellOfLeak(this IPage page, string description = "De l’eau coule sur le trottoir")
    {
        await page.GotoAsync("/report");
        await page.Pick("fuite", "fuite-eau");
        await page.CheckAsync("[name='question-debit'][value=goutte]");
        await page.FillAsync("#description", description);
        await page.Continue("subject");
        await page.ClickAsync("[data-act=here]");
        await page.Locator(".spot").WaitForAsync();
        await page.Continue("place");
    }

    /// <summary>Stays anonymous, and comes to the last step.</summary>
    public static async Task StayAnonymous(this IPage page)
    {
        await page.CheckAsync("[name=who][value=anonymous]");
        await page.Continue("person");
        await page.Locator("#check").WaitForAsync();
    }

    /// <summary>Opens a ticket on the page that follows it.</summary>
    public static async Task FollowTicket(this IPage page, Resident resident)
    {
        await page.GotoAsync($"/tickets/{resident.Reference}");
        await page.FillAsync("#code", resident.AccessCode);
        await page.ClickAsync("#open button[type=submit]");
        await page.Locator("#case").WaitForAsync();
    }

    /// <summary>A point as the pages write it.</summary>
    public static string Written((double Lat, double Long) place) => string.Create(CultureInfo.InvariantCulture, $"{place.Lat:F5}, {place.Long:F5}");
}
