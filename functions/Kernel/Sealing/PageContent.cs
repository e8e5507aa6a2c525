using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>A page's own content: its streams as they are referred to, and what they leave open.</summary>
sealed record PageContent(IReadOnlyList<PdfObject> Streams, ContentBalance Balance)
{
    /// <returns>Null when the content cannot be read with certainty.</returns>
    public static PageContent? Of(PdfFile file, PdfPage page)
    {
        // Absent, one stream, an array, or a reference to an array: all four occur.
        var contents = page.Dictionary["Contents"];
        IReadOnlyList<PdfObject> streams = file.Resolve(contents) switch
        {
            PdfArray array => array,
            PdfStream => [contents],
            _ => [],
        };
        try
        {
            return Joined(file, streams) is { } content && ContentBalance.Of(content.Span) is { } balance ? new(streams, balance) : null;
        }
        catch (PdfDamaged)
        {
            return null;
        }
    }

    // A string or an array may begin in one stream and end in the next, so they are read as one.
    static ReadOnlyMemory<byte>? Joined(PdfFile file, IReadOnlyList<PdfObject> streams)
    {
        var decoded = new List<ReadOnlyMemory<byte>>();
        foreach (var item in streams)
        {
            if (file.Resolve(item) is not PdfStream stream) continue;
            var data = file.Decode(stream);
            if (data.Remaining is not null) return null;
            decoded.Add(data.Bytes);
        }
        if (decoded is [var only]) return only;
        var joined = new byte[decoded.Sum(part => part.Length + 1)];
        var at = 0;
        foreach (var part in decoded)
        {
            part.CopyTo(joined.AsMemory(at));
            at += part.Length;
            joined[at++] = (byte)'\n';
        }
        return joined;
    }
}
