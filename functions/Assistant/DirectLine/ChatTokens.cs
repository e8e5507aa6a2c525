using System.Security.Claims;
using System.Security.Cryptography;
using CasaServerless.Kernel.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Assistant.DirectLine;

/// <summary>Whose conversation a token opens, and from which site.</summary>
/// <param name="Conversation">Its id, as storage knows it.</param>
/// <param name="User">The person, for this conversation alone; no name and no number.</param>
/// <param name="Origin">The site whose pages may use it; null where a program holds it.</param>
public sealed record ChatPass(string Conversation, string User, string? Origin)
{
    /// <summary>When the token ends that was shown.</summary>
    public DateTimeOffset Until { get; init; }
}

/// <summary>Tokens of web chat: for one conversation and one site, good for half an hour, renewed by themselves while they hold.</summary>
public sealed class ChatTokens(CityKeys keys, TimeProvider clock)
{
    /// <summary>Seconds.</summary>
    public const int Life = 1800;

    const string Issuer = "casa-chat";
    // A person comes back to their conversation as long as it is kept.
    static readonly TimeSpan comeBack = TimeSpan.FromDays(30);
    readonly SymmetricSecurityKey key = new(keys.For("chat token"));
    readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    /// <summary>A conversation that nobody has begun, for somebody new.</summary>
    public static ChatPass Begin(string? origin) => new(
        $"{DirectLineDoor.Name}-{Base32.Encode(RandomNumberGenerator.GetBytes(15), 24).ToLowerInvariant()}",
        $"dl_{Base32.Encode(RandomNumberGenerator.GetBytes(15), 24).ToLowerInvariant()}", origin);

    public string Make(ChatPass pass)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new List<Claim> { new("conv", pass.Conversation), new("user", pass.User) };
        if (pass.Origin is { } origin) claims.Add(new("origin", origin));
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Subject = new(claims),
            IssuedAt = now,
            Expires = now.AddSeconds(Life),
            SigningCredentials = new(key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>What a token opens; null where it is forged, or over.</summary>
    /// <param name="late">Takes one that is over as well, for as long as its conversation may be there: it opens nothing, but is exchanged for a new one.</param>
    public async ValueTask<ChatPass?> Read(string token, bool late = false)
    {
        if (token.Length > 2000) return null;
        var result = await handler.ValidateTokenAsync(token, new()
        {
            ValidIssuer = Issuer,
            ValidateAudience = false,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            LifetimeValidator = (_, expires, _, _) => expires + (late ? comeBack : TimeSpan.Zero) >= clock.GetUtcNow().UtcDateTime,
        });
        if (!result.IsValid) return null;
        var claims = result.ClaimsIdentity;
        return claims.FindFirst("conv")?.Value is { } conversation && claims.FindFirst("user")?.Value is { } user
            ? new(conversation, user, claims.FindFirst("origin")?.Value) { Until = result.SecurityToken.ValidTo } : null;
    }
}
