using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>An officer at the counter's page, who has signed in, and the requests that wait in their bureau.</summary>
public sealed class Officer(Visit visit, string bureau) : IAsyncDisposable
{
    public Visit Visit { get; } = visit;

    public IPage Page => Visit.Page;

    /// <summary>Signs in on a screen as one of a bureau's seeded officers, in the city or in another one <paramref name="at"/> its own address.</summary>
    public static async Task<Officer> Enters(Browser browser, City city, string screen, string bureau, int number = 1, string? at = null)
    {
        var visit = await Visit.To(await browser.Whole(), city, screen, options => options.BaseURL = at ?? options.BaseURL);
        await visit.Page.GotoAsync("/counter");
        await visit.Page.SelectOptionAsync("#person", $"{bureau}-officer-{number}");
        await visit.Page.ClickAsync("#choose button");
        await visit.Page.Locator("#desk").WaitForAsync();
        return new(visit, bureau);
    }

    /// <summary>A citizen whose document has been judged, so that an officer is awaited.</summary>
    public static async Task<Citizen> Waits(City city, string bureau, string name = Citizen.Name, string title = Citizen.Title, string cin = Citizen.Cin,
        string kind = "certified-copy")
    {
        var body = Citizen.Request(bureau);
        body["kind"] = kind;
        body["applicant"]!["name"] = name;
        body["applicant"]!["cin"] = cin;
        body["document"]!["title"] = title;
        var citizen = await Citizen.Submits(city.Running.Http, body);
        using (var sent = await citizen.Sends(Photo.Of(null, 900, 1200))) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await citizen.Reaches("submitted");
        return citizen;
    }

    /// <summary>What a colleague does by calls of their own.</summary>
    public Task Colleague(City city, Citizen citizen, string act, JsonNode? body, HttpStatusCode expected = HttpStatusCode.OK) =>
        citizen.Act(act, city.Running.Token(Roles.Officer, $"{bureau}-officer-2"), body, expected);

    /// <summary>Opens a case from the queue.</summary>
    public async Task Opens(Citizen citizen)
    {
        await Page.ClickAsync($"[data-reference='{citizen.Reference}'] .open");
        await Page.Locator("#case-title", new() { HasTextString = citizen.Reference }).WaitForAsync();
    }

    /// <summary>Waits until the browser's own viewer shows the document, which is a frame within the page's frame.</summary>
    public async Task SeesTheDocument()
    {
        await Page.Locator("#frame iframe").WaitForAsync();
        for (var look = 0; Page.Frames.Count < 3; look++)
        {
            Assert.True(look < 300, "The browser's viewer never opened the document.");
            await Task.Delay(100);
        }
    }

    /// <summary>Waits until this was said to whoever listens.</summary>
    public Task Hears(string words) => Page.Locator("#voice", new() { HasTextString = words }).WaitForAsync();

    public Task Picture(string name) => Visit.Picture($"counter {name}");

    public ValueTask DisposeAsync() => Visit.DisposeAsync();
}
