using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Given.Documents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

/// <summary>A timestamp authority whose tokens openssl makes.</summary>
sealed class PlayedTimestampAuthority : IAsyncDisposable
{
    readonly WebApplication server;
    readonly Folder folder = new();

    PlayedTimestampAuthority(WebApplication server) => this.server = server;

    public X509Certificate2Collection Roots { get; } = [];

    public string RootFile => folder["root.pem"];

    public Uri Address => new(server.Urls.Single());

    /// <summary>What it does with an answer before sending it.</summary>
    public Func<byte[], byte[]> Twist { get; set; } = answer => answer;

    public int Status { get; set; } = 200;

    public TimestampAuthority Client => new(Address, Roots);

    public static async Task<PlayedTimestampAuthority> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var authority = new PlayedTimestampAuthority(server);
        authority.Prepare();
        server.MapPost("/", (RequestDelegate)authority.Answer);
        await server.StartAsync();
        return authority;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    void Prepare()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = Certificates.Issue(rootKey, "CN=Root of time", Certificates.Authority);
        Roots.Add(root);
        using var key = RSA.Create(2048);
        var certificate = Certificates.IssueUnder(root, key, "CN=Time",
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true),
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        folder.Write("root.pem", root.ExportCertificatePem());
        folder.Write("time.pem", certificate.ExportCertificatePem());
        folder.Write("time.key", key.ExportPkcs8PrivateKeyPem());
        folder.Write("tsa.conf", $"""
            [tsa]
            default_tsa = city
            [city]
            serial = {folder["serial"]}
            signer_cert = {folder["time.pem"]}
            signer_key = {folder["time.key"]}
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            accuracy = secs:1
            ess_cert_id_alg = sha256
            """);
    }

    async Task Answer(HttpContext context)
    {
        context.Response.StatusCode = context.Request.ContentType == "application/timestamp-query" ? Status : 415;
        if (context.Response.StatusCode != 200) return;
        var question = folder[$"{Guid.NewGuid():N}.tsq"];
        await using (var file = File.Create(question)) await context.Request.Body.CopyToAsync(file);
        Tool.Must("openssl", "ts", "-reply", "-config", folder["tsa.conf"], "-queryfile", question, "-out", question + ".tsr");
        context.Response.ContentType = "application/timestamp-reply";
        await context.Response.Body.WriteAsync(Twist(await File.ReadAllBytesAsync(question + ".tsr")));
    }
}
