using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Tests.Given;

/// <summary>Plays the city's directory: its metadata, its public keys, and the tokens that it signs (Entra ID, tokens of version 2.0).</summary>
sealed class PlayedEntra : IAsyncDisposable
{
    public const string Audience = "api://casa";
    readonly WebApplication server;
    readonly List<RsaSecurityKey> keys = [];

    PlayedEntra(WebApplication server) => this.server = server;

    public string Authority => $"{server.Urls.Single()}/casa-tenant/v2.0";

    /// <summary>How often its keys were fetched.</summary>
    public int Fetched { get; private set; }

    public bool Down { get; set; }

    /// <summary>Plays the sign-in as well (<c>/authorize</c>, <c>/token</c>), for this person; null plays none.</summary>
    public PlayedSignIn? SignIn { get; set; }

    /// <summary>The key that signs at present.</summary>
    public RsaSecurityKey Key => keys[^1];

    public static Task<PlayedEntra> Start() => PlayedServer.Start(server =>
    {
        var entra = new PlayedEntra(server);
        entra.TurnOver();
        return entra;
    }, entra => entra.Answer);

    /// <summary>From now on another key signs, and the old ones are published no more.</summary>
    public void TurnOver() => keys.Add(NewKey());

    /// <summary>A key that is nobody's.</summary>
    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>A token as the directory gives it to an officer, but for what is told otherwise.</summary>
    public string Token(
        DateTimeOffset now, string? audience = Audience, string? issuer = null, TimeSpan? begins = null, TimeSpan? lasts = null,
        SigningCredentials? signedWith = null, params string[] roles) =>
        Make(now, audience, issuer, begins, lasts, roles, signedWith ?? new(Key, SecurityAlgorithms.RsaSha256));

    /// <summary>The same with <c>alg: none</c>.</summary>
    public string Unsigned(DateTimeOffset now) => Make(now, Audience, null, null, null, [], null);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    string Make(
        DateTimeOffset now, string? audience, string? issuer, TimeSpan? begins, TimeSpan? lasts, string[] roles, SigningCredentials? credentials)
    {
        var from = (now + (begins ?? TimeSpan.Zero)).UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Authority,
            Audience = audience,
            Claims = new Dictionary<string, object>
            {
                ["oid"] = "6f2c1f0e-0000-4000-8000-000000000001",
                ["sub"] = "pairwise",
                ["tid"] = "casa-tenant",
                ["roles"] = roles.Length == 0 ? ["officer"] : roles,
            },
            IssuedAt = from,
            NotBefore = from,
            Expires = from + (lasts ?? TimeSpan.FromHours(1)),
            SigningCredentials = credentials,
        });
    }

    Task Answer(HttpContext context)
    {
        if (Down)
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        }
        if (context.Request.Path == "/casa-tenant/v2.0/.well-known/openid-configuration")
        {
            context.Response.Headers.AccessControlAllowOrigin = "*";
            return context.Response.WriteAsync($$"""
                {"issuer":"{{Authority}}","jwks_uri":"{{server.Urls.Single()}}/keys","authorization_endpoint":"{{server.Urls.Single()}}/authorize",
                 "token_endpoint":"{{server.Urls.Single()}}/token","end_session_endpoint":"{{server.Urls.Single()}}/logout"}
                """);
        }
        if (SignIn is not null && context.Request.Path != "/keys") return SignIn.Answer(context, this);
        Assert.Equal("/keys", context.Request.Path);
        Fetched++;
        var rsa = Key.Rsa.ExportParameters(false);
        return context.Response.WriteAsync($$"""
            {"keys":[{"kty":"RSA","use":"sig","kid":"{{Key.KeyId}}","n":"{{Base64UrlEncoder.Encode(rsa.Modulus)}}","e":"{{Base64UrlEncoder.Encode(rsa.Exponent)}}"}]}
            """);
    }
}
