using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CasaServerless.Hosting;
using CasaServerless.Hosting.Assets;
using CasaServerless.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CasaServerless.Tests.Functions.Hosting;

/// <summary>Every error of an HTTP call is problem details, in the caller's language.</summary>
public sealed class ProblemTests
{
    [Theory]
    [InlineData(null, "fr", "Non, merci.")]
    [InlineData("ar", "ar", "لا، شكرا.")]
    [InlineData("ar-MA, fr;q=0.8", "ar", "لا، شكرا.")]
    [InlineData("fr-FR, ar;q=0.8", "fr", "Non, merci.")]
    [InlineData("en, ar;q=0.5, fr;q=0.4", "ar", "لا، شكرا.")]
    [InlineData("en, arn", "fr", "Non, merci.")]
    [InlineData("*", "fr", "Non, merci.")]
    [InlineData("nonsense;q=x", "fr", "Non, merci.")]
    public async Task A_refusal_is_worded_for_the_caller(string? accept, string language, string detail)
    {
        await using var city = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/refuse");
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accept);

        using var answer = await city.Client.SendAsync(request);

        var problem = await answer.Problem();
        Assert.Equal((409, "LEG-001", detail), (problem.Status, problem.Code, problem.Detail));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal([language], answer.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("application/json", """{"text":""", 400, "HTTP-003")]
    [InlineData("application/json", """{"text":{"a":1}}""", 400, "HTTP-003")]
    [InlineData("application/json", """{}""", 400, "HTTP-003")]
    [InlineData("application/json", "", 400, "HTTP-004")]
    [InlineData("text/plain", "hello", 415, "HTTP-010")]
    public async Task A_body_that_cannot_be_read_is_refused_with_the_reason(string type, string body, int status, string code)
    {
        await using var city = await Start();
        using var answer = await city.Client.PostAsync("/api/echo", new StringContent(body, new MediaTypeHeaderValue(type)));
        var problem = await answer.Problem();
        Assert.Equal((status, status, code), ((int)answer.StatusCode, problem.Status, problem.Code));
    }

    [Fact]
    public async Task A_wrong_value_is_named_by_its_place()
    {
        await using var city = await Start();
        using var answer = await city.Client.PostAsync("/api/echo", Json("""{"text":"x","inner":{"number":"seven"}}"""));
        Assert.Equal("$.inner.number", (await answer.Problem()).Where);
    }

    [Fact]
    public void A_body_that_arrives_too_slowly_is_not_called_empty() => Assert.Equal("HTTP-014",
        HttpRefusals.For(new BadHttpRequestException("Reading the request body timed out due to data arriving too slowly.", 408)).Code);

    [Fact]
    public async Task A_missing_body_is_refused()
    {
        await using var city = await Start();
        using var answer = await city.Client.PostAsync("/api/echo", null);
        Assert.Contains((await answer.Problem()).Code, (string[])["HTTP-004", "HTTP-010"]);
    }

