using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CasaServerless.Kernel.Pdf;

/// <summary>
/// A file with one update behind it: the original bytes, then the section. The two are never joined in memory unless one asks for it.
/// Offsets count from the front of the whole.
/// </summary>
public sealed class PdfRevision
{
    readonly Memory<byte> section;

    internal PdfRevision(ReadOnlyMemory<byte> original, ReadOnlyMemory<byte> section)
    {
        Original = original;
        this.section = MemoryMarshal.AsMemory(section);
    }

    public ReadOnlyMemory<byte> Original { get; }

    /// <summary>The appended bytes. They still change with <see cref="Fill"/>.</summary>
    public ReadOnlyMemory<byte> Section => section;

    public long Length => Original.Length + section.Length;

    /// <summary>Overwrites the front of a placeholder; what is behind stays as it was.</summary>
    /// <exception cref="ArgumentException">More bytes than the placeholder has room for, or it is not in this update.</exception>
    public void Fill(PdfPlaceholder placeholder, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > placeholder.Length) throw new ArgumentException("More than the placeholder holds.", nameof(bytes));
        if (placeholder.Offset < Original.Length || placeholder.Offset + placeholder.Length > Length)
            throw new ArgumentException("Not a placeholder of this update.", nameof(placeholder));
        bytes.CopyTo(section.Span[(int)(placeholder.Offset - Original.Length)..]);
    }

    /// <summary>Feeds a hash with everything but the placeholder: what a signature covers when its <c>/Contents</c> is that gap.</summary>
    public void AppendAllBut(PdfPlaceholder gap, IncrementalHash hash)
    {
        var at = (int)(gap.Offset - Original.Length);
        hash.AppendData(Original.Span);
        hash.AppendData(section.Span[..at]);
        hash.AppendData(section.Span[(at + gap.Length)..]);
    }

    public async Task WriteTo(Stream destination, CancellationToken cancellation)
    {
        await destination.WriteAsync(Original, cancellation);
        await destination.WriteAsync(section, cancellation);
    }

    public byte[] ToArray()
    {
        var whole = new byte[Length];
        Original.CopyTo(whole);
        section.CopyTo(whole.AsMemory(Original.Length));
        return whole;
    }
}
