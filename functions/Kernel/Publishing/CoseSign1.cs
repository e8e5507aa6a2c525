using System.Formats.Cbor;
using System.Security.Cryptography;

namespace CasaServerless.Kernel.Publishing;

/// <summary>
/// A signed message (RFC 9052, COSE_Sign1, ES256), small enough for a QR code. Written here because the platform's writer wants the private
/// key itself, and ours may stay in a vault; its reader is what the tests read with.
/// </summary>
public static class CoseSign1
{
    /// <summary>Content format of a payload that is JSON (RFC 7252, 12.3).</summary>
    public const int Json = 50;

    /// <summary>Content format of a payload that is CBOR.</summary>
    public const int Cbor = 60;

    const int Alg = 1, ContentType = 3, Kid = 4, Es256 = -7;
    const CborTag Tag = (CborTag)18;

    /// <param name="format">What the payload is; signed too, so that what was signed as one thing is never taken for another.</param>
    public static async Task<byte[]> SignAsync(ReadOnlyMemory<byte> payload, int format, IPublishingKey key, CancellationToken cancellation)
    {
        var headers = Protected(format, key.Public.KidBytes);
        var signature = await key.SignAsync(SHA256.HashData(ToBeSigned(headers, payload.Span)), cancellation);
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteTag(Tag);
        writer.WriteStartArray(4);
        writer.WriteByteString(headers);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteByteString(payload.Span);
        writer.WriteByteString(signature);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The payload, if one of the keys signed it as that format; else null.</summary>
    public static byte[]? Open(ReadOnlyMemory<byte> message, int format, IEnumerable<PublishedKey> keys)
    {
        if (Parts(message) is not var (headers, payload, signature)) return null;
        // The headers are ours or they are none: with no other way to write them there is nothing to misread.
        return keys.Any(key => headers.AsSpan().SequenceEqual(Protected(format, key.KidBytes))
            && key.Verifies(ToBeSigned(headers, payload), signature)) ? payload : null;
    }

    /// <summary>The payload, whoever signed it.</summary>
    /// <exception cref="CborContentException">It is no COSE_Sign1 message.</exception>
    public static byte[] Payload(ReadOnlyMemory<byte> message) => Parts(message)?.Payload ?? throw new CborContentException("Not a COSE_Sign1 message.");

    static (byte[] Headers, byte[] Payload, byte[] Signature)? Parts(ReadOnlyMemory<byte> message)
    {
        try
        {
            var reader = new CborReader(message);
            if (reader.PeekState() == CborReaderState.Tag && reader.ReadTag() != Tag || reader.ReadStartArray() != 4) return null;
            var headers = reader.ReadByteString();
            reader.SkipValue();
            var (payload, signature) = (reader.ReadByteString(), reader.ReadByteString());
            reader.ReadEndArray();
            return reader.BytesRemaining == 0 ? (headers, payload, signature) : null;
        }
        catch (Exception unreadable) when (unreadable is CborContentException or InvalidOperationException)
        {
            return null;
        }
    }

    static byte[] Protected(int format, byte[] kid)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(3);
        writer.WriteInt32(Alg);
        writer.WriteInt32(Es256);
        writer.WriteInt32(ContentType);
        writer.WriteInt32(format);
        writer.WriteInt32(Kid);
        writer.WriteByteString(kid);
        writer.WriteEndMap();
        return writer.Encode();
    }

    static byte[] ToBeSigned(byte[] headers, ReadOnlySpan<byte> payload)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(4);
        writer.WriteTextString("Signature1");
        writer.WriteByteString(headers);
        writer.WriteByteString([]);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
