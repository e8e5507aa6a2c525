using System.Diagnostics;
using CasaServerless.Pages.Tests.Given;

namespace CasaServerless.Pages.Tests;

public sealed class MarkupTests(City city, Browser browser)
{
    static readonly string vnu = Path.Combine(Root.Path, "node_modules", "vnu-jar", "build", "dist", "vnu.jar");

    [Fact]
    public async Task The_W3C_checker_finds_nothing_in_what_is_served()
    {
        var folder = Directory.CreateTempSubdirectory("pages").FullName;
        using var client = new HttpClient { BaseAddress = new(city.Address) };
        foreach (var (name, address) in new[] { ("index", "/"), ("verify", "/verify"), ("valid", $"/verify/{city.Valid}"), ("404", "/nowhere"),
            ("legalisation", "/legalisation"), ("follow", "/legalisation/follow"), ("counter", "/counter"), ("manage", "/manage"), ("audit", "/audit"),
            ("report", "/report"), ("tickets", "/tickets"), ("ticket", "/tickets/follow"), ("figures", "/tickets/figures"), ("desk", "/desk"),
            ("chat", "/chat"), ("chat-frame", "/chat?frame=1"), ("chat-full", "/chat/full") })
        {
            foreach (var language in new[] { "fr", "ar" })
            {
                using var answer = await client.GetAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
                await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.{language}.html"), await answer.Content.ReadAsStringAsync());
            }
        }
        foreach (var language in new[] { "fr", "ar" })
        {
            // What no page answers: a browser that sends a form there is told so in a page.
            using var form = new HttpRequestMessage(HttpMethod.Post, $"/verify?lang={language}");
            form.Headers.Add("Accept", "text/html");
            using var refused = await client.SendAsync(form);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
            await File.WriteAllTextAsync(Path.Combine(folder, $"problem.{language}.html"), await refused.Content.ReadAsStringAsync());
        }
        foreach (var style in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets"), "*.svg"))
            File.Copy(style, Path.Combine(folder, Path.GetFileName(style)));
        Assert.Equal("", await Check(folder));

        await File.WriteAllTextAsync(Path.Combine(folder, "wrong.html"), "<!doctype html><title>x</title><p><div>");
        Assert.Contains("wrong.html", await Check(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_languages_say_who_they_are_and_point_to_each_other()
    {
        foreach (var (language, direction) in new[] { ("fr", "ltr"), ("ar", "rtl") })
        {
            await using var visit = await Visit.To(browser.Chromium, city, $"phone {language} light");
            await visit.Page.GotoAsync($"/verify/{city.Valid}");
            var html = visit.Page.Locator("html");
            Assert.Equal(language, await html.GetAttributeAsync("lang"));
            Assert.Equal(direction, await html.GetAttributeAsync("dir"));
            foreach (var other in new[] { "fr", "ar" })
            {
                var alternate = await visit.Page.Locator($"link[hreflang={other}]").EvaluateAsync<string>("link => link.href");
                Assert.Equal($"{city.Address}/verify/{city.Valid}?lang={other}", alternate);
            }
            await visit.Page.Locator(".languages a:not([aria-current])").ClickAsync();
            Assert.NotEqual(language, await html.GetAttributeAsync("lang"));
            await visit.Page.ClickAsync(".commune");
            Assert.NotEqual(language, await html.GetAttributeAsync("lang"));
        }
    }

    [Fact]
    public void Arabic_is_never_left_in_a_French_page_unmarked_nor_French_in_an_Arabic_one()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "wwwroot", "pages")))
        {
            var other = file.EndsWith(".fr.html", StringComparison.Ordinal) ? "ar" : "fr";
            var marked = new System.Text.RegularExpressions.Regex($"""<(\w+)[^>]* lang="{other}"[^>]*>.*?</\1>""", System.Text.RegularExpressions.RegexOptions.Singleline);
            var rest = marked.Replace(File.ReadAllText(file), "");
            Assert.DoesNotMatch(other == "ar" ? @"[\u0600-\u06FF]" : "[a-zàâéèêîôùç]{3,} [a-zàâéèêîôùç]{2,} [a-zàâéèêîôùç]{2,}", Words(rest));
        }

        static string Words(string html) => System.Text.RegularExpressions.Regex.Replace(html[html.IndexOf("<body>", StringComparison.Ordinal)..], "<[^>]+>", "");
    }

    static async Task<string> Check(string folder)
    {
        using var java = Process.Start(new ProcessStartInfo("java", ["-jar", vnu, "--skip-non-html", "--also-check-svg", "--stdout", "--exit-zero-always", folder])
        {
            RedirectStandardOutput = true,
        })!;
        var said = await java.StandardOutput.ReadToEndAsync();
        await java.WaitForExitAsync();
        Assert.Equal(0, java.ExitCode);
        return said;
    }
}
