using System.Globalization;
using CasaServerless.Hosting.Assets;
using CasaServerless.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(CasaServerless.Pages.Tests.Given.City))]

namespace CasaServerless.Pages.Tests.Given;

/// <summary>The city's pages on a real server, with a register of three papers behind them.</summary>
public sealed class City : IAsyncLifetime
{
    WebApplication? server;

    public string Address => server!.Urls.First();

    public async ValueTask InitializeAsync()
    {
        server = Start("Development");
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync() => await server!.DisposeAsync();

    /// <summary>The pages alone, at another stage of the city; the caller starts and disposes.</summary>
    public static WebApplication Start(string stage)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = stage });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var city = builder.Build();
        city.MapGet("/api/verifications/{code?}", (string? code, string? sha256) => Results.Json(Register.Answer(code, sha256)));
        city.MapGet("/verify/{path?}", (HttpContext context, string? path, string? code) => VerifyPage(path, code));
        city.MapPages();
        return city;
    }

    /// <summary>What the counter does with a code in the address: it answers in the page itself, so that no script is needed.</summary>
    static IResult VerifyPage(string? path, string? typed)
    {
        if (typed is not null) return Results.Redirect("/verify/" + Uri.EscapeDataString(typed.Trim().ToUpperInvariant()));
        if (path is null) return new Page("verify");
        var found = Register.Answer(path, null);
        return new Page("verify")
        {
            Facts = language => new Dictionary<string, string?>
            {
                ["answer"] = found.Status is "valid" or "unknown" ? found.Status + "-code" : found.Status,
                ["code"] = path,
                ["registerNumber"] = found.RegisterNumber,
                ["bureau"] = language == Language.Arabic ? found.Bureau?.Ar : found.Bureau?.Fr,
                ["kind"] = found.Kind,
                ["sealedAt"] = Day(found.SealedAt, language),
                ["revokedAt"] = Day(found.Revoked?.At, language),
                ["sha256"] = found.Sha256,
            },
        };
    }

    static string? Day(DateTimeOffset? at, Language language) =>
        at?.ToString("d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo(language == Language.Arabic ? "ar-MA" : "fr-MA"));
}
