using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Documents;

// What showing a document's pages costs, in operators executed: forms, patterns, soft masks and drawn fonts count each time they are painted.
// Ten forms of ten lines each, one inside the other, are ten thousand million; each is reckoned once.
sealed class PaintingCost(PdfFile file, long most)
{
    const int FormCost = 500, PixelsToOperator = 200, BytesToOperator = 10;

    // A drawn font's glyph is mostly the bits of its picture, and viewers keep it.
    const int GlyphBytesToOperator = 200;

    readonly Dictionary<(PdfObject What, PdfDictionary Resources), long> reckoned = [];
    readonly HashSet<(PdfObject What, PdfDictionary Resources)> open = [];
    long total;

    public void Add(PdfPage page)
    {
        Spend(Content(file.ContentOf(page), page.Resources));
        if (file.Resolve(page.Dictionary, "Annots") is not PdfArray annotations) return;
        foreach (var item in annotations)
        {
            if (file.Resolve(item) is PdfDictionary annotation && file.Resolve(annotation, "AP") is PdfDictionary looks)
                Spend(Look(file.Resolve(looks, "N"), page.Resources));
        }
    }

    void Spend(long cost)
    {
        total = Sum(total, cost);
        if (total > most) throw TooMuch();
    }

    // An appearance: a form, or one for each state.
    long Look(PdfObject look, PdfDictionary resources) => look switch
    {
        PdfStream form => Form(form, resources),
        PdfDictionary states => states.Max(state => file.Resolve(state.Value) is PdfStream form ? Form(form, resources) : (long?)0) ?? 0,
        _ => 0,
    };

    long Form(PdfStream form, PdfDictionary above) => Once(form, file.Resolve(form.Dictionary, "Resources") as PdfDictionary ?? above,
        resources => file.Decode(form) is { Remaining: null } content
            ? FormCost + Content(content.Bytes, resources) : throw new PdfDamaged("content behind an unknown filter"));

    long Content(ReadOnlyMemory<byte> bytes, PdfDictionary resources, int bytesToOperator = BytesToOperator)
    {
        var content = new PdfContent(bytes.Span);
        // Content may be long and do nothing.
        long cost = bytes.Length / bytesToOperator, glyph = 0;
        while (content.Next())
        {
            cost = Sum(cost, 1);
            if (content.Name.Length > 0)
            {
                if (content.Operator.SequenceEqual("Tf"u8)) glyph = Glyph(Named("Font", content.Name), resources);
                else cost = Sum(cost, Painted(content.Operator, content.Name));
            }
            if (content.Text > 0 && glyph > 0) cost = Sum(cost, glyph > most / content.Text ? most : glyph * content.Text);
        }
        return cost;

        long Painted(ReadOnlySpan<byte> op, ReadOnlySpan<byte> name) =>
            op.SequenceEqual("Do"u8) ? Picture(Named("XObject", name), resources)
            : op.SequenceEqual("scn"u8) || op.SequenceEqual("SCN"u8) ? Pattern(Named("Pattern", name), resources)
            : op.SequenceEqual("gs"u8) ? Mask(Named("ExtGState", name), resources)
            : 0;

        PdfObject Named(string category, ReadOnlySpan<byte> name) =>
            file.Resolve(resources, category) is PdfDictionary named ? file.Resolve(named, name) : PdfNull.Instance;
    }

    long Picture(PdfObject what, PdfDictionary resources)
    {
        if (what is not PdfStream stream) return 0;
        if (!stream.Dictionary.Is("Subtype", "Image")) return Form(stream, resources);
        return (long)Math.Clamp(Number(stream, "Width") * Number(stream, "Height") / PixelsToOperator, 0, most);
    }

    long Pattern(PdfObject what, PdfDictionary resources) => what is PdfStream tile ? Form(tile, resources) : 0;

    long Mask(PdfObject what, PdfDictionary resources) =>
        what is PdfDictionary state && file.Resolve(state, "SMask") is PdfDictionary mask && file.Resolve(mask, "G") is PdfStream group
            ? Form(group, resources) : 0;

    // The dearest of a Type 3 font's glyphs; 0 for fonts that draw nothing but outlines.
    long Glyph(PdfObject what, PdfDictionary above)
    {
        if (what is not PdfDictionary font || !font.Is("Subtype", "Type3") || file.Resolve(font, "CharProcs") is not PdfDictionary glyphs) return 0;
        return Once(font, file.Resolve(font, "Resources") as PdfDictionary ?? above, resources =>
        {
            long dearest = 0;
            foreach (var (_, glyph) in glyphs)
            {
                if (file.Resolve(glyph) is PdfStream stream && file.Decode(stream) is { Remaining: null } content)
                    dearest = Math.Max(dearest, Content(content.Bytes, resources, GlyphBytesToOperator));
            }
            return dearest;
        });
    }

    long Once(PdfObject what, PdfDictionary resources, Func<PdfDictionary, long> reckon)
    {
        var key = (what, resources);
        if (reckoned.TryGetValue(key, out var known)) return known;
        // What paints itself never ends; what nests this deep is no drawing.
        if (open.Count >= file.Limits.Depth || !open.Add(key)) throw TooMuch();
        var cost = reckon(resources);
        open.Remove(key);
        reckoned.Add(key, cost);
        return cost;
    }

    double Number(PdfStream stream, string key) => (file.Resolve(stream.Dictionary, key) as PdfNumber)?.Value ?? 0;

    long Sum(long a, long b) => Math.Min(a + b, most + 1);

    static DocumentRefused TooMuch() => new(DocumentFault.Excessive, "painting without end");
}
