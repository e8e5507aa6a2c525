using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class CadesSignatureTests
{
    static readonly byte[] paper = "A paper of the commune"u8.ToArray();
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SealAlgorithm.Rsa)]
    [InlineData(SealAlgorithm.EcdsaP256)]
    public async Task OpenSSL_accepts_the_signature_as_CAdES(SealAlgorithm algorithm)
    {
        using var folder = new Folder();
        var key = FileSealKey.Read(DevelopmentSeal.Make(algorithm));
        var signature = await CadesSignature.SignAsync(SHA256.HashData(paper), key, null, Cancellation);
        Write(folder, key, signature);
        Assert.Contains("CAdES Verification successful", Verify(folder));
        folder.Write("paper", "A paper of the communf");
        Assert.DoesNotContain("successful", Verify(folder));
    }

    [Fact]
    public async Task It_holds_the_three_attributes_of_the_baseline_and_no_signing_time()
    {
        var key = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.EcdsaP256));
        var cms = new SignedCms(new ContentInfo(paper), detached: true);
        cms.Decode(await CadesSignature.SignAsync(SHA256.HashData(paper), key, null, Cancellation));
        cms.CheckSignature(verifySignatureOnly: true);
        var signer = Assert.Single(cms.SignerInfos.Cast<SignerInfo>());
        Assert.Equal(["1.2.840.113549.1.9.16.2.47", "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"],
            signer.SignedAttributes.Cast<CryptographicAttributeObject>().Select(a => a.Oid.Value).Order());
        Assert.Equal(2, cms.Certificates.Count);
    }

    [Fact]
    public async Task A_key_that_is_not_its_certificate_s_is_found_out()
    {
        var certificate = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.EcdsaP256));
        var other = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.EcdsaP256));
        await Assert.ThrowsAsync<CryptographicException>(() =>
            CadesSignature.SignAsync(SHA256.HashData(paper), new Swapped(certificate.Chain, other), null, Cancellation));
    }

    [Fact]
    public async Task OpenSSL_accepts_the_timestamp_inside()
    {
        await using var authority = await PlayedTimestampAuthority.Start();
        using var folder = new Folder();
        using var client = authority.Client;
        var key = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.Rsa));
        var signature = await CadesSignature.SignAsync(SHA256.HashData(paper), key, client, Cancellation);
        Write(folder, key, signature);
        Assert.Contains("CAdES Verification successful", Verify(folder));

        var cms = new SignedCms();
        cms.Decode(signature);
        var stamp = Assert.Single(cms.SignerInfos[0].UnsignedAttributes.Cast<CryptographicAttributeObject>());
        Assert.Equal("1.2.840.113549.1.9.16.2.14", stamp.Oid.Value);
        folder.Write("token", stamp.Values[0].RawData);
        folder.Write("signed", cms.SignerInfos[0].GetSignature());
        Assert.Contains("Verification: OK", Tool.Must("openssl",
            "ts", "-verify", "-token_in", "-in", folder["token"], "-data", folder["signed"], "-CAfile", authority.RootFile));
    }

    [Fact]
    public async Task Without_its_timestamp_nothing_is_signed()
    {
        await using var authority = await PlayedTimestampAuthority.Start();
        using var client = authority.Client;
        var key = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.EcdsaP256));
        Task<byte[]> Sign(TimestampAuthority by) => CadesSignature.SignAsync(SHA256.HashData(paper), key, by, Cancellation);

        authority.Status = 503;
        await Assert.ThrowsAsync<HttpRequestException>(() => Sign(client));
        authority.Status = 200;
        // Any byte of the answer turned: another digest, another nonce, another signature or no DER at all.
        foreach (var part in new[] { 0.05, 0.3, 0.6, 0.9 })
        {
            authority.Twist = answer =>
            {
                answer[(int)(answer.Length * part)] ^= 1;
                return answer;
            };
            await Assert.ThrowsAnyAsync<CryptographicException>(() => Sign(client));
        }
        authority.Twist = answer => answer;
        await using var stranger = await PlayedTimestampAuthority.Start();
        using var misplaced = new TimestampAuthority(authority.Address, stranger.Roots);
        await Assert.ThrowsAsync<CryptographicException>(() => Sign(misplaced));
        Assert.NotEmpty(await Sign(client));
    }

    [Fact]
    public async Task A_replayed_timestamp_is_refused()
    {
        await using var authority = await PlayedTimestampAuthority.Start();
        using var client = authority.Client;
        var key = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.EcdsaP256));
        byte[]? first = null;
        authority.Twist = answer => first ??= answer;
        await client.StampAsync("signature"u8.ToArray(), Cancellation);
        await Assert.ThrowsAsync<CryptographicException>(() => client.StampAsync("signature"u8.ToArray(), Cancellation));
    }

    static void Write(Folder folder, FileSealKey key, byte[] signature)
    {
        folder.Write("paper", paper);
        folder.Write("signature", signature);
        folder.Write("ca.pem", key.Chain.Issuers[0].ExportCertificatePem());
    }

    static string Verify(Folder folder) => Tool.Run("openssl",
        "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", folder["signature"], "-content", folder["paper"],
        "-CAfile", folder["ca.pem"], "-purpose", "any", "-out", "/dev/null").Errors;

    sealed class Swapped(SealChain chain, FileSealKey other) : ISealKey
    {
        public SealChain Chain => chain;

        public Task<byte[]> SignAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation) => other.SignAsync(digest, cancellation);
    }
}
