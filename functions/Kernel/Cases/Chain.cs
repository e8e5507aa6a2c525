using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CasaServerless.Kernel.Cases;

/// <summary>A hash chain: every link holds the one before, so that nothing can be changed, removed or swapped unseen.</summary>
public static class Chain
{
    /// <summary>What stands before the first link.</summary>
    public const string Start = "";

    /// <summary>SHA-256 (lower-case hex) over the link before and the parts, each preceded by its length.</summary>
    public static string Next(string before, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        Append(before, length);
        foreach (var part in parts) Append(part, length);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string part, Span<byte> prefix)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(prefix, bytes.Length);
            hash.AppendData(prefix);
            hash.AppendData(bytes);
        }
    }
}
