using System.Globalization;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

public sealed class VerifyByCodeTests(City city, Browser browser)
{
    [Theory, MemberData(nameof(Screen.All), MemberType = typeof(Screen))]
    public async Task A_valid_paper_is_told_with_its_facts(string screen)
    {
        await using var visit = await Visit.To(browser.Chromium, city, screen);
        await visit.Page.GotoAsync("/verify");
        await visit.Picture($"verify {screen}");
        await visit.Page.FillAsync("#code", city.Valid.ToLowerInvariant().Replace('-', ' '));
        await visit.Page.ClickAsync("#by-code button");

        await visit.Shows("valid-code");
        var language = Screen.Named(screen).Language;
        Assert.Equal(city.Facts["registerNumber"]!.GetValue<string>(), await visit.Fact("registerNumber"));
        Assert.Equal(visit.Page.Url, $"{city.Address}/verify/{city.Valid}");
        Assert.Equal(city.Facts["bureau"]![language]!.GetValue<string>(), await visit.Fact("bureau"));
        Assert.Matches(Day(city, language, ".*"), await visit.Fact("sealedAt"));
        Assert.Equal(64, (await visit.Fact("sha256")).Length);
        await visit.Picture($"valid {screen}");
    }

    [Theory]
    [InlineData("phone fr light")]
    [InlineData("phone ar dark")]
    [InlineData("desktop fr dark")]
    [InlineData("desktop ar light")]
    public async Task Other_papers_are_told_as_they_are(string screen)
    {
        foreach (var (code, answer) in new[] { (city.Revoked, "revoked"), (City.Unknown, "unknown-code") })
        {
            await using var visit = await Visit.To(browser.Chromium, city, screen);
            await visit.Page.GotoAsync("/verify");
            await visit.Page.FillAsync("#code", code);
            await visit.Page.PressAsync("#code", "Enter");
            await visit.Shows(answer);
            await visit.Picture($"{answer} {screen}");
        }
    }

    [Fact]
    public async Task A_phone_that_reads_the_QR_opens_the_answer_itself()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.GotoAsync($"/verify/{city.Revoked}");
        await visit.Shows("revoked");
        Assert.True(await visit.Page.GetByText("نسخة مشهود بمطابقتها لأصلها").IsVisibleAsync());
        Assert.Empty(visit.Asked);
        Assert.True((await visit.Page.Locator(".verdict:visible").BoundingBoxAsync())!.Y < 300, "The answer is what is seen first.");
    }

    [Fact]
    public async Task Without_scripts_the_form_and_the_address_answer_all_the_same()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light", options => options.JavaScriptEnabled = false);
        await visit.Page.GotoAsync("/");
        await visit.Page.FillAsync("#code", city.Valid);
        await visit.Page.ClickAsync(".panel button");
        await visit.Shows("valid-code");
        Assert.Matches(Day(city, "fr", ", "), await visit.Fact("sealedAt"));
        Assert.True(await visit.Page.Locator("noscript p").IsVisibleAsync());
        Assert.False(await visit.Page.Locator(".drop").IsVisibleAsync());
        await visit.Picture("no-script phone fr light");
    }

    [Theory]
    [InlineData("O7OD-93PX-2MTA", "070D-93PX-2MTA")]
    [InlineData(" iLqd–93px 2mta ", "11QD-93PX-2MTA")]
    [InlineData("k7qd93px2mta", "K7QD-93PX-2MTA")]
    [InlineData("K٧QD-٩٣PX-٢MTA", "K7QD-93PX-2MTA")]
    [InlineData("https://guichet.casa.example/verify/K7QD-93PX-2MTA", "K7QD-93PX-2MTA")]
    public async Task A_code_is_read_however_it_is_written(string written, string code)
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.FillAsync("#code", written);
        await visit.Page.PressAsync("#code", "Enter");
        await visit.Page.WaitForURLAsync($"**/verify/{code}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("K7QD-93PX-2MT")]
    [InlineData("K7QD-93PX-2MTU")]
    public async Task What_is_no_code_is_said_beside_the_field(string written)
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone ar light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.FillAsync("#code", written);
        await visit.Page.ClickAsync("#by-code button");
        Assert.True(await visit.Page.Locator("#code-wrong").IsVisibleAsync());
        Assert.Equal("true", await visit.Page.GetAttributeAsync("#code", "aria-invalid"));
        Assert.Equal("code", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Empty(visit.Asked);
        await visit.Picture("no-code phone ar light");
    }

    [Fact]
    public async Task Back_returns_to_the_answer_before()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "desktop fr light");
        await visit.Page.GotoAsync("/verify");
        foreach (var (code, answer) in new[] { (city.Valid, "valid-code"), (city.Revoked, "revoked") })
        {
            await visit.Page.FillAsync("#code", code);
            await visit.Page.PressAsync("#code", "Enter");
            await visit.Shows(answer);
        }
        await visit.Page.GoBackAsync();
        await visit.Shows("valid-code");
        Assert.Equal(city.Valid, await visit.Page.InputValueAsync("#code"));
        await visit.Page.GoBackAsync();
        await visit.Page.Locator(".verdict:visible").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task A_silent_service_and_a_lost_connection_are_not_taken_for_an_answer()
    {
        await using var visit = await Visit.To(browser.Chromium, city, "phone fr light");
        await visit.Page.GotoAsync("/verify");
        await visit.Page.RouteAsync("**/api/verifications/**", route => route.FulfillAsync(new()
        {
            Status = 503,
            ContentType = "application/problem+json",
            Body = """{"status":503,"code":"CITY-503"}""",
        }));
        await visit.Page.FillAsync("#code", city.Valid);
        await visit.Page.PressAsync("#code", "Enter");
        await visit.Shows("failed");
        visit.Expects("503");
        await visit.Picture("failed phone fr light");

        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.UnrouteAllAsync();
        await visit.Page.ClickAsync("#by-code button");
        await visit.Shows("offline");
        visit.Expects("ERR_INTERNET_DISCONNECTED");
    }

    /// <summary>When the paper was sealed, as the clocks of Casablanca showed it.</summary>
    static string Day(City city, string language, string between)
    {
        var at = DateTimeOffset.Parse(city.Facts["sealedAt"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        return at.ToString($"'^'d MMMM yyyy'{between}'HH:mm'$'", CultureInfo.GetCultureInfo($"{language}-MA"));
    }
}
