namespace CasaServerless.Kernel.Pdf;

// Makes cross references for a file whose own are damaged: every object that is found, the last of each number.
static class PdfRepair
{
    public static PdfXref Repair(PdfBody body, long newest)
    {
        var xref = new PdfXref { NewestStart = newest };
        var trailers = new List<PdfDictionary>();
        PdfReference? catalog = null;
        PdfDamaged? unreadable = null;
        var gap = 0;
        foreach (var (start, found) in PdfScan.Objects(body))
        {
            Trailers(body, gap, start, trailers);
            gap = found.End;
            xref.Replace(found.Number, new(PdfEntryKind.Body, start, found.Generation), body.Budget);
            if (found.Value is PdfDictionary dictionary && dictionary.Is("Type", "Catalog")) catalog = new(found.Number, found.Generation);
            if (found.Value is not PdfStream stream) continue;
            if (stream.Dictionary.Is("Type", "XRef")) trailers.Add(stream.Dictionary);
            if (!stream.Dictionary.Is("Type", "ObjStm")) continue;
            try
            {
                catalog = Unpack(body, xref, found.Number, stream) ?? catalog;
            }
            catch (PdfDamaged damaged) when (damaged.Fault == PdfFault.Damaged)
            {
                // Perhaps because the file is encrypted, which only a later trailer tells.
                unreadable = damaged;
            }
        }
        Trailers(body, gap, body.Bytes.Length, trailers);
        for (var at = trailers.Count - 1; at >= 0; at--) xref.AddTrailer(trailers[at]);
        if (unreadable is not null && !xref.Encrypted) throw unreadable;
        if (catalog is not null && !xref.Trailer.Has("Root")) xref.Trailer = xref.Trailer.With("Root", catalog);
        xref.NewestKind = xref.Entries.Values.Any(entry => entry.Kind == PdfEntryKind.Packed) ? PdfXrefKind.Stream : PdfXrefKind.Table;
        return xref;
    }

    static PdfReference? Unpack(PdfBody body, PdfXref xref, int container, PdfStream stream)
    {
        PdfReference? catalog = null;
        var packed = new PdfPacked(stream, body, value => value);
        for (var index = 0; index < packed.Pairs.Count; index++)
        {
            var number = packed.Pairs[index].Number;
            xref.Replace(number, new(PdfEntryKind.Packed, container, index), body.Budget);
            if (packed.At(index) is PdfDictionary dictionary && dictionary.Is("Type", "Catalog")) catalog = new(number);
        }
        return catalog;
    }

    static void Trailers(PdfBody body, int from, int to, List<PdfDictionary> trailers)
    {
        while (from < to && body.Bytes.Span[from..to].IndexOf("trailer"u8) is >= 0 and var found)
        {
            from += found + "trailer".Length;
            var parser = body.Parser(from);
            try
            {
                if (parser.Value() is PdfDictionary trailer) trailers.Add(trailer);
            }
            catch (PdfDamaged damaged) when (damaged.Fault == PdfFault.Damaged)
            {
                // The word alone, perhaps in a comment.
            }
            from = Math.Max(from, parser.At);
        }
    }
}
