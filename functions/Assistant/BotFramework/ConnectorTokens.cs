using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core;
using Azure.Identity;
using CasaServerless.Kernel.Cases;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// The bot’s own token, by which a connector knows it: had with the secret of a single-tenant registration, or as a managed identity. Kept until shortly
/// before it ends. Whoever asks has made sure where it is sent (<see cref="ServiceHosts"/>).
/// </summary>
public sealed partial class ConnectorTokens(BotOptions options, TimeProvider clock, ILogger<ConnectorTokens> log) : IDisposable
{
    static readonly TimeSpan early = TimeSpan.FromMinutes(5), patience = TimeSpan.FromSeconds(15);
    readonly SemaphoreSlim one = new(1);
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
    {
        Timeout = patience,
        MaxResponseContentBufferSize = 64 * 1024,
    };
    readonly Lazy<TokenCredential> identity = new(() => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(options.AppId!)));
    volatile Kept? kept;

    /// <summary>The token; null where the bot is anonymous.</summary>
    /// <exception cref="Later">Whoever gives it does not answer, or does not know us.</exception>
    public async ValueTask<string?> Get(CancellationToken stop)
    {
        if (options.AppId is null) return null;
        if (Fresh() is { } token) return token;
        await one.WaitAsync(stop);
        try
        {
            if (Fresh() is { } meanwhile) return meanwhile;
            kept = options.AppPassword is null ? await AsIdentity(stop) : await BySecret(options.AppPassword, stop);
            return kept.Token;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A connector does not take it: the next is a new one.</summary>
    public void Forget(string? token)
    {
        if (kept?.Token == token) kept = null;
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    string? Fresh() => kept is { } its && its.Until > clock.GetUtcNow() ? its.Token : null;

    async Task<Kept> BySecret(string secret, CancellationToken stop)
    {
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"), new("client_id", options.AppId), new("client_secret", secret), new("scope", options.Scope),
        ]);
        try
        {
            var now = clock.GetUtcNow();
            using var answer = await http.PostAsync(options.Login, form, stop);
            if (!answer.IsSuccessStatusCode)
            {
                // 400 and 401: the secret or the registration is wrong, which somebody must be told of.
                Refused(log, (int)answer.StatusCode);
                throw new Later($"The bot’s token is refused with {(int)answer.StatusCode}.");
            }
            var token = await answer.Content.ReadFromJsonAsync(Readable.BotFramework.ConnectorToken, stop);
            return token is { Token: { Length: > 0 } text, Seconds: > 0 } ? Keep(text, now.AddSeconds(token.Seconds), now) : throw new Later("The bot’s token is not one.");
        }
        catch (Exception ill) when (ill is HttpRequestException or JsonException || (ill is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new Later("Whoever gives the bot’s token does not answer.", ill);
        }
    }

    async Task<Kept> AsIdentity(CancellationToken stop)
    {
        try
        {
            var token = await identity.Value.GetTokenAsync(new([options.Scope]), stop);
            return Keep(token.Token, token.ExpiresOn, clock.GetUtcNow());
        }
        catch (AuthenticationFailedException ill)
        {
            throw new Later("The bot’s identity is given no token.", ill);
        }
    }

    // A token that is short-lived is good for half of its time.
    static Kept Keep(string token, DateTimeOffset ends, DateTimeOffset now) => new(token, ends - now > early * 2 ? ends - early : now + (ends - now) / 2);

    [LoggerMessage(Level = LogLevel.Error, Message = "The bot is refused a token with status {Status}: see MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId")]
    static partial void Refused(ILogger log, int status);

    sealed record Kept(string Token, DateTimeOffset Until);
}

/// <summary>The answer of whoever gives tokens (OAuth 2.0).</summary>
sealed record ConnectorToken([property: JsonPropertyName("access_token")] string? Token, [property: JsonPropertyName("expires_in")] int Seconds);
