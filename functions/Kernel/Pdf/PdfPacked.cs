namespace CasaServerless.Kernel.Pdf;

// An object stream (ISO 32000-2, 7.5.7): other objects packed into a stream, found by the pair table at its front.
sealed class PdfPacked
{
    readonly ReadOnlyMemory<byte> data;
    readonly PdfBody body;
    readonly int first;
    readonly List<(int Number, int Offset)> pairs = [];

    public PdfPacked(PdfStream stream, PdfBody body, Func<PdfObject, PdfObject> resolve)
    {
        this.body = body;
        var decoded = PdfFilters.Decode(stream.Dictionary, stream.Raw, resolve, body.Budget, body.Budget.Limits.ObjectStreamBytes);
        if (decoded.Remaining is not null) throw new PdfDamaged("an object stream with an unknown filter");
        data = decoded.Bytes;
        body.Budget.Packed(data.Length);
        if (resolve(stream.Dictionary["N"]) is not PdfNumber { Int: >= 0 and var count } || count > body.Budget.Limits.Objects
            || resolve(stream.Dictionary["First"]) is not PdfNumber { Int: >= 0 and var start } || start > data.Length)
            throw new PdfDamaged("an object stream without table");
        first = start;
        var parser = new PdfParser(data, 0, body.Budget, body.Names);
        for (var row = 0; row < count; row++)
        {
            if (!parser.Integer(out var number) || !parser.Integer(out var offset)) throw new PdfDamaged("a short object stream");
            if (number > PdfXref.HighestNumber || offset > data.Length - first) throw new PdfDamaged("an object stream out of range");
            pairs.Add(((int)number, (int)offset));
        }
    }

    public IReadOnlyList<(int Number, int Offset)> Pairs => pairs;

    public PdfObject At(int index) => new PdfParser(data, first + pairs[index].Offset, body.Budget, body.Names).Value();

    // The number counts, the index is only where to look first.
    public PdfObject Find(int number, int index)
    {
        if ((uint)index >= (uint)pairs.Count || pairs[index].Number != number) index = pairs.FindIndex(pair => pair.Number == number);
        return index < 0 ? PdfNull.Instance : At(index);
    }
}
