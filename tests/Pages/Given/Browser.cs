[assembly: AssemblyFixture(typeof(CasaServerless.Pages.Tests.Given.Browser))]

namespace CasaServerless.Pages.Tests.Given;

/// <summary>Chromium as the machine has it, one for the whole run.</summary>
public sealed class Browser : IAsyncLifetime
{
    IPlaywright? playwright;

    public IBrowser Chromium { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Chromium = await Launch();
    }

    public Task<IBrowser> Launch(params string[] more) => playwright!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args = ["--no-sandbox", .. more],
    });

    public async ValueTask DisposeAsync()
    {
        if (Chromium is not null) await Chromium.DisposeAsync();
        playwright?.Dispose();
    }
}
