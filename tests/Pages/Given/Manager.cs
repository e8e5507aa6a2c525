using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>Someone at the managers' or the auditors' page, who has signed in.</summary>
public sealed class Manager(Visit visit) : IAsyncDisposable
{
    public Visit Visit { get; } = visit;

    public IPage Page => Visit.Page;

    /// <summary>Signs in on a screen, on the page at <paramref name="address"/>.</summary>
    public static async Task<Manager> Enters(Browser browser, City city, string screen, string address, string person = "manager-1")
    {
        var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync(address);
        await visit.Page.SelectOptionAsync("#person", person);
        await visit.Page.ClickAsync("#choose button");
        await visit.Page.Locator(".office").WaitForAsync();
        return new(visit);
    }

    /// <summary>Opens a room of the page.</summary>
    public async Task Opens(string room)
    {
        await Page.ClickAsync($".shelves a[href='#{room}']");
        await Page.Locator(".shown > section:visible").WaitForAsync();
    }

    /// <summary>Waits until this was said to whoever listens.</summary>
    public Task Hears(string words) => Page.Locator("#voice", new() { HasTextString = words }).WaitForAsync();

    /// <summary>A new delegation, as another manager proposes it; answers the reference of the proposal.</summary>
    public static async Task<string> Proposes(City city, string id, string officer, string bureau, string manager)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/referentiels/delegations/{id}")
        {
            Content = JsonContent.Create(new JsonObject
            {
                ["officer"] = officer,
                ["bureau"] = bureau,
                ["number"] = "A17/2027",
                ["dated"] = "2026-12-01",
                ["from"] = "2027-01-01",
                ["until"] = "2027-12-31",
                ["demonstration"] = true,
            }),
        };
        request.Headers.Authorization = new("Bearer", city.Running.Token(Roles.Manager, manager));
        request.Headers.IfNoneMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Any);
        using var answer = await city.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["reference"]!.GetValue<string>();
    }

    public ValueTask DisposeAsync() => Visit.DisposeAsync();
}
