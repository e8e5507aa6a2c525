using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Documents;

// Looks at everything in a PDF that could matter to whoever opens it.
static class PdfExamination
{
    public static DocumentVerdict.Accepted Examine(ReadOnlyMemory<byte> upload, DocumentLimits limits)
    {
        if (OtherFiles.ArchiveAtEnd(upload.Span)) throw new DocumentRefused(DocumentFault.SeveralFiles, "an archive when read from its end");
        var file = PdfFile.Open(upload, PdfLimits.Default with { DecodedBytes = limits.MaxUnpackedBytes, StreamBytes = limits.MaxStreamBytes });
        var pages = file.Pages;
        if (pages.Count == 0) throw new DocumentRefused(DocumentFault.Damaged, "no pages");
        if (pages.Count > limits.MaxPages) throw new DocumentRefused(DocumentFault.TooManyPages, "too many pages");
        foreach (var page in pages) Size(page, limits);
        var active = new ActiveContent(file);
        foreach (var value in file.Everything())
        {
            active.Look(value);
            if (value is PdfStream stream) PictureSize.Check(file, stream, limits);
        }
        var cost = new PaintingCost(file, limits.MaxPainting);
        foreach (var page in pages) cost.Add(page);
        return new(DocumentForm.Pdf, upload, pages.Count, active.Links, file.Signatures.Count, file.Signatures.DocMdp);
    }

    static void Size(PdfPage page, DocumentLimits limits)
    {
        foreach (var side in (double[])[page.MediaBox.Width, page.MediaBox.Height, page.VisibleBox.Width, page.VisibleBox.Height])
        {
            if (!(side * page.UserUnit >= limits.MinSide && side * page.UserUnit <= limits.MaxSide))
                throw new DocumentRefused(DocumentFault.Excessive, "a page of no possible size");
        }
    }
}
