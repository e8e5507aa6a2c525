using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Tests.Given;

/// <summary>Plays Azure Bot Service and Teams: the keys that sign channels' tokens, the directory that gives the bot its own, and the connector that takes what it says.</summary>
sealed class PlayedBotService : IAsyncDisposable
{
    public const string AppId = "0b0b0b0b-1111-4222-8333-444444444444", Tenant = "7e7e7e7e-5555-4666-8777-888888888888", Secret = "the bot's own secret", Issuer = "https://api.botframework.com";
    readonly WebApplication server;
    int tokens;

    PlayedBotService(WebApplication server) => this.server = server;

    public string Url => server.Urls.Single();

    /// <summary>As an activity of Teams names it.</summary>
    public string ServiceUrl => $"{Url}/Teams/";

    /// <summary>What is published.</summary>
    public List<Key> Keys { get; } = [Key.New("msteams", "directline", "webchat"), Key.New("telegram"), Key.New(null)];

    public Key Good => Keys[0];

    /// <summary>How often the keys were fetched.</summary>
    public int KeysFetched { get; private set; }

    /// <summary>How often the bot asked for a token.</summary>
    public int TokensGiven => tokens;

    public bool Down { get; set; }

    public int TokenSeconds { get; set; } = 3600;

    /// <summary>What was said into conversations, in its order, and what was turned away.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>What was taken of what was said, in its order.</summary>
    public IReadOnlyList<Call> Said => [.. Calls.Where(call => call.Status == 200)];

    /// <summary>Statuses with which the next calls are turned away.</summary>
    public ConcurrentQueue<(int Status, string? Body, string? RetryAfter)> TurnsAway { get; } = new();

    /// <summary>What was sent in a way that the protocol does not know.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    /// <summary>Settings of a city whose bot is registered here.</summary>
    public string[] Settings =>
    [
        "--MicrosoftAppType=SingleTenant", $"--MicrosoftAppId={AppId}", $"--MicrosoftAppPassword={Secret}", $"--MicrosoftAppTenantId={Tenant}",
        $"--Casa:Bot:Metadata={Metadata}", $"--Casa:Bot:Login={Url}/{Tenant}/oauth2/v2.0/token", "--Casa:Limits:activities:Calls=100000",
    ];

    public string Metadata => $"{Url}/v1/.well-known/openidconfiguration";

    public static Task<PlayedBotService> Start() => PlayedServer.Start(server => new PlayedBotService(server), played => played.Answer);

