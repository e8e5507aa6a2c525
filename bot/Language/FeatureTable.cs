using System.Runtime.InteropServices;

namespace CasaServerless.Bot.Language;

/// <summary>
/// The features that count for something, each with a weight for every class. Buckets of four: a feature stands in either of two, and is told from others by
/// sixteen bits. What is not in it weighs nothing.
/// </summary>
sealed class FeatureTable
{
    const int Bucket = 4;
    readonly ushort[] marks;
    readonly sbyte[] weights;
    readonly int classes;

    FeatureTable(ushort[] marks, sbyte[] weights, int classes) => (this.marks, this.weights, this.classes) = (marks, weights, classes);

    /// <summary>An empty one.</summary>
    public FeatureTable((int Places, int Classes) size) : this(new ushort[size.Places], new sbyte[size.Places * size.Classes], size.Classes) { }

    /// <summary>Bytes of a table.</summary>
    public static int Size((int Places, int Classes) size) => size.Places * (sizeof(ushort) + size.Classes);

    public static FeatureTable Read(ReadOnlySpan<byte> bytes, (int Places, int Classes) size) => new(
        MemoryMarshal.Cast<byte, ushort>(bytes[..(size.Places * sizeof(ushort))]).ToArray(), MemoryMarshal.Cast<byte, sbyte>(bytes[(size.Places * sizeof(ushort))..]).ToArray(), size.Classes);

    public byte[] Write() => [.. MemoryMarshal.AsBytes<ushort>(marks), .. MemoryMarshal.AsBytes<sbyte>(weights)];

    /// <summary>Its place; negative where it has none.</summary>
    public int PlaceOf(uint feature)
    {
        var mark = Mark(feature);
        var at = First(feature);
        for (var slot = at; slot < at + Bucket; slot++) if (marks[slot] == mark) return slot;
        at = Second(feature);
        for (var slot = at; slot < at + Bucket; slot++) if (marks[slot] == mark) return slot;
        return -1;
    }

    /// <summary>Gives it a place; false where both of its buckets are full or another is taken for it.</summary>
    public bool Add(uint feature)
    {
        if (PlaceOf(feature) >= 0) return false;
        foreach (var at in (ReadOnlySpan<int>)[First(feature), Second(feature)])
        {
            for (var slot = at; slot < at + Bucket; slot++)
            {
                if (marks[slot] != 0) continue;
                marks[slot] = Mark(feature);
                return true;
            }
        }
        return false;
    }

    /// <summary>The weights of a place, one for each class.</summary>
    public Span<sbyte> At(int place) => weights.AsSpan(place * classes, classes);

    /// <summary>The sums of weights of each class; answers how many features have some.</summary>
    public int Sum(ReadOnlySpan<uint> features, Span<int> sums)
    {
        sums.Clear();
        var known = 0;
        foreach (var feature in features)
        {
            if (PlaceOf(feature) is not (>= 0 and var place)) continue;
            known++;
            var row = At(place);
            for (var at = 0; at < row.Length; at++) sums[at] += row[at];
        }
        return known;
    }

    // No place is marked with nought: it is free.
    static ushort Mark(uint feature) => (ushort)((feature & 0xFFFF) | 1);

    int First(uint feature) => (int)((ulong)feature * (uint)(marks.Length / Bucket) >> 32) * Bucket;

    int Second(uint feature) => First(feature * 0x9E3779B1 ^ 0x7F4A7C15);
}
