using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CasaServerless.Tests.Given;

/// <summary>Somebody who reports a problem, and what agents do with it, as calls from outside.</summary>
public sealed class Resident(HttpClient http, JsonNode receipt)
{
    public const string Name = "Yassine Essayeur", Phone = "+212662887766", Email = "yassine.essayeur@example.ma", Address = "14 rue des Essais, deuxième étage",
        Description = "Le lampadaire devant chez Yassine est éteint depuis trois jours";

    /// <summary>A point inside Maârif.</summary>
    public const double Lat = 33.5777, Long = -7.6345;

    public string Reference { get; } = receipt["reference"]!.GetValue<string>();

    public string AccessCode { get; } = receipt["accessCode"]!.GetValue<string>();

    public JsonNode Receipt => receipt;

    /// <summary>The same resident, in a city that started since.</summary>
    public Resident At(HttpClient other) => new(other, receipt);

    public string Path => $"/api/tickets/{Reference}";

    /// <summary>The body of a report that nothing is wrong with.</summary>
    public static JsonObject Request(string service = "eclairage-public") => new()
    {
        ["kind"] = "complaint",
        ["language"] = "fr",
        ["service"] = service,
        ["description"] = Description,
        ["place"] = new JsonObject { ["lat"] = Lat, ["long"] = Long, ["address"] = Address },
        ["attributes"] = service switch
        {
            "eclairage-public" => new JsonObject { ["panne"] = "eteint" },
            "fuite-eau" => new JsonObject { ["debit"] = "goutte" },
            _ => null,
        },
        ["reporter"] = new JsonObject { ["name"] = Name, ["phone"] = "06 62 88 77 66", ["email"] = Email },
    };

    public static async Task<Resident> Reports(HttpClient http, JsonObject? body = null, string? idempotencyKey = null)
    {
        using var answer = await TriesToReport(http, body, idempotencyKey);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return new(http, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public static async Task<HttpResponseMessage> TriesToReport(HttpClient http, JsonObject? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets") { Content = JsonContent.Create(body ?? Request()) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await http.SendAsync(request);
    }

    public Task<HttpResponseMessage> Call(
        HttpMethod method, string path, JsonNode? body = null, string? token = null, string? accessCode = null, string? seen = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (accessCode is not null) request.Headers.Add("X-Access-Code", accessCode);
        if (seen is not null) request.Headers.TryAddWithoutValidation("If-Match", seen);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return http.SendAsync(request);
    }

    /// <summary>The reporter's own act.</summary>
    public Task<JsonNode> Does(string act, JsonNode? body = null, HttpStatusCode expected = HttpStatusCode.OK, string? idempotencyKey = null) =>
        Told(Call(HttpMethod.Post, $"{Path}/{act}", body, accessCode: AccessCode, idempotencyKey: idempotencyKey), expected);

    /// <summary>An agent's act.</summary>
    public Task<JsonNode> Has(string act, string token, JsonNode? body = null, HttpStatusCode expected = HttpStatusCode.OK, string? seen = null) =>
        Told(Call(HttpMethod.Post, $"{Path}/{act}", body, token, seen: seen), expected);

    public Task<JsonNode> Views() => Told(Call(HttpMethod.Get, Path, accessCode: AccessCode));

    public Task<JsonNode> Seen(string token) => Told(Call(HttpMethod.Get, Path, token: token));

    /// <summary>A text as a body.</summary>
    public static JsonObject Text(string text) => new() { ["text"] = text };

    static async Task<JsonNode> Told(Task<HttpResponseMessage> call, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{answer.RequestMessage!.RequestUri!.AbsolutePath}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