    /// <summary>A channel's token, but for what is told otherwise; a claim given as null is left out.</summary>
    public string Token(Key? key = null, string algorithm = SecurityAlgorithms.RsaSha256, Action<Dictionary<string, object?>>? but = null, SigningCredentials? signedWith = null, bool unsigned = false)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer,
            ["aud"] = AppId,
            ["serviceurl"] = ServiceUrl,
            ["nbf"] = now.AddMinutes(-1).ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
        but?.Invoke(claims);
        var payload = JsonSerializer.Serialize(claims.Where(claim => claim.Value is not null).ToDictionary());
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        return unsigned ? handler.CreateToken(payload) : handler.CreateToken(payload, signedWith ?? new((key ?? Good).Rsa, algorithm));
    }

    /// <summary>An activity as Teams sends it, but for what is told otherwise.</summary>
    public JsonObject Activity(string type, Action<JsonObject>? but = null)
    {
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = $"{Guid.NewGuid():N}",
            ["timestamp"] = "2026-11-30T00:00:00.000Z",
            ["serviceUrl"] = ServiceUrl,
            ["channelId"] = "msteams",
            ["from"] = new JsonObject { ["id"] = "29:1abc", ["name"] = "Une personne", ["aadObjectId"] = "aaaaaaaa-0000-4000-8000-000000000001" },
            ["conversation"] = new JsonObject { ["id"] = "a:1;x@y|z", ["conversationType"] = "personal", ["tenantId"] = Tenant },
            ["recipient"] = new JsonObject { ["id"] = $"28:{AppId}", ["name"] = "Casablanca" },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
            ["locale"] = "fr-FR",
        };
        but?.Invoke(activity);
        return activity;
    }

    /// <summary>Sends it to a bot, with a channel's token where no other proof is given.</summary>
    public static async Task<(int Status, string Body, bool Crashed)> Tell(HttpClient bot, JsonNode activity, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = new StringContent(activity.ToJsonString(), null, "application/json") };
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await bot.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Contains("x-crash"));
    }

    public Task<(int Status, string Body, bool Crashed)> Tell(HttpClient bot, JsonNode activity) => Tell(bot, activity, $"Bearer {Token()}");

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync();
        await server.DisposeAsync();
        if (!Complaints.IsEmpty) throw new InvalidOperationException(string.Join('\n', Complaints));
    }

    async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (Down) context.Response.StatusCode = 503;
        else if (path == "/v1/.well-known/openidconfiguration")
            await context.Response.WriteAsync($$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Url}}/v1/.well-known/keys","id_token_signing_alg_values_supported":["RS256"]}""");
        else if (path == "/v1/.well-known/keys")
        {
            KeysFetched++;
            await context.Response.WriteAsync(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.Published())]) }.ToJsonString());
        }
        else if (path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal)) await GiveToken(context);
        else if (path.StartsWith("/Teams/v3/", StringComparison.Ordinal) || path.StartsWith("/Moved/v3/", StringComparison.Ordinal)) await Take(context);
        else
        {
            Complaints.Enqueue($"{context.Request.Method} {path}");
            context.Response.StatusCode = 404;
        }
    }

    async Task GiveToken(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["client_id"] != AppId || form["grant_type"] != "client_credentials" || form["scope"] != "https://api.botframework.com/.default" || !context.Request.Path.Value!.StartsWith($"/{Tenant}/", StringComparison.Ordinal))
            Complaints.Enqueue("a token asked for in an unknown way");
        if (form["client_secret"] != Secret)
        {
            context.Response.StatusCode = 401;
            return;
        }
        await context.Response.WriteAsync($$"""{"token_type":"Bearer","expires_in":{{TokenSeconds}},"access_token":"bot-{{Interlocked.Increment(ref tokens)}}"}""");
    }

    async Task Take(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body);
        var call = new Call(context.Request.Method, context.Features.Get<IHttpRequestFeature>()!.RawTarget, body!, context.Request.Headers.Authorization.ToString()) { At = TimeProvider.System.GetTimestamp() };
        if (TurnsAway.TryDequeue(out var away))
        {
            Calls.Enqueue(call with { Status = away.Status });
            context.Response.StatusCode = away.Status;
            if (away.RetryAfter is not null) context.Response.Headers.RetryAfter = away.RetryAfter;
            if (away.Body is not null) await context.Response.WriteAsync(away.Body);
            return;
        }
        Calls.Enqueue(call with { Status = 200 });
        if (call.Authorization.Length == 0) Complaints.Enqueue($"nobody says who calls {call.Path}");
        var began = call.Path.EndsWith("/v3/conversations", StringComparison.Ordinal);
        context.Response.StatusCode = began ? 201 : 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(began ? """{"id":"a:new"}""" : $$"""{"id":"said-{{Calls.Count}}"}""");
    }

    /// <summary>What came to the connector.</summary>
    /// <param name="Path">As it was written, escapes and all.</param>
    /// <param name="Status">What it was answered.</param>
    internal sealed record Call(string Method, string Path, JsonNode Body, string Authorization, int Status = 0)
    {
        public long At { get; init; }
    }

    /// <summary>A key that signs, and the channels that it may speak for; null for a key about which nothing is said.</summary>
    internal sealed record Key(RsaSecurityKey Rsa, string[]? Endorsements)
    {
        public static Key New(params string[]? endorsements) => new(new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") }, endorsements);

        public JsonObject Published()
        {
            var its = Rsa.Rsa.ExportParameters(false);
            var published = new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["kid"] = Rsa.KeyId,
                ["n"] = Base64UrlEncoder.Encode(its.Modulus),
                ["e"] = Base64UrlEncoder.Encode(its.Exponent),
            };
            if (Endorsements is not null) published["endorsements"] = new JsonArray([.. Endorsements.Select(channel => JsonValue.Create(channel))]);
            return published;
        }
    }
}
