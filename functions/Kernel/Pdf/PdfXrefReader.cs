using System.Buffers.Binary;

namespace CasaServerless.Kernel.Pdf;

// Follows the cross-reference sections from the newest to the oldest. Anything wrong throws PdfDamaged; the caller then repairs.
sealed class PdfXrefReader(PdfBody body)
{
    readonly PdfXref xref = new();
    readonly HashSet<long> seen = [];
    PdfBudget Budget => body.Budget;

    public static PdfXref Read(PdfBody body, long newest) => new PdfXrefReader(body).Follow(newest);

    PdfXref Follow(long newest)
    {
        xref.NewestStart = newest;
        for (long? start = newest; start is > 0; start = Section(start.Value, newest))
        {
            if (!seen.Add(start.Value)) throw new PdfDamaged("cross references run in a circle");
        }
        return xref;
    }

    // Reads one section; answers the offset of the one before.
    long? Section(long start, long newest)
    {
        if (start < 0 || start >= body.Bytes.Length) throw new PdfDamaged("cross references beyond the file");
        var parser = body.Parser((int)start);
        var table = parser.Keyword("xref"u8);
        if (start == newest) xref.NewestKind = table ? PdfXrefKind.Table : PdfXrefKind.Stream;
        var trailer = table ? Table(parser) : Stream(start);
        xref.AddTrailer(trailer);
        if (!trailer.Has("Prev")) return null;
        return trailer.Int("Prev") ?? throw new PdfDamaged("earlier cross references cannot be found");
    }

    PdfDictionary Table(PdfParser parser)
    {
        // In a hybrid file the table calls free what the stream beside it knows: those entries wait until the stream was read.
        var free = new List<int>();
        while (!parser.Keyword("trailer"u8))
        {
            if (!parser.Integer(out var first) || !parser.Integer(out var count)) throw new PdfDamaged("a cross-reference table without trailer");
            for (long row = 0; row < count; row++)
            {
                if (!parser.Integer(out var place) || !parser.Integer(out var generation)) throw new PdfDamaged("a short cross-reference table");
                var used = parser.Keyword("n"u8);
                if (!used && !parser.Keyword("f"u8)) throw new PdfDamaged("a cross reference of unknown kind");
                if (first + row > PdfXref.HighestNumber) throw new PdfDamaged("an object number too high");
                if (used && place > 0) xref.Add((int)(first + row), new(PdfEntryKind.Body, place, (int)Math.Min(generation, 65_535)), Budget);
                else free.Add((int)(first + row));
                if (free.Count > Budget.Limits.Objects) throw new PdfDamaged(PdfFault.Excess, "too many objects");
            }
        }
        if (parser.Value() is not PdfDictionary trailer) throw new PdfDamaged("a trailer without dictionary");
        if (trailer["XRefStm"] is PdfNumber { Int: { } hybrid } && seen.Add(hybrid)) xref.Encrypted |= Stream(hybrid, hidden: true).Has("Encrypt");
        foreach (var number in free) xref.Add(number, default, Budget);
        return trailer;
    }

    PdfDictionary Stream(long start, bool hidden = false)
    {
        if (body.ObjectAt(start).Value is not PdfStream stream || !stream.Dictionary.Is("Type", "XRef"))
            throw new PdfDamaged("no cross references where they should be");
        var dictionary = stream.Dictionary;
        if (dictionary["W"] is not PdfArray { Count: >= 3 } w || w[0] is not PdfNumber { Int: >= 0 and <= 8 and var kindWidth }
            || w[1] is not PdfNumber { Int: >= 0 and <= 8 and var placeWidth } || w[2] is not PdfNumber { Int: >= 0 and <= 8 and var detailWidth }
            || placeWidth == 0)
            throw new PdfDamaged("cross references of unknown width");
        var rows = PdfFilters.Decode(stream.Dictionary, stream.Raw, value => value, Budget).Bytes.Span;
        var width = kindWidth + placeWidth + detailWidth;
        var index = dictionary["Index"] as PdfArray ?? [0, dictionary["Size"]];
        for (var part = 0; part + 1 < index.Count; part += 2)
        {
            if (index[part] is not PdfNumber { Int: >= 0 and var first } || index[part + 1] is not PdfNumber { Int: >= 0 and var count })
                throw new PdfDamaged("cross references without index");
            for (var row = 0; row < count && rows.Length >= width; row++, rows = rows[width..])
            {
                var kind = kindWidth == 0 ? 1 : Field(rows[..kindWidth]);
                var place = Field(rows.Slice(kindWidth, placeWidth));
                var detail = Field(rows.Slice(kindWidth + placeWidth, detailWidth));
                Row((long)first + row, kind, place, detail, hidden);
            }
        }
        return dictionary;
    }

    void Row(long number, long kind, long place, long detail, bool hidden)
    {
        if (number > PdfXref.HighestNumber || place < 0 || detail is < 0 or > int.MaxValue) throw new PdfDamaged("a cross reference out of range");
        // Kinds of a later standard read as free (ISO 32000-2, table 18).
        var entry = kind switch
        {
            1 when place > 0 => new PdfEntry(PdfEntryKind.Body, place, (int)detail),
            2 when place <= PdfXref.HighestNumber => new PdfEntry(PdfEntryKind.Packed, place, (int)detail),
            _ => default,
        };
        if (!hidden || entry.Kind != PdfEntryKind.Free) xref.Add((int)number, entry, Budget);
    }

    static long Field(ReadOnlySpan<byte> bytes)
    {
        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        bytes.CopyTo(wide[(8 - bytes.Length)..]);
        return BinaryPrimitives.ReadInt64BigEndian(wide);
    }
}
