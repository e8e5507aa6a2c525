using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// The calls of Azure Key Vault that the city's keys need, over the Azure SDK's own pipeline (retries, bearer tokens, diagnostics). The vault's
/// client library is not among the packages that this project can restore.
/// </summary>
public sealed class KeyVault
{
    const string ApiVersion = "7.4";
    const string Scope = "https://vault.azure.net/.default";
    readonly HttpPipeline pipeline;

    /// <param name="keyId"><c>https://{vault}/keys/{name}</c> with or without <c>/{version}</c>.</param>
    /// <param name="transport">Another road to the vault, for tests.</param>
    /// <param name="setting">Where the address stands, for whoever has to mend it.</param>
    public KeyVault(Uri keyId, TokenCredential credential, HttpPipelineTransport? transport = null, string setting = "Casa__Seal__KeyId")
    {
        var parts = keyId.AbsolutePath.Trim('/').Split('/');
        if (keyId.Scheme != Uri.UriSchemeHttps || parts is not ["keys", _] and not ["keys", _, _])
        {
            throw new InvalidOperationException($"{setting} is not https://{{vault}}/keys/{{name}} or …/{{version}}.");
        }
        KeyId = keyId;
        var options = new VaultOptions();
        if (transport is not null) options.Transport = transport;
        pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, Scope));
    }

    public Uri KeyId { get; }

    /// <summary>GETs an object of the vault.</summary>
    /// <exception cref="RequestFailedException">The vault said no, or did not answer after retries.</exception>
    public Task<JsonDocument> GetAsync(Uri address, CancellationToken cancellation) => SendAsync(RequestMethod.Get, address, null, cancellation);

    public Task<JsonDocument> PostAsync(Uri address, ReadOnlyMemory<byte> json, CancellationToken cancellation) =>
        SendAsync(RequestMethod.Post, address, RequestContent.Create(json), cancellation);

    async Task<JsonDocument> SendAsync(RequestMethod method, Uri address, RequestContent? content, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Uri.AppendQuery("api-version", ApiVersion);
        message.Request.Headers.Add("Accept", "application/json");
        if (content is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = content;
        }
        await pipeline.SendAsync(message, cancellation);
        return message.Response.Status == 200 ? JsonDocument.Parse(message.Response.Content)
            : throw new RequestFailedException(message.Response);
    }

    sealed class VaultOptions : ClientOptions;
}
