using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

/// <summary>
/// Plays Azure Key Vault's few calls over TLS, as its REST reference (api-version 7.4) writes them, and answers 400 to whatever the real
/// one would not take.
/// </summary>
sealed class PlayedKeyVault : IAsyncDisposable
{
    public const string Token = "a-token-of-the-managed-identity";
    readonly WebApplication server;
    readonly AsymmetricAlgorithm key;
    readonly X509Certificate2 tls;
    int refusals;

    PlayedKeyVault(WebApplication server, AsymmetricAlgorithm key, X509Certificate2 tls) => (this.server, this.key, this.tls) = (server, key, tls);

    public required X509Certificate2 Certificate { get; set; }

    public string Version { get; set; } = "0123456789abcdef0123456789abcdef";

    public string KeyName { get; set; } = "seal";

    /// <summary>Earlier versions of the key, and whether each is enabled.</summary>
    public Dictionary<string, (ECDsa Key, bool Enabled)> Earlier { get; } = [];

    public bool Enabled { get; set; } = true;

    /// <summary>How many of the next calls are answered "too many requests".</summary>
    public int Busy { get => refusals; set => refusals = value; }

    public int Calls { get; private set; }

    public Uri Address => new(server.Urls.Single());

    public HttpPipelineTransport Transport => new HttpClientTransport(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, sent, _, _) => sent is not null && sent.GetCertHashString() == tls.GetCertHashString(),
    });

    public static async Task<PlayedKeyVault> Start(string kind)
    {
        var key = Certificates.NewKey(kind);
        using var tlsKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var tls = Certificates.Issue(tlsKey, "CN=localhost");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(tls)));
        var server = builder.Build();
        var vault = new PlayedKeyVault(server, key, tls) { Certificate = Certificates.Issue(key) };
        server.Run(vault.Answer);
        await server.StartAsync();
        return vault;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
    }

    async Task Answer(HttpContext context)
    {
        Calls++;
        var (request, response) = (context.Request, context.Response);
        if (request.Headers.Authorization != $"Bearer {Token}")
        {
            response.StatusCode = 401;
            response.Headers.WWWAuthenticate = "Bearer authorization=\"https://login.microsoftonline.com/t\", resource=\"https://vault.azure.net\"";
        }
        else if (Interlocked.Decrement(ref refusals) >= 0)
        {
            response.StatusCode = 429;
            response.Headers.RetryAfter = "0";
        }
        else if (request.QueryString.Value != "?api-version=7.4") response.StatusCode = 400;
        else if (request.Method == "GET" && request.Path.Value is { } path && (path == "/certificates/seal" || path == $"/certificates/seal/{Version}"))
        {
            await response.WriteAsJsonAsync(new
            {
                id = $"{Address}certificates/seal/{Version}",
                kid = $"{Address}keys/{KeyName}/{Version}",
                x5t = Base64Url.EncodeToString(Certificate.GetCertHash()),
                cer = Convert.ToBase64String(Certificate.RawData),
                attributes = new { enabled = Enabled, nbf = 1577836800, exp = 2493072000 },
            });
        }
        else if (request.Method == "GET" && request.Path == "/keys/seal/versions")
        {
            var versions = Earlier.Select(each => (each.Key, each.Value.Enabled)).Append((Version, true));
            await response.WriteAsJsonAsync(new
            {
                value = versions.Select(each => new { kid = $"{Address}keys/seal/{each.Item1}", attributes = new { enabled = each.Item2 } }),
                nextLink = (string?)null,
            });
        }
        else if (request.Method == "GET" && request.Path.Value!.Split('/') is ["", "keys", "seal", .. var rest]) await Public(rest is [var one] ? one : Version, response);
        else if (request.Method == "POST" && request.Path == $"/keys/seal/{Version}/sign") await Sign(request, response);
        else response.StatusCode = 404;
    }

    async Task Public(string version, HttpResponse response)
    {
        if ((version == Version ? key : Earlier.GetValueOrDefault(version).Key) is not ECDsa curve)
        {
            response.StatusCode = 404;
            return;
        }
        var point = curve.ExportParameters(false).Q;
        await response.WriteAsJsonAsync(new
        {
            key = new
            {
                kid = $"{Address}keys/seal/{version}",
                kty = "EC",
                crv = "P-256",
                x = Base64Url.EncodeToString(point.X),
                y = Base64Url.EncodeToString(point.Y),
            },
            attributes = new { enabled = true },
        });
    }

    async Task Sign(HttpRequest request, HttpResponse response)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        var named = body.RootElement.EnumerateObject().Select(property => property.Name).Order();
        var value = body.RootElement.GetProperty("value").GetString()!;
        var digest = value.Contains('=', StringComparison.Ordinal) ? [] : Base64Url.DecodeFromChars(value);
        if (request.ContentType != "application/json" || !named.SequenceEqual(["alg", "value"]) || digest.Length != 32
            || body.RootElement.GetProperty("alg").GetString() != (key is RSA ? "RS256" : "ES256"))
        {
            response.StatusCode = 400;
            return;
        }
        var signature = key is RSA rsa ? rsa.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : ((ECDsa)key).SignHash(digest);
        await response.WriteAsJsonAsync(new { kid = $"{Address}keys/seal/{Version}", value = Base64Url.EncodeToString(signature) });
    }

    /// <summary>The program's identity, which asks for the vault's scope and nothing else.</summary>
    public sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellation)
        {
            Assert.Equal(["https://vault.azure.net/.default"], context.Scopes);
            return new AccessToken(Token, DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancellation) =>
            ValueTask.FromResult(GetToken(context, cancellation));
    }
}
