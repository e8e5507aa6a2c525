namespace CasaServerless.Kernel.Pdf;

/// <summary>The signatures that a file holds already.</summary>
/// <param name="Count">Signature dictionaries with a value, document time stamps among them.</param>
/// <param name="DocMdp">
/// What the strictest certification still permits: 1 nothing, 2 forms and signatures, 3 comments too; null when nothing is certified.
/// </param>
public sealed record PdfSignatures(int Count, int? DocMdp)
{
    // Looks at every object, reachable or not: a signature that no form names is still one for some validators.
    internal static PdfSignatures Find(PdfFile file)
    {
        var count = 0;
        int? level = null;
        foreach (var reference in file.References())
        {
            if (file.Resolve(reference) is not PdfDictionary dictionary || !dictionary.Has("Contents")) continue;
            if (!(dictionary.Has("ByteRange") || dictionary.Is("Type", "Sig") || dictionary.Is("Type", "DocTimeStamp"))) continue;
            count++;
            if (file.Resolve(dictionary, "Reference") is not PdfArray transforms) continue;
            foreach (var item in transforms)
            {
                if (file.Resolve(item) is not PdfDictionary transform || !transform.Is("TransformMethod", "DocMDP")) continue;
                var permitted = (file.Resolve(file.Resolve(transform, "TransformParams") as PdfDictionary ?? [], "P") as PdfNumber)?.Int ?? 2;
                level = Math.Min(level ?? permitted, permitted);
            }
        }
        return new(count, level);
    }
}
