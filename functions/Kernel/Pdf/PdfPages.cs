namespace CasaServerless.Kernel.Pdf;

// Walks the page tree. Its own counts are not believed; a page met twice, a missing one or a key given twice is damage.
sealed class PdfPages
{
    readonly PdfFile file;
    readonly List<PdfPage> pages = [];
    readonly HashSet<int> seen = [];

    PdfPages(PdfFile file) => this.file = file;

    public static IReadOnlyList<PdfPage> Walk(PdfFile file)
    {
        if (file.Catalog["Pages"] is not PdfReference root) throw new PdfDamaged("no page tree");
        var walk = new PdfPages(file);
        walk.Node(root, new(PdfNull.Instance, PdfNull.Instance, PdfNull.Instance, PdfNull.Instance), 0);
        return walk.pages;
    }

    readonly record struct Inherited(PdfObject Resources, PdfObject MediaBox, PdfObject CropBox, PdfObject Rotate)
    {
        public Inherited Below(PdfDictionary node) => new(
            Or(node, "Resources", Resources), Or(node, "MediaBox", MediaBox), Or(node, "CropBox", CropBox), Or(node, "Rotate", Rotate));

        static PdfObject Or(PdfDictionary node, string key, PdfObject above) => node.Has(key) ? node[key] : above;
    }

    void Node(PdfReference reference, Inherited above, int depth)
    {
        if (depth > file.Limits.Depth) throw new PdfDamaged(PdfFault.Excess, "a page tree too deep");
        if (!seen.Add(reference.Number)) throw new PdfDamaged("a page tree in a circle");
        if (file.Resolve(reference) is not PdfDictionary node) throw new PdfDamaged("a page is missing");
        if (node.Repeats) throw new PdfDamaged("a key twice in the page tree");
        var here = above.Below(node);
        if (file.Resolve(node, "Kids") is not PdfArray kids)
        {
            if (depth == 0 || node.Is("Type", "Pages")) throw new PdfDamaged("a page tree's node without pages");
            if (pages.Count == file.Limits.Pages) throw new PdfDamaged(PdfFault.Excess, "too many pages");
            pages.Add(Page(reference, node, here));
            return;
        }
        foreach (var kid in kids)
        {
            if (kid is not PdfReference below) throw new PdfDamaged("a page that is not an object of its own");
            Node(below, here, depth + 1);
        }
    }

    PdfPage Page(PdfReference reference, PdfDictionary node, Inherited here)
    {
        // Without a media box viewers show a letter page.
        var media = Box(here.MediaBox) ?? new PdfBox(0, 0, 612, 792);
        var turn = file.Resolve(here.Rotate) is PdfNumber { Int: { } degrees } && degrees % 90 == 0 ? (degrees % 360 + 360) % 360 : 0;
        var unit = file.Resolve(node, "UserUnit") is PdfNumber { Value: > 0 and var given } ? given : 1;
        return new(reference, node, file.Resolve(here.Resources) as PdfDictionary ?? [], media, Box(here.CropBox) ?? media, turn, unit);
    }

    PdfBox? Box(PdfObject value)
    {
        if (file.Resolve(value) is not PdfArray { Count: >= 4 } corners
            || Side(0) is not { } a || Side(1) is not { } b || Side(2) is not { } c || Side(3) is not { } d) return null;
        var box = new PdfBox(Math.Min(a, c), Math.Min(b, d), Math.Max(a, c), Math.Max(b, d));
        return box.Empty ? null : box;

        double? Side(int at) => (file.Resolve(corners[at]) as PdfNumber)?.Value;
    }
}
