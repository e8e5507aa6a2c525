using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CasaServerless.Kernel.Pdf;

/// <summary>
/// One incremental update (ISO 32000-2, 7.5.6): objects are put one after another, <see cref="Finish"/> adds the cross references. The file
/// before it is not touched. Numbers and generations of existing objects stay; the section is of the same kind as the newest one, or names all
/// objects and no earlier section where the file had to be repaired.
/// </summary>
public sealed class PdfUpdate
{
    readonly PdfFile file;
    readonly PdfWriter writer;
    readonly SortedDictionary<int, PdfEntry> changed = [];
    int next;

    public PdfUpdate(PdfFile file)
    {
        this.file = file;
        next = file.NextNumber;
        writer = new(file.Bytes.Length);
        if (file.Bytes.Span[^1] != '\n') writer.Raw("\n"u8);
    }

    /// <summary>A number for an object that is put later.</summary>
    public PdfReference Reserve() => new(next++);

    /// <summary>Writes a new object.</summary>
    public PdfReference Add(PdfObject value)
    {
        var reference = Reserve();
        Put(reference, value);
        return reference;
    }

    /// <summary>Writes an object under a number that was reserved, or in place of an existing object. Once for each.</summary>
    public void Put(PdfReference reference, PdfObject value)
    {
        var generation = file.Entries.TryGetValue(reference.Number, out var entry) && entry.Kind == PdfEntryKind.Body ? entry.Detail : 0;
        if (!changed.TryAdd(reference.Number, new(PdfEntryKind.Body, writer.Offset, generation)))
            throw new InvalidOperationException($"Object {reference.Number} is already in this update.");
        writer.Raw($"{reference.Number} {generation} obj\n");
        writer.Value(value);
        writer.Raw("\nendobj\n"u8);
    }

    /// <summary>Writes cross references, trailer and end. The update takes no more objects after that.</summary>
    public PdfRevision Finish()
    {
        if (file.Repaired)
        {
            foreach (var (number, entry) in file.Entries) changed.TryAdd(number, entry);
        }
        if (file.NewestKind == PdfXrefKind.Stream) Stream();
        else Table();
        return new(file.Bytes, writer.Written);
    }

    void Table()
    {
        var start = writer.Offset;
        writer.Raw("xref\n"u8);
        if (file.Repaired) writer.Raw("0 1\n0000000000 65535 f \n"u8);
        foreach (var (first, entries) in Runs())
        {
            writer.Raw($"{first} {entries.Count}\n");
            foreach (var entry in entries) writer.Raw($"{entry.Place:D10} {entry.Detail:D5} n \n");
        }
        writer.Raw("trailer\n"u8);
        writer.Value(Trailer());
        writer.Raw($"\nstartxref\n{start}\n%%EOF\n");
    }

    void Stream()
    {
        var start = writer.Offset;
        var self = Reserve();
        changed.Add(self.Number, new(PdfEntryKind.Body, start, 0));
        var index = new List<PdfObject>();
        var rows = new List<byte>();
        if (file.Repaired)
        {
            index.AddRange([0, 1]);
            Row(rows, 0, 0, 65_535);
        }
        foreach (var (first, entries) in Runs())
        {
            index.AddRange([first, entries.Count]);
            foreach (var entry in entries) Row(rows, (byte)entry.Kind, entry.Place, entry.Detail);
        }
        var dictionary = Trailer().With("Type", new PdfName("XRef")).With("W", PdfArray.Of([1, 8, 4])).With("Index", PdfArray.Of([.. index]));
        writer.Raw($"{self.Number} 0 obj\n");
        writer.Value(new PdfStream(dictionary, rows.ToArray()));
        writer.Raw($"\nendobj\nstartxref\n{start}\n%%EOF\n");
    }

    static void Row(List<byte> rows, byte kind, long place, int detail)
    {
        Span<byte> row = stackalloc byte[13];
        row[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(row[1..], place);
        BinaryPrimitives.WriteInt32BigEndian(row[9..], detail);
        rows.AddRange(row);
    }

    // Entries whose numbers follow one another.
    IEnumerable<(int First, List<PdfEntry> Entries)> Runs()
    {
        var run = new List<PdfEntry>();
        var first = 0;
        foreach (var (number, entry) in changed)
        {
            if (number == 0 || entry.Kind == PdfEntryKind.Free) continue;
            if (run.Count > 0 && number != first + run.Count)
            {
                yield return (first, run);
                run = [];
            }
            if (run.Count == 0) first = number;
            run.Add(entry);
        }
        if (run.Count > 0) yield return (first, run);
    }

    PdfDictionary Trailer()
    {
        var trailer = new PdfDictionary { ["Size"] = next, ["Root"] = file.CatalogReference };
        if (file.Trailer["Info"] is PdfReference info) trailer = trailer.With("Info", info);
        // The second half names this very revision, without a clock or chance.
        PdfObject revision = new PdfString(SHA256.HashData(writer.Written.Span).AsMemory(0, 16));
        var first = file.Resolve(file.Trailer, "ID") is PdfArray id && file.Resolve(id[0]) is PdfString known ? known : revision;
        trailer = trailer.With("ID", PdfArray.Of([first, revision]));
        return file.Repaired ? trailer : trailer.With("Prev", (int)file.NewestStart);
    }
}