    [Theory]
    [InlineData(1000, 200)]
    [InlineData(1001, 413)]
    public async Task A_body_is_taken_up_to_the_endpoint_s_measure(int bytes, int status)
    {
        await using var city = await Start();
        using var answer = await city.Client.PostAsync("/api/small", Json($"\"{new string('x', bytes - 2)}\""));
        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 413) Assert.Equal("HTTP-009", (await answer.Problem()).Code);
    }

    [Fact]
    public async Task A_chunked_body_is_measured_as_well()
    {
        await using var city = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/small") { Content = Json($"\"{new string('x', 2000)}\"") };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await city.Client.SendAsync(request);
        Assert.Equal("HTTP-009", (await answer.Problem()).Code);
    }

    [Theory]
    [InlineData("GET", "/api/nothing", 404, "HTTP-007")]
    [InlineData("DELETE", "/api/refuse", 405, "HTTP-008")]
    [InlineData("GET", "/api/numbers/seven", 404, "HTTP-007")]
    [InlineData("GET", "/api/parsed/seven", 400, "HTTP-002")]
    public async Task A_wrong_address_is_a_problem_too(string method, string path, int status, string code)
    {
        await using var city = await Start();
        using var answer = await city.Client.SendAsync(new(new HttpMethod(method), path));
        var problem = await answer.Problem();
        Assert.Equal((status, code), ((int)answer.StatusCode, problem.Code));
        if (status == 405) Assert.Equal(["GET"], answer.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_failure_of_ours_tells_an_incident_and_nothing_else()
    {
        await using var city = await Start();
        using var answer = await city.Client.GetAsync("/api/fail");
        var problem = await answer.Problem();
        Assert.Equal((500, "HTTP-012"), ((int)answer.StatusCode, problem.Code));
        Assert.Matches("^[2-9A-Z]{8}$", problem.Incident);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Null(answer.Headers.ETag);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_ended()
    {
        await using var city = await SmallCity.UnderHost(
            map => map.MapGet("/api/slow", async (CancellationToken cancel) => await Task.Delay(Timeout.Infinite, cancel)).OpenToAnyone(),
            null, "--AzureFunctionsJobHost:functionTimeout=00:00:01");
        using var answer = await city.Client.GetAsync("/api/slow");
        Assert.Equal((504, "HTTP-013"), ((int)answer.StatusCode, (await answer.Problem()).Code));
    }

    [Theory]
    [InlineData("fr", "Trop de demandes ont été reçues de votre adresse. Veuillez réessayer un peu plus tard.")]
    [InlineData("ar", "تم تلقي عدد كبير من الطلبات من عنوانكم. يرجى إعادة المحاولة بعد قليل.")]
    public async Task A_person_who_asked_for_a_page_reads_why_there_is_none(string language, string sentence)
    {
        await using var city = await WithPages();
        (await Visit(city, "/often", language)).Dispose();
        using var answer = await Visit(city, "/often", language);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{language}\"", html, StringComparison.Ordinal);
        Assert.Contains(sentence, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains(">HTTP-011<", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_at_the_same_address_is_answered_as_programs_are()
    {
        await using var city = await WithPages();
        (await city.Client.GetAsync("/often")).Dispose();
        using var answer = await city.Client.GetAsync("/often");
        Assert.Equal("HTTP-011", (await answer.Problem()).Code);
        using var browser = await Visit(city, "/api/refuse", "fr");
        Assert.Equal("LEG-001", (await browser.Problem()).Code);
    }

    [Fact]
    public async Task Our_own_failure_and_what_is_not_there_have_pages_too()
    {
        await using var city = await WithPages();
        using var failed = await Visit(city, "/fail", "fr");
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        var html = await failed.Content.ReadAsStringAsync();
        Assert.Matches("data-fact=\"incident\">[2-9A-Z]{8}<", html);
        Assert.DoesNotContain("secret", html, StringComparison.Ordinal);
        using var nothing = await Visit(city, "/missing", "ar");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.Contains("هذه الصفحة غير موجودة", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // The page of problems is none that one opens.
        using var itself = await Visit(city, "/problem", "fr");
        Assert.Equal(HttpStatusCode.NotFound, itself.StatusCode);
    }

    [Fact]
    public async Task Arabic_travels_as_itself()
    {
        await using var city = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/nothing");
        request.Headers.AcceptLanguage.ParseAdd("ar");
        using var answer = await city.Client.SendAsync(request);
        Assert.Contains("غير موجود", Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_type_that_no_context_knows_stops_the_start_under_JIT_as_natively() => Assert.Contains(nameof(Unknown),
        (await Assert.ThrowsAsync<NotSupportedException>(() => SmallCity.UnderHost(
            map => map.MapGet("/api/unknown", () => new Unknown(1)).OpenToAnyone(), null, "--environment=Development"))).Message, StringComparison.Ordinal);

    // As browsers ask.
    static Task<HttpResponseMessage> Visit(SmallCity city, string path, string language)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8");
        request.Headers.AcceptLanguage.ParseAdd(language);
        return city.Client.SendAsync(request);
    }

    static StringContent Json(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    static Task<SmallCity> WithPages() => SmallCity.UnderHost(map =>
    {
        map.MapGet("/fail", string () => throw new InvalidOperationException("secret")).OpenToAnyone();
        map.MapGet("/missing", string () => throw new Refusal("LEG-013", new("Rien.", "لا شيء."), 404)).OpenToAnyone();
        map.MapGet("/often", () => "").OpenToAnyone().Limited("often", calls: 1, seconds: 600);
        map.MapGet("/api/refuse", string () => throw new Refusal("LEG-001", new("Non, merci.", "لا، شكرا."), 409)).OpenToAnyone();
        map.MapPages().OpenToAnyone();
    });

    static Task<SmallCity> Start() => SmallCity.UnderHost(map =>
    {
        map.MapGet("/api/refuse", string () => throw new Refusal("LEG-001", new("Non, merci.", "لا، شكرا."), 409)).OpenToAnyone();
        map.MapGet("/api/fail", string (HttpContext context) =>
        {
            context.Response.Headers.ETag = "\"1\"";
            throw new InvalidOperationException("secret");
        }).OpenToAnyone();
        map.MapGet("/api/numbers/{number:int}", (int number) => number).OpenToAnyone();
        map.MapGet("/api/parsed/{number}", (int number) => number).OpenToAnyone();
        map.MapPost("/api/echo", (Echo echo) => echo).OnHttp("Echo").OpenToAnyone();
        map.MapPost("/api/small", (Text text) => TypedResults.Ok()).OnHttp("Small").OpenToAnyone().AcceptsUpTo(1000);
    }, add => add.Services.AddJson(EchoJson.Default));
}
