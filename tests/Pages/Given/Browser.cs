[assembly: AssemblyFixture(typeof(CasaServerless.Pages.Tests.Given.Browser))]

namespace CasaServerless.Pages.Tests.Given;

/// <summary>Chromium as the machine has it, one for the whole run.</summary>
public sealed class Browser : IAsyncLifetime
{
    IPlaywright? playwright;
    Lazy<Task<IBrowser>> whole = null!;

    /// <summary>Without the windows of a whole browser, which would draw themselves anew for every visit: a third of the time.</summary>
    public IBrowser Chromium { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Chromium = await Launch();
        whole = new(() => Open("/usr/bin/chromium"));
    }

    /// <summary>With everything that a person's has, a viewer of PDF too.</summary>
    public Task<IBrowser> Whole() => whole.Value;

    /// <summary>One of its own, with more switches.</summary>
    public Task<IBrowser> Launch(params string[] more) => Open("/usr/bin/chromium-headless-shell", more);

    Task<IBrowser> Open(string path, params string[] more) => playwright!.Chromium.LaunchAsync(new()
    {
        ExecutablePath = path,
        Args = ["--no-sandbox", .. more],
    });

    public async ValueTask DisposeAsync()
    {
        if (whole is { IsValueCreated: true }) await (await whole.Value).DisposeAsync();
        if (Chromium is not null) await Chromium.DisposeAsync();
        playwright?.Dispose();
    }
}
