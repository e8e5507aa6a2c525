using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CasaServerless.Services.Tickets.Operators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CasaServerless.Tests.Given;

/// <summary>Plays an operator's own system: takes signed events, or Open311 requests, fails or hangs when told to, and tells the city what it does.</summary>
public sealed class PlayedOperator : IAsyncDisposable
{
    public const string Secret = "a secret that an operator and the city share";
    readonly WebApplication server;
    readonly ConcurrentDictionary<string, string> requests = new();
    int calls;

    PlayedOperator(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.Single());

    /// <summary>What it took, in the order in which it came, repeats included.</summary>
    public ConcurrentQueue<JsonNode> Events { get; } = new();

    /// <summary>Ids of what it took, each once.</summary>
    public IReadOnlyList<string> Taken => [.. Events.Select(one => one["id"]!.GetValue<string>()).Distinct()];

    /// <summary>What was sent in a way that the protocol does not know.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>How often it was called, whatever it answered.</summary>
    public int Calls => calls;

    /// <summary>Answers 503 to everything.</summary>
    public bool Down { get; set; }

    /// <summary>Takes what comes, and never answers.</summary>
    public bool Hangs { get; set; }

    /// <summary>Open311 requests that it was given, by its own ids: the bodies as forms.</summary>
    public IReadOnlyDictionary<string, string> Requests => requests;

    /// <summary>What it says of every Open311 request.</summary>
    public string RequestStatus { get; set; } = "open";

    /// <summary>The id of the next request as JSON; null for one of its own making.</summary>
    public string? NextId { get; set; }

    /// <summary>Settings of a city in which <paramref name="operator"/> has this system.</summary>
    public string[] Settings(string @operator, string speaks = "events") =>
    [
        $"--Casa:Operators:{@operator}:Url={Address}{(speaks == "events" ? "events" : "open311")}", $"--Casa:Operators:{@operator}:Secret={Secret}", $"--Casa:Operators:{@operator}:Speaks={speaks}",
    ];

    public static Task<PlayedOperator> Start() => PlayedServer.Start(server => new PlayedOperator(server), played => played.Answer);

    /// <summary>Tells the city something about a ticket, signed.</summary>
    public static Task<HttpResponseMessage> Tells(HttpClient city, string @operator, JsonObject told, DateTimeOffset? at = null, string secret = Secret)
    {
        var body = Encoding.UTF8.GetBytes(told.ToJsonString());
        var (id, now) = (told["id"]!.GetValue<string>(), at ?? TimeProvider.System.GetUtcNow());
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/operators/{@operator}/updates") { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/cloudevents+json") } } };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(id, now, body, secret));
        return city.SendAsync(request);
    }

    /// <summary>An update as a CloudEvent.</summary>
    public static JsonObject Update(string id, string type, string subject, int? sequence = null, JsonObject? data = null) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = id,
        ["source"] = "https://operateur.test",
        ["type"] = $"ma.casablanca.ticket.{type}",
        ["subject"] = subject,
        ["sequence"] = sequence,
        ["data"] = data,
    };

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        Assert.Empty(Complaints);
    }

    async Task Answer(HttpContext context)
    {
        Interlocked.Increment(ref calls);
        if (Down)
        {
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (context.Request.Path == "/events") Take(context, body.ToArray());
        else await Open311(context, Encoding.UTF8.GetString(body.ToArray()));
        if (Hangs) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    void Take(HttpContext context, byte[] body)
    {
        string? Header(string name) => context.Request.Headers[name];
        if (!WebhookSignature.Holds(Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), body, Secret, TimeProvider.System.GetUtcNow()))
            Complaints.Enqueue("a signature that does not hold");
        var its = JsonNode.Parse(body)!;
        if (its["specversion"]?.GetValue<string>() != "1.0" || its["id"]?.GetValue<string>() != Header("webhook-id") || its["source"] is null || its["type"] is null)
            Complaints.Enqueue($"no CloudEvent: {its}");
        Events.Enqueue(its);
    }

    async Task Open311(HttpContext context, string form)
    {
        context.Response.ContentType = "application/json";
        if (HttpMethods.IsPost(context.Request.Method))
        {
            if (!form.Contains("api_key=", StringComparison.Ordinal)) Complaints.Enqueue("no api_key");
            var id = $"OP-{requests.Count + 1}";
            requests[id] = WebUtility.UrlDecode(form);
            await context.Response.WriteAsync($$"""[{"service_request_id":{{NextId ?? $"\"{id}\""}}}]""");
            return;
        }
        var asked = context.Request.Query["service_request_id"].ToString().Split(',');
        await context.Response.WriteAsync(new JsonArray([.. asked.Where(requests.ContainsKey).Select(id => new JsonObject
        {
            ["service_request_id"] = id,
            ["status"] = RequestStatus,
            ["status_notes"] = "Réparé par nos équipes",
        })]).ToJsonString());
    }
}
