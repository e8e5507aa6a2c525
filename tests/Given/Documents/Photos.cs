using System.Buffers.Binary;
using System.Text;

namespace CasaServerless.Tests.Given.Documents;

/// <summary>What cameras and telephones put around a picture.</summary>
static class Photos
{
    /// <summary>Stands in every place where a camera tells too much.</summary>
    public const string Secret = "33.5731N-7.5898W-AMINA";

    /// <summary>The picture with an orientation (1 to 8), a position, XMP, IPTC and a comment in it.</summary>
    public static byte[] WithMetadata(byte[] jpeg, int orientation = 1) =>
    [
        .. jpeg[..2],
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. Tiff(orientation)]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>"u8, .. Encoding.ASCII.GetBytes(Secret), .. "</x:xmpmeta>"u8]),
        .. Segment(0xED, [.. "Photoshop 3.0\08BIM"u8, .. Encoding.ASCII.GetBytes(Secret)]),
        .. Segment(0xEB, Encoding.ASCII.GetBytes(Secret)),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)),
        .. jpeg[2..],
    ];

    /// <summary>A segment with its length.</summary>
    public static byte[] Segment(byte marker, byte[] payload) =>
        [0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    /// <summary>A chunk with its check sum, put behind the header of a PNG.</summary>
    public static byte[] WithChunk(byte[] png, string kind, byte[] data) => [.. png[..33], .. Chunk(kind, data), .. png[33..]];

    /// <summary>The PNG with a header that claims this size.</summary>
    public static byte[] Claiming(byte[] png, uint width, uint height) =>
        [.. png[..8], .. Chunk("IHDR", [.. Big(width), .. Big(height), .. png[24..29]]), .. png[33..]];

    static byte[] Chunk(string kind, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. data];
        return [.. Big((uint)data.Length), .. body, .. Big(Crc(body))];
    }

    // Camera (an ASCII value that tells too much), orientation, and a directory of positions.
    static byte[] Tiff(int orientation)
    {
        var secret = Encoding.ASCII.GetBytes(Secret + "\0");
        return
        [
            .. "II*\0"u8, 8, 0, 0, 0, 3, 0,
            0x10, 0x01, 2, 0, (byte)secret.Length, 0, 0, 0, 50, 0, 0, 0,
            0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
            0x25, 0x88, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0,
            .. secret,
        ];
    }

    static byte[] Big(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
