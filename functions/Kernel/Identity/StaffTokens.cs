using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Kernel.Identity;

/// <summary>
/// Reads the bearer tokens of staff and partners: Entra ID's, with app roles, and in Development also those that <c>casa.cs token</c> makes.
/// </summary>
public sealed partial class StaffTokens
{
    // Somebody waits at the door meanwhile; yet a slow answer is better than none.
    static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    const string DevelopmentIssuer = "casa-development";
    const string Audience = "casa";
    readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };
    readonly TimeProvider clock;
    readonly ILogger<StaffTokens> log;
    readonly SymmetricSecurityKey? developmentKey;
    readonly string? entraAudience;
    readonly ConfigurationManager<OpenIdConnectConfiguration>? entra;

    // Otherwise the library fetches new keys behind our back, and the first who shows a token signed with one of them is sent away.
    static StaffTokens() => AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);

    /// <param name="development">Whether tokens made on this machine are taken; true only in Development.</param>
    public StaffTokens(EntraOptions options, CityKeys keys, bool development, TimeProvider clock, ILogger<StaffTokens> log)
    {
        (this.clock, this.log) = (clock, log);
        if (development) developmentKey = new(keys.For("development token"));
        if (options is not { TenantId: not null, Audience: not null }) return;
        entraAudience = options.Audience;
        entra = new($"{options.Authority}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(new HttpClient { Timeout = patience }) { RequireHttps = !development });
    }

    /// <summary>Whom a token names; null where it is forged, over, or not for us.</summary>
    /// <exception cref="Refusal"><c>WHO-001</c>: the directory that could tell does not answer, and never has.</exception>
    public async ValueTask<Caller?> Read(string token, CancellationToken stop)
    {
        if (Issuer(token) is not { } issuer) return null;
        var local = issuer == DevelopmentIssuer;
        if (local ? developmentKey is null : entra is null) return null;
        var rules = local ? Local() : Entra(await Directory(stop));
        var result = await handler.ValidateTokenAsync(token, rules);
        if (!result.IsValid && !local && result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // Entra ID has turned its keys over, or somebody made a key up: they are fetched again, once in five minutes at the most.
            entra!.RequestRefresh();
            result = await handler.ValidateTokenAsync(token, Entra(await Directory(stop)));
        }
        if (!result.IsValid) return null;
        var claims = result.ClaimsIdentity;
        var id = claims.FindFirst("oid")?.Value ?? claims.FindFirst("sub")?.Value;
        var roles = claims.FindAll("roles").Select(claim => claim.Value).Where(Roles.All.Contains).ToHashSet();
        return id is null ? null : new(id, roles, claims.FindFirst("bureau")?.Value) { Name = claims.FindFirst("name")?.Value };
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

    // What was fetched once stays in use while the directory is down.
    async Task<OpenIdConnectConfiguration> Directory(CancellationToken stop)
    {
        try
        {
            return await entra!.GetConfigurationAsync(stop);
        }
        catch (InvalidOperationException down)
        {
            Silent(log, down);
            throw DirectorySilent();
        }
    }

    static Refusal DirectorySilent() => new("WHO-001", new(
        "L’annuaire des agents ne répond pas : votre identité n’a pas pu être vérifiée. Veuillez réessayer dans un instant.",
        "دليل الموظفين لا يستجيب: تعذر التحقق من هويتكم. المرجو إعادة المحاولة بعد لحظات."), 503)
    { ForNow = true };

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

    [LoggerMessage(Level = LogLevel.Error, Message = "The directory of the staff cannot be read: nobody can be told from a stranger")]
    static partial void Silent(ILogger log, Exception down);
}

/// <summary>
/// Which directory the city's staff sign in to: <c>Casa__Entra__TenantId</c>, <c>…__Audience</c>, <c>…__Authority</c>; the city's pages are the
/// directory's public client <c>…__ClientId</c>.
/// </summary>
public sealed record EntraOptions(string? TenantId, string? Audience, string? Authority, string? ClientId = null)
{
    /// <summary>What the pages' reader must be let through to, to sign in; null where there is no directory.</summary>
    public string? Origin => ClientId is null || TenantId is null || Authority is null ? null : new Uri(Authority).GetLeftPart(UriPartial.Authority);

    public static EntraOptions From(IConfiguration configuration)
    {
        var tenant = configuration["Casa:Entra:TenantId"];
        return new(tenant, configuration["Casa:Entra:Audience"],
            configuration["Casa:Entra:Authority"]?.TrimEnd('/') ?? $"https://login.microsoftonline.com/{tenant}/v2.0", configuration["Casa:Entra:ClientId"] is { Length: > 0 } client ? client : null);
    }
}
