using CasaServerless.Kernel.Identity;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

/// <summary>Signing in with the directory: authorization code flow with PKCE, in the browser, against one that is played.</summary>
public sealed class CounterSignInTests(City city, Browser browser)
{
    [Fact]
    public async Task The_directory_signs_an_officer_in_a_token_that_is_over_is_renewed_and_signing_out_forgets()
    {
        await using var entra = await PlayedEntra.Start();
        await using var other = await Served(entra, "maarif-1-officer-1", Roles.Officer, out var address);
        await using var visit = await Visit.To(browser.Chromium, city, "desktop fr light", options => options.BaseURL = address);
        entra.SignIn!.Begins = TimeSpan.FromHours(-2);
        await visit.Page.GotoAsync("/counter#LEG-00000-000000");
        await visit.Picture("counter directory desktop fr light");
        await visit.Page.ClickAsync("#enter");
        await visit.Page.Locator("#desk").WaitForAsync();
        Assert.Equal(1, entra.SignIn.Refreshes);
        Assert.Equal($"{address}/counter#LEG-00000-000000", visit.Page.Url);
        await visit.Page.Locator("#problem").WaitForAsync();
        visit.Expects("401");
        visit.Expects("404");
        Assert.Empty(await visit.Page.Context.CookiesAsync());
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("localStorage.length"));
        Assert.DoesNotContain(visit.Requests, request => request.Url.Contains("eyJ", StringComparison.Ordinal));

        await visit.Page.ClickAsync("#sign-out");
        await visit.Page.Locator("#enter").WaitForAsync();
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("sessionStorage.length"));
    }

    [Fact]
    public async Task Whom_the_directory_or_the_counter_does_not_let_in_is_told_so()
    {
        await using var entra = await PlayedEntra.Start();
        await using var other = await Served(entra, "somebody", Roles.Agent, out var address);
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light", options => options.BaseURL = address);
        entra.SignIn!.Refuses = true;
        await visit.Page.GotoAsync("/counter");
        await visit.Page.ClickAsync("#enter");
        await visit.Page.Locator("[data-when='trouble=refused']").WaitForAsync();
        await visit.Picture("counter not-signed-in phone ar light");
        entra.SignIn.Refuses = false;
        await visit.Page.ClickAsync("#enter");
        await visit.Page.Locator("[data-when='trouble=not-allowed']").WaitForAsync();
        visit.Expects("403");
        // An answer that nobody here has asked for is not taken.
        await visit.Page.GotoAsync("/counter?code=planted&state=planted");
        await visit.Page.Locator("#enter").WaitForAsync();
        Assert.Null(await visit.Page.EvaluateAsync<string?>("sessionStorage.getItem('counter.staff')"));
    }

    [Fact]
    public async Task The_directory_sends_everyone_back_to_one_address_and_they_go_on_to_where_they_came_from()
    {
        await using var entra = await PlayedEntra.Start();
        await using var other = await Served(entra, "somebody", Roles.Manager, out var address);
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light", options => options.BaseURL = address);
        await visit.Page.GotoAsync("/manage#tariffs");
        await visit.Page.ClickAsync("#enter");
        await visit.Page.Locator("#now .row").First.WaitForAsync();
        Assert.Equal($"{address}/manage#tariffs", visit.Page.Url);
        Assert.Contains(visit.Requests, request => request.Url.StartsWith($"{address}/counter?code=", StringComparison.Ordinal));
    }

    Task<CityInProcess> Served(PlayedEntra entra, string person, string role, out string address)
    {
        entra.SignIn = new(person, role);
        address = $"http://127.0.0.1:{Azurite.FreePort()}";
        return city.Another(address, "--Casa:Runner:Enabled=false", "--Casa:Entra:TenantId=casa-tenant",
            $"--Casa:Entra:Audience={PlayedEntra.Audience}", $"--Casa:Entra:ClientId={PlayedSignIn.Client}", $"--Casa:Entra:Authority={entra.Authority}");
    }
}
