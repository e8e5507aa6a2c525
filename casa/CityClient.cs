using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Casa;

/// <summary>Calls a running city as anyone from outside would.</summary>
sealed class CityClient : IDisposable
{
    readonly HttpClient http;

    /// <summary>The option by which a verb is told where the city answers.</summary>
    public static Option<int> Port() => new("--port") { HelpName = "7071", Description = "where the city answers", DefaultValueFactory = _ => 7071 };

    /// <param name="language">In which the city is to answer.</param>
    public CityClient(int port, string language = "fr")
    {
        http = new() { BaseAddress = new($"http://localhost:{port}"), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.AcceptLanguage.Add(new(language));
    }

    /// <summary>The city's address, as a page of it is known to come from.</summary>
    public string Origin => http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>A call with a JSON body and a JSON answer.</summary>
    /// <exception cref="Failure">The city refuses, or does not answer; the message is its own sentence.</exception>
    public async Task<JsonNode> Call(
        HttpMethod method, string path, JsonNode? body, CancellationToken stop, string? token = null, string? accessCode = null,
        Dictionary<string, string>? headers = null)
    {
        using var answer = await Send(method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
            token, accessCode, stop, headers);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!;
    }

    public async Task<byte[]> Download(string path, string accessCode, CancellationToken stop)
    {
        using var answer = await Send(HttpMethod.Get, path, null, null, accessCode, stop);
        return await answer.Content.ReadAsByteArrayAsync(stop);
    }

    /// <summary>The answer as it comes, for what is not JSON.</summary>
    public Task<HttpResponseMessage> Get(string path, string token, CancellationToken stop) => Send(HttpMethod.Get, path, null, token, null, stop);

    public async Task<JsonNode> Put(string url, byte[] bytes, string type, CancellationToken stop)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } };
        using var answer = await Send(HttpMethod.Put, url, content, null, null, stop);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!;
    }

    /// <summary>A body as it is, with headers of its own.</summary>
    public async Task Post(string path, byte[] bytes, string type, Dictionary<string, string> headers, CancellationToken stop)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } };
        using var answer = await Send(HttpMethod.Post, path, content, null, null, stop, headers);
    }

    public void Dispose() => http.Dispose();

    async Task<HttpResponseMessage> Send(
        HttpMethod method, string path, HttpContent? content, string? token, string? accessCode, CancellationToken stop,
        Dictionary<string, string>? headers = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (accessCode is not null) request.Headers.Add("X-Access-Code", accessCode);
        foreach (var (name, value) in headers ?? []) request.Headers.Add(name, value);
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, stop);
        }
        catch (HttpRequestException silent) when (silent.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw new Failure($"No city answers on {http.BaseAddress}; start one with `dotnet run casa.cs`, or name its port with --port.");
        }
        if (answer.IsSuccessStatusCode) return answer;
        var problem = await answer.Content.ReadAsStringAsync(stop);
        answer.Dispose();
        string sentence;
        try
        {
            var read = JsonNode.Parse(problem);
            sentence = $"{read?["code"]}: {read?["detail"] ?? read?["title"]}";
        }
        catch (System.Text.Json.JsonException)
        {
            sentence = problem;
        }
        throw new Failure($"{method} {request.RequestUri!.OriginalString.Split('?')[0]} → {(int)answer.StatusCode} {sentence}");
    }
}
