using System.Net;
using System.Text.Json.Nodes;
using CasaServerless.Kernel.Identity;

namespace CasaServerless.Pages.Tests.Given;

/// <summary>What a citizen does on the pages, step by step, as often as tests need it done.</summary>
public static class Steps
{
    /// <summary>A document that is larger than a part: noise does not pack.</summary>
    public static FilePayload Large { get; } = new() { Name = "contrat.jpg", MimeType = "image/jpeg", Buffer = Photo.Noise(900, 900) };

    /// <summary>A photo as a phone takes it.</summary>
    public static FilePayload Small { get; } = new() { Name = "diplome.jpg", MimeType = "image/jpeg", Buffer = Photo.Of(null, 900, 1200) };

    /// <summary>The first three steps: paper, place, person.</summary>
    public static async Task Fill(this IPage page, string title = "Diplôme de Zineb")
    {
        await page.GotoAsync("/legalisation");
        await page.FillAsync("#title", title);
        await page.CheckAsync("[name=destination][value=private]");
        await page.Continue("paper");
        await page.SelectOptionAsync("#arrondissement", "maarif");
        await page.CheckAsync("[name=bureau][value=maarif-1]");
        await page.Continue("place");
        await page.FillAsync("#name", Citizen.Name);
        await page.FillAsync("#cin", Citizen.Cin);
        await page.FillAsync("#phone", "06 61 99 88 77");
        await page.Continue("person");
    }

    /// <summary>Chooses a document and goes on to the last step.</summary>
    public static async Task Choose(this IPage page, params FilePayload[] files)
    {
        await page.SetInputFilesAsync("#file", files);
        await page.Locator(".chosen").WaitForAsync();
        await page.Continue("document");
    }

    public static Task Continue(this IPage page, string step) => page.ClickAsync($"#{step} button[type=submit]");

    /// <summary>Sends the request; answers its reference and access code as the receipt shows them.</summary>
    public static async Task<(string Reference, string Code)> Submit(this IPage page)
    {
        await page.ClickAsync("#send");
        await page.Locator("#receipt").WaitForAsync();
        return (await page.InnerTextAsync("#receipt [data-fact=reference]"), await page.InnerTextAsync("#receipt [data-fact=accessCode]"));
    }

    /// <summary>Opens a case on the page that follows it.</summary>
    public static async Task Follow(this IPage page, string reference, string code)
    {
        await page.GotoAsync("/legalisation/follow");
        await page.FillAsync("#reference", reference);
        await page.FillAsync("#code", code);
        await page.ClickAsync("#open button[type=submit]");
        await page.Locator("#case").WaitForAsync();
    }

    /// <summary>Waits until the case is said to be so.</summary>
    public static Task Is(this IPage page, string status) => page.Locator($"[data-when='status={status}']").WaitForAsync(new() { Timeout = 90_000 });

    /// <summary>The officer's part, as calls.</summary>
    public static async Task Officer(this City city, string reference, string act, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/legalisations/{reference}/{act}")
        {
            Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body),
        };
        request.Headers.Authorization = new("Bearer", city.Token(Roles.Officer));
        using var answer = await city.Http.SendAsync(request);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
    }
}
