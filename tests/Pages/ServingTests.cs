using System.Net;
using System.Text.RegularExpressions;
using CasaServerless.Hosting.Assets;
using CasaServerless.Pages.Tests.Given;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace CasaServerless.Pages.Tests;

/// <summary>How pages and assets go over the wire, without a browser's help.</summary>
public sealed class ServingTests(City city) : IDisposable
{
    readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(city.Address) };

    [Theory]
    [InlineData("/", "", "", "fr")]
    [InlineData("/", "ar,fr;q=0.8", "", "ar")]
    [InlineData("/", "en-US,en;q=0.9,ar-MA;q=0.6,fr;q=0.5", "", "ar")]
    [InlineData("/", "ar;q=0,en", "", "fr")]
    [InlineData("/", "not a; language,,", "", "fr")]
    [InlineData("/", "fr", "lang=ar", "ar")]
    [InlineData("/", "ar", "lang=klingon", "ar")]
    [InlineData("/?lang=fr", "ar", "lang=ar", "fr")]
    [InlineData("/?lang=xx", "ar", "", "ar")]
    public async Task The_language_is_what_was_chosen_then_what_the_browser_asks_for_then_French(string address, string accept, string cookie, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accept.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        Assert.Contains($"<html lang=\"{language}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(language, Assert.Single(answer.Content.Headers.ContentLanguage));
    }

    [Fact]
    public async Task A_chosen_language_is_remembered_for_a_year_and_nothing_else_is()
    {
        using var chosen = await client.GetAsync("/verify?lang=ar");
        var cookie = Assert.Single(chosen.Headers.GetValues("Set-Cookie"));
        Assert.Equal("lang=ar; max-age=31536000; path=/; samesite=lax; httponly", cookie);
        using var plain = await client.GetAsync("/verify");
        Assert.False(plain.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        using var first = await client.GetAsync("/?lang=fr");
        var tag = first.Headers.ETag!;
        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        Assert.Contains("Cookie", first.Headers.Vary);
        Assert.Equal(HttpStatusCode.NotModified, await Status("/?lang=fr", tag.ToString()));
        Assert.Equal(HttpStatusCode.OK, await Status("/?lang=ar", tag.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await Status("/nowhere", tag.ToString()));

        async Task<HttpStatusCode> Status(string address, string ifNoneMatch)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
            using var answer = await client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task Assets_come_compressed_as_the_caller_can_take_them_and_stay_for_a_year(string accept, string? encoding)
    {
        foreach (var address in await Assets())
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (accept.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Matches("-[A-Z0-9]{8}\\.(css|js|svg|woff2)$", address);
            var expected = address.EndsWith(".woff2", StringComparison.Ordinal) ? null : encoding;
            Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
            Assert.Equal((await answer.Content.ReadAsByteArrayAsync()).Length, answer.Content.Headers.ContentLength);
        }
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/assets/none.css")]
    [InlineData("/assets/..%2fpages%2findex.fr.html")]
    [InlineData("/assets/../../CasaServerless.dll")]
    [InlineData("/index.fr")]
    [InlineData("/404")]
    public async Task What_is_not_there_is_said_to_be_not_there_in_the_callers_language(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Language", "ar");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("هذه الصفحة غير موجودة", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_for_no_network_keeps_its_address_and_names_only_what_is_there()
    {
        using var first = await client.GetAsync("/offline.js");
        Assert.Equal(("text/javascript", "no-cache"), (first.Content.Headers.ContentType!.MediaType, first.Headers.CacheControl!.ToString()));
        foreach (Match kept in Regex.Matches(await first.Content.ReadAsStringAsync(), "\"(/assets/[^\"]+\\.\\w+)\""))
        {
            using var asset = await client.GetAsync(kept.Groups[1].Value);
            Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
        }
        using var request = new HttpRequestMessage(HttpMethod.Get, "/offline.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var again = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task HEAD_tells_the_length_and_POST_is_refused()
    {
        foreach (var address in (await Assets()).Append("/"))
        {
            using var head = await client.SendAsync(new(HttpMethod.Head, address));
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.True(head.Content.Headers.ContentLength > 0);
        }
        using var post = await client.PostAsync("/Pages", null);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
    }

    [Fact]
    public async Task Nothing_but_the_citys_own_runs_in_a_page()
    {
        using var answer = await client.GetAsync("/verify");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotMatch("<style|<script(?![^>]* src=)| style=| on[a-z]+=|javascript:|https?://", html);
    }

    [Fact]
    public async Task An_answer_in_the_page_is_nobody_elses()
    {
        using var answer = await client.GetAsync($"/verify/{city.Valid}");
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        using var typed = await client.GetAsync($"/verify?code={Uri.EscapeDataString("//evil.example/\"><script>")}");
        Assert.Equal("/verify/%22%3E%3Cscript%3E", typed.Headers.Location!.OriginalString);
        using var hostile = await client.GetAsync(typed.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, hostile.StatusCode);
        Assert.DoesNotContain("evil", await hostile.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task Only_a_demonstration_says_that_it_is_one_in_both_languages(string stage, bool told)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = stage });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var pages = builder.Build();
        pages.MapPages();
        await pages.StartAsync();
        using var visitor = new HttpClient { BaseAddress = new(pages.Urls.First()) };
        var html = await visitor.GetStringAsync("/");
        var banner = Regex.Match(html, "<aside class=\"demonstration\"[^>]*>.*?</aside>", RegexOptions.Singleline).Value;
        Assert.Contains("Démonstration", banner, StringComparison.Ordinal);
        Assert.Contains("نسخة تجريبية", banner, StringComparison.Ordinal);
        Assert.Equal(told, !Regex.IsMatch(banner, "^<aside[^>]* hidden>"));
    }

    public void Dispose() => client.Dispose();

    async Task<string[]> Assets()
    {
        var html = await client.GetStringAsync("/verify");
        return [.. Regex.Matches(html, "/assets/[^\"#]+").Select(match => match.Value).Distinct()];
    }
}
