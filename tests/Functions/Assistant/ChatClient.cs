using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CasaServerless.Tests.Given;

namespace CasaServerless.Tests.Functions.Assistant;

/// <summary>Web chat as a page would have it, by Direct Line.</summary>
sealed class ChatClient(HttpClient http, string token, string id) : IDisposable
{
    public const string Origin = "https://casa.test";

    string? watermark;

    public string Token => token;

    public string Id => id;

    public static async Task<ChatClient> Begin(CityInProcess city, string language, string? token = null)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/api/chat/token") { Content = JsonContent.Create(new { language, token }) };
        ask.Headers.Add("Origin", Origin);
        var its = await Json(await city.Http.SendAsync(ask));
        return new(new() { BaseAddress = city.Http.BaseAddress }, its.GetProperty("token").GetString()!, its.GetProperty("conversationId").GetString()!);
    }

    public async Task<string> Say(string text, string mark)
    {
        var answer = await Post($"/v3/directline/conversations/{id}/activities", JsonContent.Create(new { type = "message", text, channelData = new { clientActivityID = mark } }));
        return (await Json(answer)).GetProperty("id").GetString()!;
    }

    /// <summary>What is new.</summary>
    public async Task<List<JsonElement>> Read()
    {
        var set = await Json(await Get($"/v3/directline/conversations/{id}/activities?watermark={watermark}"));
        watermark = set.GetProperty("watermark").GetString();
        return [.. set.GetProperty("activities").EnumerateArray()];
    }

    public Task<HttpResponseMessage> Get(string path, string? origin = null) => Send(HttpMethod.Get, path, null, origin);

    public Task<HttpResponseMessage> Post(string path, HttpContent body) => Send(HttpMethod.Post, path, body, Origin);

    async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? body, string? origin)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    public static async Task<JsonElement> Json(HttpResponseMessage answer, HttpStatusCode? status = null)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (status is null) Assert.True(answer.IsSuccessStatusCode, text);
        else Assert.Equal(status, answer.StatusCode);
        return JsonDocument.Parse(text).RootElement;
    }
}
