using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CasaServerless.Tests.Given;

/// <summary>Plays a resource of Azure OpenAI with one deployment: checks who asks and how, and answers as it is told to.</summary>
sealed class PlayedOpenAi : IAsyncDisposable
{
    public const string Deployment = "triage", Key = "the key of the resource";
    readonly WebApplication server;
    readonly CancellationTokenSource ended = new();

    PlayedOpenAi(WebApplication server) => this.server = server;

    public string Url => server.Urls.Single();

    /// <summary>The bodies that came, in their order.</summary>
    public ConcurrentQueue<JsonNode> Asked { get; } = new();

    /// <summary>Who asked, in the same order: a key or a token.</summary>
    public ConcurrentQueue<(string Key, string Authorization)> By { get; } = new();

    /// <summary>The token that opens it too; none by default.</summary>
    public string? Token { get; set; }

    /// <summary>What is answered from now on.</summary>
    public Func<HttpContext, Task> Answers { get; set; } = Says("tax_info");

    /// <summary>How many were cut off before they were answered.</summary>
    public int Abandoned { get; private set; }

    /// <summary>Settings of a city that asks it.</summary>
    public string[] Settings => [$"--Casa:OpenAI:Endpoint={Url}", $"--Casa:OpenAI:Deployment={Deployment}", $"--Casa:OpenAI:Key={Key}"];

    public static Task<PlayedOpenAi> Start() => PlayedServer.Start(server => new PlayedOpenAi(server), played => played.Answer);

    /// <summary>An intent, in the form that was asked for.</summary>
    public static Func<HttpContext, Task> Says(string intent) => Writes($$"""{"intent":"{{intent}}"}""");

    /// <summary>Any text, as a model writes it.</summary>
    public static Func<HttpContext, Task> Writes(string text, string finish = "stop") => context => context.Response.WriteAsync(new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1796000000,
        ["model"] = "gpt-4.1-mini",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = finish,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = null },
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 600, ["completion_tokens"] = 8, ["total_tokens"] = 608 },
    }.ToJsonString());

    /// <summary>Bytes that are no answer of its protocol.</summary>
    public static Func<HttpContext, Task> Sends(string body) => context => context.Response.WriteAsync(body);

    public static Func<HttpContext, Task> TurnsAway(int status) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = "1";
        return context.Response.WriteAsync($$$"""{"error":{"code":"{{{status}}}","message":"You wrote: {{{context.Items["asked"]}}}"}}""");
    };

    public static Task BreaksOff(HttpContext context)
    {
        context.Response.ContentLength = 5000;
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Says nothing for as long as it is waited for.</summary>
    public async Task Stalls(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ended.Token);
        try
        {
            await Task.Delay(Timeout.Infinite, either.Token);
        }
        catch (OperationCanceledException)
        {
            Abandoned++;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await server.StopAsync();
        await server.DisposeAsync();
        ended.Dispose();
    }

    async Task Answer(HttpContext context)
    {
        var (key, token) = (context.Request.Headers["api-key"].ToString(), context.Request.Headers.Authorization.ToString());
        if (context.Request.Method != "POST" || context.Request.Path != $"/openai/deployments/{Deployment}/chat/completions" || context.Request.Query["api-version"] != "2024-10-21") context.Response.StatusCode = 404;
        else if (key != Key && (Token is null || token != $"Bearer {Token}")) context.Response.StatusCode = 401;
        else
        {
            var body = (await JsonNode.ParseAsync(context.Request.Body))!;
            context.Items["asked"] = body["messages"]![1]!["content"]!.GetValue<string>();
            By.Enqueue((key, token));
            Asked.Enqueue(body);
            context.Response.ContentType = "application/json";
            await Answers(context);
        }
    }
}
