using CasaServerless.Kernel.Pdf;

namespace CasaServerless.Kernel.Sealing;

/// <summary>Takes drawn pages over into another file. What they share, their fonts above all, is written once.</summary>
sealed class ArtImport(PdfFile art, PdfUpdate update)
{
    readonly Dictionary<int, PdfReference> copied = [];

    /// <summary>A drawn page as a form that can be painted on any page.</summary>
    public PdfReference Form(PdfPage page)
    {
        var content = Content(page);
        var form = new PdfDictionary
        {
            ["Type"] = new PdfName("XObject"),
            ["Subtype"] = new PdfName("Form"),
            ["BBox"] = page.MediaBox.ToArray(),
            ["Resources"] = Copy(page.Resources),
        };
        foreach (var key in (ReadOnlySpan<string>)["Filter", "DecodeParms"])
        {
            if (content.Dictionary.Has(key)) form = form.With(key, Copy(content.Dictionary[key]));
        }
        return update.Add(new PdfStream(form, content.Raw));
    }

    /// <summary>
    /// A drawn page as a page of the other file. It says itself what it would otherwise inherit there: a root node that turns or crops its
    /// pages must not turn or crop this one.
    /// </summary>
    public PdfDictionary Page(PdfPage page, PdfReference parent)
    {
        var content = Content(page);
        return new PdfDictionary
        {
            ["Type"] = new PdfName("Page"),
            ["Parent"] = parent,
            ["MediaBox"] = page.MediaBox.ToArray(),
            ["CropBox"] = page.MediaBox.ToArray(),
            ["Rotate"] = 0,
            ["Resources"] = Copy(page.Resources),
            ["Contents"] = update.Add(new PdfStream((PdfDictionary)Copy(content.Dictionary), content.Raw)),
        };
    }

    // The drawing library writes one stream a page; should that change, nothing is to be lost silently.
    PdfStream Content(PdfPage page) =>
        art.Resolve(page.Dictionary, "Contents") as PdfStream ?? throw new InvalidOperationException("A drawn page has not one content stream.");

    PdfObject Copy(PdfObject value) => value switch
    {
        PdfReference reference => Copied(reference),
        PdfArray array => PdfArray.Of([.. array.Select(Copy)]),
        PdfDictionary dictionary => Copied(dictionary),
        PdfStream stream => new PdfStream(Copied(stream.Dictionary), stream.Raw),
        _ => value,
    };

    PdfDictionary Copied(PdfDictionary dictionary)
    {
        var entries = new List<KeyValuePair<string, PdfObject>>(dictionary.Count);
        foreach (var (key, value) in dictionary.Entries)
        {
            // A way up would bring the whole drawn file along.
            if (key is not ("Parent" or "StructParent" or "StructParents" or "Length")) entries.Add(new(key, Copy(value)));
        }
        return new(entries);
    }

    PdfReference Copied(PdfReference reference)
    {
        if (copied.TryGetValue(reference.Number, out var known)) return known;
        var made = update.Reserve();
        // Known before its content is, because objects may point to one another.
        copied.Add(reference.Number, made);
        update.Put(made, Copy(art.Resolve(reference)));
        return made;
    }
}
