namespace CasaServerless.Pages.Tests.Given;

/// <summary>An agent at the desk's page, who has signed in.</summary>
public sealed class DeskAgent(Visit visit) : IAsyncDisposable
{
    public Visit Visit { get; } = visit;

    public IPage Page => Visit.Page;

    /// <summary>Signs in on a screen as one of an operator's seeded agents, or as somebody else who may come in.</summary>
    public static async Task<DeskAgent> Enters(Browser browser, City city, string screen, string person)
    {
        var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/desk");
        await visit.Page.SelectOptionAsync("#person", person);
        await visit.Page.ClickAsync("#choose button");
        await visit.Page.Locator("#desk").WaitForAsync();
        return new(visit);
    }

    /// <summary>Opens a ticket by its reference.</summary>
    public async Task Opens(Resident resident)
    {
        await Page.FillAsync("#whom", resident.Reference);
        await Page.ClickAsync("#find button");
        await Page.Locator("#case-title", new() { HasTextString = resident.Reference }).WaitForAsync();
    }

    /// <summary>Waits until the open ticket is said to be so.</summary>
    public Task Sees(string status) => Page.Locator($"#badge[data-status='{status}']").WaitForAsync();

    /// <summary>Waits until this was said to whoever listens.</summary>
    public Task Hears(string words) => Page.Locator("#voice", new() { HasTextString = words }).WaitForAsync();

    /// <summary>Sends the open dialog's form.</summary>
    public Task Sends() => Page.ClickAsync("dialog[open] button[type=submit]");

    public ValueTask DisposeAsync() => Visit.DisposeAsync();
}
