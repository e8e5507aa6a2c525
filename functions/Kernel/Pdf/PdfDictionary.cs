using System.Collections;

namespace CasaServerless.Kernel.Pdf;

/// <summary>
/// A dictionary in the order of its file. <c>new PdfDictionary { ["Type"] = new PdfName("Page") }</c> makes one. A key that a file gives twice
/// is kept twice (a reader sees the last, a walk sees both), because readers of other makers may see the first.
/// </summary>
public sealed class PdfDictionary : PdfObject, IReadOnlyCollection<KeyValuePair<string, PdfObject>>
{
    // From here on a lookup by hash costs less than the walk.
    const int Large = 12;
    readonly List<KeyValuePair<string, PdfObject>> entries;
    Dictionary<string, PdfObject>? index;

    public PdfDictionary() => entries = [];

    public PdfDictionary(IEnumerable<KeyValuePair<string, PdfObject>> entries) => this.entries = [.. entries];

    // Takes the list over.
    internal PdfDictionary(List<KeyValuePair<string, PdfObject>> entries) => this.entries = entries;

    public int Count => entries.Count;

    /// <summary>The value as it stands (perhaps a reference); <see cref="PdfNull"/> when there is none.</summary>
    public PdfObject this[string key]
    {
        get => Find(key) ?? PdfNull.Instance;
        init => Set(entries, key, value);
    }

    public bool Has(string key) => Find(key) is not (null or PdfNull);

    /// <summary>Whether a key stands here twice, so that readers of different makers see different values.</summary>
    public bool Repeats => entries.Count <= Large
        ? entries.Where((entry, at) => Find(entry.Key, at) is not null).Any()
        : (index ??= Indexed()).Count < entries.Count;

    /// <summary>Whether the value is this very name.</summary>
    public bool Is(string key, string name) => Find(key) is PdfName found && found.Value == name;

    /// <summary>The integer that stands there directly, if one does.</summary>
    public int? Int(string key) => (Find(key) as PdfNumber)?.Int;

    /// <summary>A copy in which the key has this value.</summary>
    public PdfDictionary With(string key, PdfObject value)
    {
        var copy = new List<KeyValuePair<string, PdfObject>>(entries);
        Set(copy, key, value);
        return new(copy);
    }

    /// <summary>A copy without the key.</summary>
    public PdfDictionary Without(string key) => new(entries.Where(e => e.Key != key));

    public IEnumerator<KeyValuePair<string, PdfObject>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // For our own walks: a struct enumerator, nothing allocated.
    internal List<KeyValuePair<string, PdfObject>> Entries => entries;

    static void Set(List<KeyValuePair<string, PdfObject>> entries, string key, PdfObject value)
    {
        var at = entries.FindIndex(e => e.Key == key);
        if (at < 0)
        {
            entries.Add(new(key, value));
            return;
        }
        entries[at] = new(key, value);
        for (var later = entries.Count - 1; later > at; later--)
        {
            if (entries[later].Key == key) entries.RemoveAt(later);
        }
    }

    PdfObject? Find(string key)
    {
        if (entries.Count <= Large)
        {
            return Find(key, entries.Count);
        }
        return (index ??= Indexed()).GetValueOrDefault(key);
    }

    // The last one before a place.
    PdfObject? Find(string key, int before)
    {
        for (var at = before - 1; at >= 0; at--)
        {
            if (entries[at].Key == key) return entries[at].Value;
        }
        return null;
    }

    Dictionary<string, PdfObject> Indexed()
    {
        var made = new Dictionary<string, PdfObject>(entries.Count);
        foreach (var entry in entries) made[entry.Key] = entry.Value;
        return made;
    }
}
