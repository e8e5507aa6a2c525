using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CasaServerless.Tests.Given;

/// <summary>A citizen's request for a certified copy and what an officer does with it, as calls from outside.</summary>
public sealed class Citizen(HttpClient http, JsonNode receipt)
{
    public const string Name = "Zineb Testini", Cin = "BK771199", Phone = "+212661998877", Email = "zineb.testini@example.ma",
        Title = "Baccalauréat de Zineb";

    public string Reference { get; } = receipt["reference"]!.GetValue<string>();

    public string AccessCode { get; } = receipt["accessCode"]!.GetValue<string>();

    public Uri Upload { get; } = new(receipt["upload"]!["url"]!.GetValue<string>());

    public string Path => $"/api/legalisations/{Reference}";

    /// <summary>The body of a request that nothing is wrong with.</summary>
    public static JsonObject Request(string bureau = "maarif-1") => new()
    {
        ["kind"] = "certified-copy",
        ["language"] = "fr",
        ["bureau"] = bureau,
        ["applicant"] = new JsonObject { ["name"] = Name, ["cin"] = "bk 771199", ["phone"] = "06 61 99 88 77", ["email"] = Email },
        ["destination"] = "private",
        ["document"] = new JsonObject { ["title"] = Title },
        ["copies"] = 2,
    };

    public static async Task<Citizen> Submits(HttpClient http, JsonObject? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/legalisations") { Content = JsonContent.Create(body ?? Request()) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return new(http, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public Task<HttpResponseMessage> Sends(byte[] document) => http.PutAsync(Upload.PathAndQuery, new ByteArrayContent(document));

    public Task<HttpResponseMessage> Call(HttpMethod method, string path, JsonNode? body = null, string? token = null, string? accessCode = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (accessCode is not null) request.Headers.Add("X-Access-Code", accessCode);
        return http.SendAsync(request);
    }

    /// <summary>Shares the sealed paper with a party.</summary>
    public Task<HttpResponseMessage> Shares(string party, DateTimeOffset until, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/shares")
        {
            Content = JsonContent.Create(new JsonObject { ["name"] = party, ["channel"] = "link", ["until"] = until }),
        };
        request.Headers.Add("X-Access-Code", AccessCode);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return http.SendAsync(request);
    }

    public async Task<JsonNode> Views()
    {
        using var answer = await Call(HttpMethod.Get, Path, accessCode: AccessCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>The case as soon as it is in this status.</summary>
    public async Task<JsonNode> Reaches(string status)
    {
        JsonNode view = null!;
        for (var look = 0; look < 600; look++)
        {
            view = await Views();
            if (view["status"]!.GetValue<string>() == status) return view;
            await Task.Delay(100);
        }
        Assert.Fail($"{Reference} is {view["status"]}, never {status}.");
        return view;
    }

    /// <summary>From the upload to the sealed paper.</summary>
    public async Task<byte[]> IsCertified(byte[] document, string officer)
    {
        using (var sent = await Sends(document)) Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await Reaches("submitted");
        await Act("presentation", officer, new JsonObject { ["identity"] = "cnie", ["originalSeen"] = true }, HttpStatusCode.OK);
        await Act("certification", officer, null, HttpStatusCode.Accepted);
        await Reaches("certified");
        using var file = await Call(HttpMethod.Get, $"{Path}/sealed", accessCode: AccessCode);
        return await file.Content.ReadAsByteArrayAsync();
    }

    public async Task Act(string act, string token, JsonNode? body, HttpStatusCode expected)
    {
        using var answer = await Call(HttpMethod.Post, $"{Path}/{act}", body, token);
        Assert.True(expected == answer.StatusCode, $"{act}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
