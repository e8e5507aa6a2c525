namespace CasaServerless.Kernel.Pdf;

/// <summary>
/// A PDF file opened for reading: its raw objects, found through its cross references (tables, streams, hybrids, updates, linearized) or,
/// where these are damaged, by looking for them. Everything that foreign bytes can provoke is a <see cref="PdfDamaged"/>, and no call takes
/// more than <see cref="PdfLimits"/> allow. Not for several threads at once.
/// </summary>
public sealed class PdfFile
{
    readonly PdfBody body;
    readonly PdfXref xref;
    readonly Dictionary<int, PdfObject> loaded = [];
    readonly Dictionary<int, PdfPacked> containers = [];
    readonly HashSet<int> loading = [];
    IReadOnlyList<PdfPage>? pages;
    PdfSignatures? signatures;

    PdfFile(PdfBody body, long newest)
    {
        this.body = body;
        xref = new();
        body.LengthOf = reference => loading.Contains(reference.Number) ? null : (Resolve(reference) as PdfNumber)?.Int;
        try
        {
            xref = PdfXrefReader.Read(body, newest);
            Verify();
        }
        catch (PdfDamaged damaged) when (damaged.Fault == PdfFault.Damaged)
        {
            (Repaired, xref) = (true, new PdfXref());
            loaded.Clear();
            containers.Clear();
            xref = PdfRepair.Repair(body, newest);
            Verify();
        }
    }

    /// <summary>The file as it was given.</summary>
    public ReadOnlyMemory<byte> Bytes => body.Bytes;

    /// <summary>The cross references were damaged and have been made anew; an update must not point to the old ones.</summary>
    public bool Repaired { get; }

    /// <summary>The newest trailer (or cross-reference stream's dictionary), with what only older ones say.</summary>
    public PdfDictionary Trailer => xref.Trailer;

    public PdfReference CatalogReference { get; private set; } = null!;

    public PdfDictionary Catalog { get; private set; } = null!;

    /// <summary>The first object number that no revision uses.</summary>
    public int NextNumber { get; private set; }

    /// <summary>How the newest section is written, and so how the next should be.</summary>
    public PdfXrefKind NewestKind => xref.NewestKind;

    /// <summary>The number after the last <c>startxref</c>: what an update gives as <c>/Prev</c>.</summary>
    public long NewestStart => xref.NewestStart;

    /// <summary>In reading order, each with what it inherits.</summary>
    public IReadOnlyList<PdfPage> Pages => pages ??= PdfPages.Walk(this);

    /// <summary>The signatures that the newest revision holds.</summary>
    public PdfSignatures Signatures => signatures ??= PdfSignatures.Find(this);

    public PdfLimits Limits => body.Budget.Limits;

    internal PdfBudget Budget => body.Budget;

    internal IReadOnlyDictionary<int, PdfEntry> Entries => xref.Entries;

    /// <summary>Opens a whole file held in memory; the memory must not change as long as the file is used.</summary>
    /// <exception cref="PdfDamaged">It cannot be used; encrypted files never can.</exception>
    public static PdfFile Open(ReadOnlyMemory<byte> bytes, PdfLimits? limits = null)
    {
        var newest = PdfEnds.Check(bytes.Span);
        return new(new PdfBody(bytes, new PdfBudget(limits ?? PdfLimits.Default, bytes.Length), new PdfNames()), newest);
    }

    /// <summary>The object itself: follows a reference (and one that leads to another); <see cref="PdfNull"/> when there is no such object.</summary>
    public PdfObject Resolve(PdfObject value)
    {
        for (var hops = 0; value is PdfReference reference; hops++)
        {
            if (hops > 32) throw new PdfDamaged("references run in a circle");
            value = Load(reference);
        }
        return value;
    }

    /// <summary>A dictionary's value under a key, resolved.</summary>
    public PdfObject Resolve(PdfDictionary dictionary, string key) => Resolve(dictionary[key]);

    /// <summary>A dictionary's value under a name that content uses (as written there, without its slash), resolved.</summary>
    public PdfObject Resolve(PdfDictionary dictionary, ReadOnlySpan<byte> written) =>
        body.Names.Known(written) is { } name ? Resolve(dictionary[name.Value]) : PdfNull.Instance;

    /// <summary>The data with Flate, LZW (both with predictors), hexadecimal, base 85 and run lengths undone; image filters stay.</summary>
    public PdfData Decode(PdfStream stream) => PdfFilters.Decode(stream.Dictionary, stream.Raw, Resolve, body.Budget);

    /// <summary>
    /// Undoes the same filters and forgets what comes out, so that a stream of hundreds of megabytes takes no memory. Answers bytes only where
    /// an image filter remains.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="limit">Bytes it may decode to.</param>
    public PdfData Measure(PdfStream stream, int limit) =>
        PdfFilters.Decode(stream.Dictionary, stream.Raw, Resolve, body.Budget, limit, keeps: false);

