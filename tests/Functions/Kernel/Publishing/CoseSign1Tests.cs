using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using System.Text;
using CasaServerless.Kernel.Publishing;

namespace CasaServerless.Tests.Functions.Kernel.Publishing;

/// <summary>What the city signs, as the platform's own COSE reader sees it.</summary>
public sealed class CoseSign1Tests
{
    static readonly byte[] payload = Encoding.UTF8.GetBytes("""{"date":"2026-11-24"}""");
    static readonly FilePublishingKey key = NewKey();
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_reader_finds_it_signed_by_the_key_that_it_names()
    {
        var message = CoseMessage.DecodeSign1(await CoseSign1.SignAsync(payload, CoseSign1.Json, key, Cancellation));
        Assert.Equal(payload, message.Content!.Value.ToArray());
        Assert.Equal(50, message.ProtectedHeaders[CoseHeaderLabel.ContentType].GetValueAsInt32());
        Assert.Equal(key.Public.KidBytes, message.ProtectedHeaders[CoseHeaderLabel.KeyIdentifier].GetValueAsBytes());
        Assert.Equal(-7, message.ProtectedHeaders[CoseHeaderLabel.Algorithm].GetValueAsInt32());
        using var itsKey = Curve(key.Public);
        Assert.True(message.VerifyEmbedded(itsKey));
        using var other = Curve(NewKey().Public);
        Assert.False(message.VerifyEmbedded(other));
    }

    [Fact]
    public void What_another_writer_signed_with_our_headers_is_opened()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var its = PublishedKey.Of(pair);
        var headers = new CoseHeaderMap { { CoseHeaderLabel.ContentType, CoseSign1.Cbor } };
        headers.Add(CoseHeaderLabel.KeyIdentifier, its.KidBytes);
        var message = CoseSign1Message.SignEmbedded(payload, new CoseSigner(pair, HashAlgorithmName.SHA256, headers));
        Assert.Equal(payload, CoseSign1.Open(message, CoseSign1.Cbor, [key.Public, its]));
    }

    [Fact]
    public async Task A_changed_byte_anywhere_opens_nothing()
    {
        var message = await CoseSign1.SignAsync(payload, CoseSign1.Cbor, key, Cancellation);
        Assert.NotNull(CoseSign1.Open(message, CoseSign1.Cbor, [key.Public]));
        for (var at = 0; at < message.Length; at++)
        {
            var changed = message.ToArray();
            changed[at] ^= 1;
            Assert.Null(CoseSign1.Open(changed, CoseSign1.Cbor, [key.Public]));
        }
        Assert.Null(CoseSign1.Open(message.AsMemory(..^1), CoseSign1.Cbor, [key.Public]));
        Assert.Null(CoseSign1.Open((byte[])[.. message, 0], CoseSign1.Cbor, [key.Public]));
    }

    [Fact]
    public async Task What_was_signed_as_one_thing_is_not_taken_for_another()
    {
        var message = await CoseSign1.SignAsync(payload, CoseSign1.Json, key, Cancellation);
        Assert.Null(CoseSign1.Open(message, CoseSign1.Cbor, [key.Public]));
        Assert.Null(CoseSign1.Open(message, CoseSign1.Json, [NewKey().Public]));
        Assert.Null(CoseSign1.Open(message, CoseSign1.Json, []));
    }

    static FilePublishingKey NewKey()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return FilePublishingKey.Read(pair.ExportPkcs8PrivateKeyPem());
    }

    static ECDsa Curve(PublishedKey its) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new() { X = System.Buffers.Text.Base64Url.DecodeFromChars(its.X), Y = System.Buffers.Text.Base64Url.DecodeFromChars(its.Y) },
    });
}
