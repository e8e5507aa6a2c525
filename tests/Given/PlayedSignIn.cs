using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CasaServerless.Tests.Given;

/// <summary>
/// Plays the directory's side of the authorization code flow for a public client: hands out a code, and takes it once, with the verifier that it
/// was asked for with (RFC 7636).
/// </summary>
/// <param name="oid">Whom it signs in, without asking.</param>
sealed class PlayedSignIn(string oid, string role)
{
    public const string Client = "casa-pages";
    readonly Dictionary<string, (string Challenge, string Nonce, string Back)> codes = [];
    int refreshes;

    /// <summary>Whether the person says no.</summary>
    public bool Refuses { get; set; }

    /// <summary>How far in the past the tokens of a first sign-in begin: two hours, and they are over when they arrive.</summary>
    public TimeSpan Begins { get; set; }

    /// <summary>How often a refresh token was taken.</summary>
    public int Refreshes => refreshes;

    public async Task Answer(HttpContext context, PlayedEntra entra)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path == "/authorize")
        {
            Assert.Equal((Client, "code", "S256"), (request.Query["client_id"].ToString(), request.Query["response_type"].ToString(), request.Query["code_challenge_method"].ToString()));
            Assert.Contains($"{PlayedEntra.Audience}/.default", request.Query["scope"].ToString(), StringComparison.Ordinal);
            var code = Guid.NewGuid().ToString("N");
            codes[code] = (request.Query["code_challenge"].ToString(), request.Query["nonce"].ToString(), request.Query["redirect_uri"].ToString());
            var answer = Refuses ? "error=access_denied" : $"code={code}";
            response.Redirect($"{request.Query["redirect_uri"]}?{answer}&state={request.Query["state"]}");
            return;
        }
        if (request.Path == "/logout")
        {
            response.Redirect(request.Query["post_logout_redirect_uri"].ToString());
            return;
        }
        response.Headers.AccessControlAllowOrigin = "*";
        var form = await request.ReadFormAsync();
        Assert.Equal(Client, form["client_id"]);
        var now = TimeProvider.System.GetUtcNow();
        if (form["grant_type"] == "refresh_token")
        {
            Assert.Equal("refresh-1", form["refresh_token"]);
            Interlocked.Increment(ref refreshes);
            await Tokens(response, entra, now, TimeSpan.Zero, null);
            return;
        }
        Assert.True(codes.Remove(form["code"].ToString(), out var asked), "A code is taken once.");
        Assert.Equal(asked.Back, form["redirect_uri"].ToString());
        Assert.Equal(asked.Challenge, Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))));
        await Tokens(response, entra, now, Begins, asked.Nonce);
    }

    Task Tokens(HttpResponse response, PlayedEntra entra, DateTimeOffset now, TimeSpan begins, string? nonce)
    {
        response.ContentType = "application/json";
        var access = Token(entra, PlayedEntra.Audience, now + begins, new() { ["roles"] = new[] { role } });
        var identity = nonce is null ? "" : $"\"id_token\":\"{Token(entra, Client, now, new() { ["nonce"] = nonce })}\",";
        return response.WriteAsync($$"""{"token_type":"Bearer","expires_in":3600,{{identity}}"refresh_token":"refresh-1","access_token":"{{access}}"}""");
    }

    string Token(PlayedEntra entra, string audience, DateTimeOffset from, Dictionary<string, object> claims) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = entra.Authority,
            Audience = audience,
            Claims = new Dictionary<string, object>(claims) { ["oid"] = oid, ["sub"] = "pairwise" },
            IssuedAt = from.UtcDateTime,
            NotBefore = from.UtcDateTime,
            Expires = from.UtcDateTime.AddHours(1),
            SigningCredentials = new(entra.Key, SecurityAlgorithms.RsaSha256),
        });
}
