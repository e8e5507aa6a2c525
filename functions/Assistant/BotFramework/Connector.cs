using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CasaServerless.Kernel.Cases;
using Polly;
using Polly.Retry;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// Speaks into conversations (Bot Framework connector, v3). Only to hosts of the list, looked at before a token is asked for; a channel that asks for
/// patience is given some, and what it does not take meanwhile is for later.
/// </summary>
public sealed partial class Connector : IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(15), longestWait = TimeSpan.FromSeconds(8),
        // Whoever sends a conversation’s letters holds it for a minute.
        altogether = TimeSpan.FromSeconds(40);
    readonly BotOptions options;
    readonly ConnectorTokens tokens;
    readonly TimeProvider clock;
    readonly ILogger<Connector> log;
    readonly ResiliencePipeline<HttpResponseMessage> pipeline;
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        Timeout = patience,
        MaxResponseContentBufferSize = 256 * 1024,
    };

    public Connector(BotOptions options, ConnectorTokens tokens, TimeProvider clock, ILogger<Connector> log)
    {
        (this.options, this.tokens, this.clock, this.log) = (options, tokens, clock, log);
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer && Passing(answer) && !(Wait(answer) > longestWait)),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            // As long as the channel asks, and a little more: many have been asked at the same moment.
            DelayGenerator = attempt => ValueTask.FromResult(attempt.Outcome.Result is { } answer && Wait(answer) is { } wait
                ? wait + TimeSpan.FromMilliseconds(System.Security.Cryptography.RandomNumberGenerator.GetInt32(500)) : (TimeSpan?)null),
            OnRetry = attempt =>
            {
                attempt.Outcome.Result?.Dispose();
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>Writes into a conversation: as a reply where the activity says to what.</summary>
    /// <exception cref="Later">Not now.</exception>
    public Task<Posted> Send(ConversationReference to, Activity activity, CancellationToken stop)
    {
        var addressed = to.Address(activity);
        var path = addressed.ReplyToId is { Length: > 0 } answered ? $"{Activities(to)}/{Escaped(answered)}" : Activities(to);
        return Call(HttpMethod.Post, to.ServiceUrl, path, addressed, Readable.BotFramework.Activity, stop);
    }

    /// <summary>Writes over what was written before: a card that has been answered.</summary>
    /// <exception cref="Later">Not now.</exception>
    public Task<Posted> Update(ConversationReference to, string activityId, Activity activity, CancellationToken stop) =>
        Call(HttpMethod.Put, to.ServiceUrl, $"{Activities(to)}/{Escaped(activityId)}", to.Unasked().Address(activity) with { Id = activityId },
            Readable.BotFramework.Activity, stop);

    /// <summary>Begins a conversation; asked again for the same person, Teams gives the same one.</summary>
    /// <exception cref="Later">Not now.</exception>
    public Task<Posted> Create(string serviceUrl, ConversationParameters with, CancellationToken stop) =>
        Call(HttpMethod.Post, serviceUrl, "v3/conversations", with, Readable.BotFramework.ConversationParameters, stop);

    public void Dispose() => http.Dispose();

    static string Activities(ConversationReference to) => $"v3/conversations/{Escaped(to.Conversation.Id!)}/activities";

    // Ids hold : ; @ and |; one that is all dots would climb out of the path.
    static string Escaped(string id) => id.All(sign => sign == '.') ? throw new ArgumentException("This is no id.", nameof(id)) : Uri.EscapeDataString(id);

    async Task<Posted> Call<T>(HttpMethod method, string serviceUrl, string path, T body, JsonTypeInfo<T> shape, CancellationToken stop)
    {
        if (ServiceHosts.Base(serviceUrl, options.ServiceHosts, options.Development) is not { } to)
        {
            NotListed(log);
            return new(null, null, Refused.Unlisted);
        }
        var content = JsonSerializer.SerializeToUtf8Bytes(body, shape);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(altogether);
        try
        {
            using var answer = await pipeline.ExecuteAsync(async cancel => await Once(method, new Uri(to, path), content, cancel), deadline.Token);
            return await Read(answer, deadline.Token);
        }
        catch (HttpRequestException ill)
        {
            throw new Later($"The connector cannot be reached: {ill.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new Later("The connector does not answer.");
        }
    }

    async Task<HttpResponseMessage> Once(HttpMethod method, Uri address, byte[] content, CancellationToken stop)
    {
        for (var again = false; ; again = true)
        {
            var token = await tokens.Get(stop);
            using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(content) { Headers = { ContentType = new("application/json", "utf-8") } } };
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var answer = await http.SendAsync(request, stop);
            if (answer.StatusCode != HttpStatusCode.Unauthorized || token is null || again) return answer;
            // It may have been withdrawn before its time.
            answer.Dispose();
            tokens.Forget(token);
        }
    }

    async Task<Posted> Read(HttpResponseMessage answer, CancellationToken stop)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(stop);
        if (answer.IsSuccessStatusCode)
        {
            var told = Parse(body, Readable.BotFramework.ResourceResponse);
            return new(told?.Id, told?.ActivityId, null) { ServiceUrl = told?.ServiceUrl };
        }
        var status = (int)answer.StatusCode;
        if (Passing(answer) || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout || status >= 500)
            throw new Later($"The connector answers {status}.");
        var code = Parse(body, Readable.BotFramework.ConnectorError)?.Error?.Code;
        // The code is of a closed list; where it is not, the status says enough.
        NotTaken(log, status, code is { Length: <= 60 } && code.All(char.IsAsciiLetterOrDigit) ? code : "no code");
        return new(null, null, answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone ? Refused.Closed : Refused.Wrong);
    }

    static T? Parse<T>(byte[] body, JsonTypeInfo<T> shape) where T : class
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize(body, shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What Teams asks to be tried again.</summary>
    static bool Passing(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout;

    TimeSpan? Wait(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } => at - clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A conversation is kept whose serviceUrl is not among Casa__Bot__ServiceHosts: nothing is sent there")]
    static partial void NotListed(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connector takes no message: {Status} {Code}")]
    static partial void NotTaken(ILogger log, int status, string code);
}
