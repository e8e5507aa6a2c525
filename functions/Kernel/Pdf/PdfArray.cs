using System.Collections;
using System.Runtime.CompilerServices;

namespace CasaServerless.Kernel.Pdf;

/// <summary>An array; a collection expression makes one: <c>PdfArray box = [0, 0, 595.28, 841.89];</c></summary>
[CollectionBuilder(typeof(PdfArray), nameof(Of))]
public sealed class PdfArray : PdfObject, IReadOnlyList<PdfObject>
{
    readonly PdfObject[] items;

    internal PdfArray(PdfObject[] items) => this.items = items;

    public int Count => items.Length;

    /// <summary>The element as it stands (perhaps a reference); <see cref="PdfNull"/> beyond the end.</summary>
    public PdfObject this[int index] => (uint)index < (uint)items.Length ? items[index] : PdfNull.Instance;

    public static PdfArray Of(ReadOnlySpan<PdfObject> items) => new(items.ToArray());

    public IEnumerator<PdfObject> GetEnumerator() => ((IEnumerable<PdfObject>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // For our own walks: nothing allocated.
    internal ReadOnlySpan<PdfObject> Items => items;
}
