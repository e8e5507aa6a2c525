using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Assistant.BotFramework;

/// <summary>
/// Whether an activity comes from a channel that the bot is connected to. A channel’s token says whom it is for, where the conversation is answered and,
/// by its key, which channels it may speak for; all of it must fit the activity. Tokens of the Emulator and of other bots (skills) are not taken: the one
/// is archived, of the others we have none.
/// </summary>
public sealed partial class ChannelTokens(BotOptions options, ChannelKeys keys, TimeProvider clock, ILogger<ChannelTokens> log)
{
    static readonly TimeSpan skew = TimeSpan.FromMinutes(5);
    readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <exception cref="Kernel.Refusal"><c>BOT-302</c>: it does not; <c>BOT-303</c>: the keys cannot be read.</exception>
    public async Task Admit(string? authorization, Activity activity, CancellationToken stop)
    {
        if (await Fault(authorization, activity, stop) is not { } fault) return;
        TurnedAway(log, fault);
        throw BotRefusals.NotProven();
    }

    async Task<string?> Fault(string? authorization, Activity activity, CancellationToken stop)
    {
        try
        {
            return await FaultIn(authorization, activity, stop);
        }
        catch (Exception odd) when (odd is ArgumentException or JsonException or FormatException or InvalidOperationException or SecurityTokenException)
        {
            // Claims of kinds that no channel writes.
            return "its token cannot be read";
        }
    }

    // Words for the log, and no value out of the call.
    async Task<string?> FaultIn(string? authorization, Activity activity, CancellationToken stop)
    {
        if (ServiceHosts.Base(activity.ServiceUrl, options.ServiceHosts, options.Development) is null) return "its serviceUrl is not among Casa__Bot__ServiceHosts";
        if (authorization is not { Length: > 0 } && options.Anonymous) return null;
        if (options.AppId is null) return "the city has no bot registration (MicrosoftAppId)";
        if (authorization?.Split(' ') is not [var scheme, var text] || !scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return "it carries no token";
        if (Token(text) is not { } token) return "its token cannot be read";
        if (token.Issuer != options.Issuer) return "its token is not a channel’s";
        if (token.Audiences.ToList() is not [var audience] || audience != options.AppId) return "its token is for somebody else";
        if (await keys.Find(token.Kid ?? "", stop) is not { } key) return "its token’s key is unknown";
        var read = await handler.ValidateTokenAsync(token, Rules(key));
        if (!read.IsValid) return $"its token does not hold ({read.Exception.GetType().Name})";
        return Claims(token, key, activity);
    }

    string? Claims(JsonWebToken token, ChannelKey key, Activity activity)
    {
        if (!token.TryGetPayloadValue<string>("serviceurl", out var service) || service != activity.ServiceUrl) return "its serviceUrl is not its token’s";
        // A key without endorsements speaks for nobody, and an activity of no channel for nobody’s.
        if (activity.ChannelId is not { Length: > 0 } channel || !key.Endorsements.Contains(channel)) return "its token’s key is not endorsed for its channel";
        return channel == ChannelIds.Teams && !OfOurs(activity) ? "it comes from another tenant" : null;
    }

    /// <summary>The channel’s token names no tenant; the activity does, in two places, and what it says there must be one of ours.</summary>
    bool OfOurs(Activity activity)
    {
        string?[] said = [activity.Conversation?.TenantId, InChannelData(activity.ChannelData)];
        var named = said.Where(tenant => tenant is { Length: > 0 }).ToList();
        return named.Count > 0 && named.TrueForAll(tenant => options.Tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase));
    }

    static string? InChannelData(JsonElement? data) => data is { ValueKind: JsonValueKind.Object } its && its.TryGetProperty("tenant", out var tenant)
        && tenant.ValueKind == JsonValueKind.Object && tenant.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    JsonWebToken? Token(string text)
    {
        try
        {
            return handler.CanReadToken(text) ? handler.ReadJsonWebToken(text) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    TokenValidationParameters Rules(ChannelKey key) => new()
    {
        ValidIssuer = options.Issuer,
        ValidAudience = options.AppId,
        IssuerSigningKey = key.Key,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        RequireSignedTokens = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return expires is not null && expires + skew > now && (notBefore is null || notBefore - skew <= now);
        },
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call of the bot’s endpoint was turned away: {Fault}")]
    static partial void TurnedAway(ILogger log, string fault);
}
