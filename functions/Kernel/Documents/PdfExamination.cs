using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Documents;

// Looks at everything in a PDF that could matter to whoever opens it.
static class PdfExamination
{
    public static DocumentVerdict.Accepted Examine(ReadOnlyMemory<byte> upload, DocumentLimits limits)
    {
        if (OtherFiles.ArchiveAtEnd(upload.Span)) throw new DocumentRefused(DocumentFault.SeveralFiles, "an archive when read from its end");
        var file = PdfFile.Open(upload);
        var pages = file.Pages;
        if (pages.Count == 0) throw new DocumentRefused(DocumentFault.Damaged, "no pages");
        if (pages.Count > limits.MaxPages) throw new DocumentRefused(DocumentFault.TooManyPages, "too many pages");
        foreach (var page in pages) Size(page, limits);
        var active = new ActiveContent(file);
        foreach (var value in file.Everything())
        {
            active.Look(value);
            if (IsStructure(value, out var dictionary) && Repeats(dictionary)) throw Twice();
            if (value is PdfStream stream) PictureSize.Check(file, stream, limits);
        }
        if (Repeats(file.Catalog) || pages.Any(page => Repeats(page.Dictionary) || Repeats(page.Resources))) throw Twice();
        var cost = new PaintingCost(file, limits.MaxPainting);
        foreach (var page in pages) cost.Add(page);
        return new(DocumentForm.Pdf, upload, pages.Count, active.Links, file.Signatures.Count, file.Signatures.DocMdp);
    }

    // Of a key given twice some viewers show the first value and some the last, and so two documents. Elsewhere producers do it, and it does no harm.
    static bool IsStructure(PdfObject value, out PdfDictionary dictionary)
    {
        dictionary = value as PdfDictionary ?? (value as PdfStream)?.Dictionary ?? [];
        return value is PdfStream
            || dictionary.Any(entry => entry is { Key: "Type", Value: PdfName { Value: "Catalog" or "Pages" or "Page" } });
    }

    // With what stands in it directly, such as a page's resources; how deep that goes was counted when it was read.
    static bool Repeats(PdfObject value) => value switch
    {
        PdfDictionary dictionary => dictionary.Repeats || dictionary.Any(entry => Repeats(entry.Value)),
        PdfArray array => array.Any(Repeats),
        _ => false,
    };

    static DocumentRefused Twice() => new(DocumentFault.Damaged, "a key twice");

    static void Size(PdfPage page, DocumentLimits limits)
    {
        foreach (var side in (double[])[page.MediaBox.Width, page.MediaBox.Height, page.VisibleBox.Width, page.VisibleBox.Height])
        {
            if (!(side * page.UserUnit >= limits.MinSide && side * page.UserUnit <= limits.MaxSide))
                throw new DocumentRefused(DocumentFault.Excessive, "a page of no possible size");
        }
    }
}
