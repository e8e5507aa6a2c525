using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>
/// A page's annotations are painted over its content, and so over the seal. Those that would come to light in the band must not: an
/// annotation hidden below the visible box could put another number over the register's.
/// </summary>
static class BandAnnotations
{
    const int Hidden = 2, NoZoom = 8, NoRotate = 16;

    // Where an annotation without appearance says what a viewer is to draw.
    static readonly string[] drawn = ["L", "CL", "Vertices", "InkList", "QuadPoints", "Path"];

    /// <summary>
    /// The page's /Annots without those that lie wholly outside the visible box and would now show; the annotations themselves stay in the file.
    /// </summary>
    /// <returns>False when one lies partly in the page and partly in the band, or where no rectangle tells: it can neither stay nor go.</returns>
    public static bool TryKeep(PdfFile file, PdfPage page, SealBand band, out PdfObject annotations)
    {
        annotations = page.Dictionary["Annots"];
        if (file.Resolve(annotations) is not PdfArray all) return true;
        var kept = new List<PdfObject>(all.Count);
        foreach (var item in all)
        {
            if (file.Resolve(item) is PdfDictionary annotation && IsPainted(file, annotation))
            {
                if (IsPlacedByViewer(file, page, annotation)) return false;
                var reach = Reach(file, annotation);
                if (reach is { } box && band.Shows(box))
                {
                    if (!box.Within(page.VisibleBox).Empty) return false;
                    continue;
                }
            }
            kept.Add(item);
        }
        if (kept.Count < all.Count) annotations = PdfArray.Of([.. kept]);
        return true;
    }

    // A popup is a window of the viewer's, and a link without appearance is at most a thin frame: neither can say anything.
    static bool IsPainted(PdfFile file, PdfDictionary annotation) =>
        ((file.Resolve(annotation, "F") as PdfNumber)?.Int ?? 0) is var flags && (flags & Hidden) == 0
        && file.Resolve(annotation, "Subtype") is PdfName { Value: var kind } && kind != "Popup" && (kind != "Link" || annotation.Has("AP"));

    // Such annotations hang from a corner of their rectangle and leave it as the page is turned or enlarged, or stand elsewhere on paper.
    static bool IsPlacedByViewer(PdfFile file, PdfPage page, PdfDictionary annotation)
    {
        var flags = (long)((file.Resolve(annotation, "F") as PdfNumber)?.Value ?? 0);
        return (flags & NoZoom) != 0 || ((flags & NoRotate) != 0 && page.Rotate != 0)
            || file.Resolve(annotation, "Subtype") is PdfName { Value: "Text" }
            || (file.Resolve(annotation, "Subtype") is PdfName { Value: "Watermark" } && annotation.Has("FixedPrint"));
    }

    static PdfBox? Reach(PdfFile file, PdfDictionary annotation)
    {
        var numbers = new List<double>();
        Collect(file, annotation["Rect"], numbers, 0);
        if (!annotation.Has("AP"))
        {
            foreach (var key in drawn) Collect(file, annotation[key], numbers, 0);
        }
        if (numbers.Count < 4) return null;
        var across = numbers.Where((_, at) => at % 2 == 0).ToList();
        var up = numbers.Where((_, at) => at % 2 == 1).ToList();
        return new PdfBox(across.Min(), up.Min(), across.Max(), up.Max());
    }

    static void Collect(PdfFile file, PdfObject value, List<double> numbers, int depth)
    {
        switch (file.Resolve(value))
        {
            case PdfNumber number:
                numbers.Add(number.Value);
                break;
            case PdfArray array when depth < 3:
                foreach (var item in array) Collect(file, item, numbers, depth + 1);
                break;
        }
    }
}
