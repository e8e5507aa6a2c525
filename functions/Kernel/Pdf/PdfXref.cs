namespace CasaServerless.Kernel.Pdf;

/// <summary>How a file writes its cross references.</summary>
public enum PdfXrefKind
{
    /// <summary>A table in plain text, as all files before PDF 1.5.</summary>
    Table,

    /// <summary>A stream, which alone can name objects that lie in object streams.</summary>
    Stream,
}

// As the rows of a cross-reference stream number them.
enum PdfEntryKind : byte
{
    Free = 0,
    Body = 1,
    Packed = 2,
}

// Where an object lies: in the body (offset, generation), or packed in an object stream (its number, index in it).
readonly record struct PdfEntry(PdfEntryKind Kind, long Place, int Detail);

// The cross references of all revisions, the newest entry of each object in front.
sealed class PdfXref
{
    // ISO 32000-2, table C.1.
    public const int HighestNumber = 8_388_607;

    public Dictionary<int, PdfEntry> Entries { get; } = [];

    // Offsets of bodies that newer entries hide.
    public List<long> Shadowed { get; } = [];

    // Of the newest section; older ones say what it leaves out.
    public PdfDictionary Trailer { get; set; } = [];

    public PdfXrefKind NewestKind { get; set; }

    public long NewestStart { get; set; }

    public bool Encrypted { get; set; }

    public int Highest { get; private set; }

    // Entries come newest first: one that is there already stays.
    public void Add(int number, PdfEntry entry, PdfBudget budget)
    {
        if (number is < 0 or > HighestNumber) return;
        if (Entries.TryAdd(number, entry)) Highest = Math.Max(Highest, number);
        else if (entry.Kind == PdfEntryKind.Body) Shadowed.Add(entry.Place);
        if (Entries.Count + Shadowed.Count > budget.Limits.Objects) throw new PdfDamaged(PdfFault.Excess, "too many objects");
    }

    // As Add, but the newer entry comes later (repair reads a file from its front).
    public void Replace(int number, PdfEntry entry, PdfBudget budget)
    {
        if (Entries.Remove(number, out var older) && older.Kind == PdfEntryKind.Body) Shadowed.Add(older.Place);
        Add(number, entry, budget);
    }

    public void AddTrailer(PdfDictionary trailer)
    {
        Encrypted |= trailer.Has("Encrypt");
        if (Trailer.Count == 0) Trailer = trailer;
        foreach (var key in (ReadOnlySpan<string>)["Root", "Info", "ID"])
        {
            if (!Trailer.Has(key) && trailer.Has(key)) Trailer = Trailer.With(key, trailer[key]);
        }
    }
}