    /// <summary>A page's content: its streams decoded and joined by line feeds, as viewers read them.</summary>
    public ReadOnlyMemory<byte> ContentOf(PdfPage page)
    {
        var contents = Resolve(page.Dictionary, "Contents");
        if (contents is not PdfArray parts) return contents is PdfStream only ? Text(only) : default(ReadOnlyMemory<byte>);
        var joined = new PdfOutput(body.Budget, 1024);
        foreach (var part in parts)
        {
            if (Resolve(part) is not PdfStream stream) continue;
            joined.Write(Text(stream).Span);
            joined.Write((byte)'\n');
        }
        return joined.Taken();
    }

    /// <summary>The numbers and generations of all objects that the newest revision knows.</summary>
    public IEnumerable<PdfReference> References() =>
        from entry in xref.Entries
        where entry.Value.Kind != PdfEntryKind.Free
        select new PdfReference(entry.Key, entry.Value.Kind == PdfEntryKind.Body ? entry.Value.Detail : 0);

    /// <summary>
    /// Every object that stands anywhere in the file: of all revisions, in object streams, and where no cross reference points to it, because
    /// another reader might find it.
    /// </summary>
    public IEnumerable<PdfObject> Everything()
    {
        var seen = new HashSet<long>();
        foreach (var (start, found) in PdfScan.Objects(body))
        {
            seen.Add(start);
            foreach (var value in Unpacked(found.Value)) yield return value;
        }
        var places = xref.Entries.Values.Where(entry => entry.Kind == PdfEntryKind.Body).Select(entry => entry.Place).Concat(xref.Shadowed);
        foreach (var place in places)
        {
            if (place >= Bytes.Length || !seen.Add(place + PdfSyntax.Blank(Bytes.Span[(int)place..]))
                || !body.HeaderAt(place, out _, out _, out _)) continue;
            foreach (var value in Unpacked(body.ObjectAt(place).Value)) yield return value;
        }
    }

    ReadOnlyMemory<byte> Text(PdfStream stream) =>
        Decode(stream) is { Remaining: null } data ? data.Bytes : throw new PdfDamaged("content behind an unknown filter");

    IEnumerable<PdfObject> Unpacked(PdfObject value)
    {
        yield return value;
        if (value is not PdfStream stream || !stream.Dictionary.Is("Type", "ObjStm")) yield break;
        var packed = new PdfPacked(stream, body, Resolve);
        for (var index = 0; index < packed.Pairs.Count; index++) yield return packed.At(index);
    }

    PdfObject Load(PdfReference reference)
    {
        var number = reference.Number;
        if (!xref.Entries.TryGetValue(number, out var entry) || entry.Kind == PdfEntryKind.Free
            || reference.Generation != (entry.Kind == PdfEntryKind.Body ? entry.Detail : 0)) return PdfNull.Instance;
        if (loaded.TryGetValue(number, out var value)) return value;
        // A stream's length or container can be an object in its turn, and so on.
        if (loading.Count > 16 || !loading.Add(number)) throw new PdfDamaged("an object needs itself");
        try
        {
            value = entry.Kind == PdfEntryKind.Body ? body.ObjectAt(entry.Place).Value : Container((int)entry.Place).Find(number, entry.Detail);
        }
        finally
        {
            loading.Remove(number);
        }
        loaded.Add(number, value);
        return value;
    }

    PdfPacked Container(int number)
    {
        if (containers.TryGetValue(number, out var container)) return container;
        if (!xref.Entries.TryGetValue(number, out var entry) || entry.Kind != PdfEntryKind.Body
            || Load(new(number, entry.Detail)) is not PdfStream stream) throw new PdfDamaged("an object stream is missing");
        container = new(stream, body, Resolve);
        containers.Add(number, container);
        return container;
    }

    // Each entry must lead to the object that it names, and the catalog must be there; otherwise the cross references are not to be trusted.
    void Verify()
    {
        if (xref.Encrypted) throw new PdfDamaged(PdfFault.Encrypted, "encrypted");
        foreach (var (number, entry) in xref.Entries)
        {
            if (entry.Kind == PdfEntryKind.Body && !(body.HeaderAt(entry.Place, out var found, out _, out _) && found == number))
                throw new PdfDamaged("a cross reference leads elsewhere");
        }
        if (xref.Trailer["Root"] is not PdfReference root || Resolve(root) is not PdfDictionary catalog
            || Resolve(catalog, "Pages") is not PdfDictionary)
            throw new PdfDamaged("no catalog");
        (CatalogReference, Catalog) = (root, catalog);
        // A size beyond reason is not believed, and some room above must be left for updates.
        var size = xref.Trailer.Int("Size") ?? 0;
        NextNumber = Math.Max(xref.Highest + 1, size <= PdfXref.HighestNumber - Limits.Objects ? size : 0);
        if (NextNumber > PdfXref.HighestNumber - Limits.Objects) throw new PdfDamaged(PdfFault.Excess, "no object numbers left");
    }
}
