using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Kernel.Identity;

/// <summary>
/// Reads the bearer tokens of staff and partners: Entra ID's, with app roles, and in Development also those that <c>casa.cs token</c> makes.
/// </summary>
public sealed class StaffTokens
{
    const string DevelopmentIssuer = "casa-development";
    const string Audience = "casa";
    readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    readonly TimeProvider clock;
    readonly SymmetricSecurityKey? developmentKey;
    readonly string? entraAudience;
    readonly ConfigurationManager<OpenIdConnectConfiguration>? entra;

    /// <param name="development">Whether tokens made on this machine are taken; true only in Development.</param>
    public StaffTokens(EntraOptions options, CityKeys keys, bool development, TimeProvider clock)
    {
        this.clock = clock;
        if (development) developmentKey = new(keys.For("development token"));
        if (options is not { TenantId: not null, Audience: not null }) return;
        entraAudience = options.Audience;
        entra = new($"{options.Authority}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !development });
    }

    /// <summary>Whom a token names; null where it is forged, over, or not for us.</summary>
    public async ValueTask<Caller?> Read(string token, CancellationToken stop)
    {
        if (Issuer(token) is not { } issuer) return null;
        var local = issuer == DevelopmentIssuer;
        if (local ? developmentKey is null : entra is null) return null;
        var rules = local ? Local() : Entra(await entra!.GetConfigurationAsync(stop));
        var result = await handler.ValidateTokenAsync(token, rules);
        if (!result.IsValid && !local && result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Entra ID has turned its keys over: fetch them again, once.
            entra!.RequestRefresh();
            result = await handler.ValidateTokenAsync(token, Entra(await entra.GetConfigurationAsync(stop)));
        }
        if (!result.IsValid) return null;
        var claims = result.ClaimsIdentity;
        var id = claims.FindFirst("oid")?.Value ?? claims.FindFirst("sub")?.Value;
        var roles = claims.FindAll("roles").Select(claim => claim.Value).Where(Roles.All.Contains).ToHashSet();
        return id is null ? null : new(id, roles, claims.FindFirst("bureau")?.Value);
    }

    /// <summary>A token for this machine's city, good for twelve hours.</summary>
    public static string MakeLocal(CityKeys keys, string id, string role, string? bureau, DateTimeOffset now)
    {
        var claims = new List<Claim> { new("sub", id), new("roles", role) };
        if (bureau is not null) claims.Add(new("bureau", bureau));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = DevelopmentIssuer,
            Audience = Audience,
            Subject = new(claims),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime.AddHours(12),
            SigningCredentials = new(new SymmetricSecurityKey(keys.For("development token")), SecurityAlgorithms.HmacSha256),
        });
    }

    string? Issuer(string token)
    {
        try
        {
            return handler.CanReadToken(token) ? handler.ReadJsonWebToken(token).Issuer : null;
        }
        catch (ArgumentException)
        {
            // Three parts with dots between them, and no token.
            return null;
        }
    }

    TokenValidationParameters Local() => new()
    {
        ValidIssuer = DevelopmentIssuer,
        ValidAudience = Audience,
        IssuerSigningKey = developmentKey,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        // A city whose clock was moved still takes the tokens of its machine.
        ValidateLifetime = false,
    };

    TokenValidationParameters Entra(OpenIdConnectConfiguration known) => new()
    {
        ValidIssuer = known.Issuer,
        ValidAudience = entraAudience,
        IssuerSigningKeys = known.SigningKeys,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireExpirationTime = true,
        LifetimeValidator = (notBefore, expires, _, rules) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return (notBefore is null || notBefore - rules.ClockSkew <= now) && expires + rules.ClockSkew >= now;
        },
    };
}

/// <summary>Which directory the city's staff sign in to: <c>Casa__Entra__TenantId</c>, <c>…__Audience</c>, <c>…__Authority</c>.</summary>
public sealed record EntraOptions(string? TenantId, string? Audience, string? Authority)
{
    public static EntraOptions From(IConfiguration configuration)
    {
        var tenant = configuration["Casa:Entra:TenantId"];
        return new(tenant, configuration["Casa:Entra:Audience"], configuration["Casa:Entra:Authority"]?.TrimEnd('/') ?? $"https://login.microsoftonline.com/{tenant}/v2.0");
    }
}
