using System.Formats.Asn1;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// A timestamp authority (RFC 3161). When it fails, sealing fails and is tried again: a paper promised with a timestamp never leaves
/// silently without one.
/// </summary>
public sealed class TimestampAuthority : IDisposable
{
    const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    readonly Uri address;
    readonly X509Certificate2Collection roots;
    readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = 128 * 1024 };

    public TimestampAuthority(Uri address, X509Certificate2Collection roots) => (this.address, this.roots) = (address, roots);

    /// <returns>Null when no authority is configured.</returns>
    public static TimestampAuthority? From(SealOptions options)
    {
        if (options.Tsa is not { } address) return null;
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(options.TsaRoot!);
        return new(address, roots);
    }

    /// <summary>A token over a signature.</summary>
    /// <returns>DER of the TimeStampToken.</returns>
    /// <exception cref="HttpRequestException">The authority did not answer.</exception>
    /// <exception cref="CryptographicException">It refused, or its token does not verify up to the configured root.</exception>
    public async Task<byte[]> StampAsync(ReadOnlyMemory<byte> signature, CancellationToken cancellation)
    {
        var request = Rfc3161TimestampRequest.CreateFromHash(SHA256.HashData(signature.Span), HashAlgorithmName.SHA256,
            requestSignerCertificates: true, nonce: RandomNumberGenerator.GetBytes(8));
        using var content = new ByteArrayContent(request.Encode());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var response = await http.PostAsync(address, content, cancellation);
        response.EnsureSuccessStatusCode();
        // ProcessResponse compares nonce and digest and asks for the right key usage, but trusts any chain.
        var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
        var token = request.ProcessResponse(answer, out _);
        if (!Trusts(token, signature.Span)) throw new CryptographicException("The timestamp does not lead to the configured root.");
        return TokenIn(answer);
    }

    // TimeStampResp ::= SEQUENCE { status, timeStampToken }: the token's own bytes, since decoding and encoding might change them.
    static byte[] TokenIn(byte[] answer)
    {
        var response = new AsnReader(answer, AsnEncodingRules.BER).ReadSequence();
        response.ReadEncodedValue();
        return response.ReadEncodedValue().ToArray();
    }

    /// <summary>Whether a token stamps this signature and leads to the configured root.</summary>
    public bool Trusts(Rfc3161TimestampToken token, ReadOnlySpan<byte> signature)
    {
        var sent = token.AsSignedCms().Certificates;
        if (!token.VerifySignatureForData(signature, out var signer, sent)) return false;
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                // Sealing must not hang on a revocation server; whoever verifies later asks that question at their time.
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = token.TokenInfo.Timestamp.UtcDateTime,
                VerificationTimeIgnored = false,
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(TimeStamping));
        return chain.Build(signer);
    }

    public void Dispose() => http.Dispose();
}
