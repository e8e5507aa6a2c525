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
            return ContentBalance.Of(file.ContentOf(page).Span) is { } balance ? new(streams, balance) : null;
        }
        catch (PdfDamaged)
        {
            return null;
        }
    }
}
