using System.IO.Compression;
using System.Runtime.InteropServices;

namespace CasaServerless.Kernel.Pdf;

/// <summary>A stream's data with its filters undone.</summary>
/// <param name="Bytes">As far as the filters were undone.</param>
/// <param name="Remaining">The first filter that was not (an image's, such as <c>DCTDecode</c>); null when all were.</param>
public readonly record struct PdfData(ReadOnlyMemory<byte> Bytes, string? Remaining);

// The filters of ISO 32000-2, 7.4 that carry text and structure; those of images are left to viewers.
static class PdfFilters
{
    const int MostInARow = 8;

    // With a `limit`, no filter's bytes may be more; what is not to be kept is only counted, and only the last filter's bytes are.
    public static PdfData Decode(
        PdfDictionary dictionary, ReadOnlyMemory<byte> raw, Func<PdfObject, PdfObject> resolve, PdfBudget budget,
        int? limit = null, bool keeps = true)
    {
        var filters = resolve(dictionary["Filter"]);
        var parameters = resolve(dictionary["DecodeParms"]);
        if (filters is PdfName) filters = PdfArray.Of([filters]);
        if (filters is not PdfArray chain) return new(raw, null);
        if (chain.Count > MostInARow) throw new PdfDamaged(PdfFault.Excess, "too many filters on a stream");
        for (var at = 0; at < chain.Count; at++)
        {
            if (resolve(chain[at]) is not PdfName filter) throw new PdfDamaged("a filter without name");
            var parameter = resolve(parameters is PdfArray list ? list[at] : parameters) as PdfDictionary ?? [];
            budget.Filter();
            var output = limit is { } most && (keeps || at == chain.Count - 1)
                ? new PdfOutput(budget, most, raw.Length, keeps) : new(budget, raw.Length);
            if (Undo(filter.Value, raw, name => (resolve(parameter[name]) as PdfNumber)?.Int, output) is not { } undone) return new(raw, filter.Value);
            raw = undone;
        }
        return new(raw, null);
    }

    static ReadOnlyMemory<byte>? Undo(string filter, ReadOnlyMemory<byte> raw, Func<string, int?> parameter, PdfOutput output)
    {
        switch (filter)
        {
            case "FlateDecode" or "Fl":
                Inflate(raw, output);
                return PdfPredictor.Undo(output.Taken(), parameter);
            case "LZWDecode" or "LZW":
                PdfLzw.Undo(raw.Span, parameter("EarlyChange") ?? 1, output);
                return PdfPredictor.Undo(output.Taken(), parameter);
            case "ASCIIHexDecode" or "AHx":
                PdfAscii.UndoHex(raw.Span, output);
                return output.Taken();
            case "ASCII85Decode" or "A85":
                PdfAscii.Undo85(raw.Span, output);
                return output.Taken();
            case "RunLengthDecode" or "RL":
                PdfAscii.UndoRuns(raw.Span, output);
                return output.Taken();
            default:
                return null;
        }
    }

    // Without the check sum behind the data: viewers do not look at it, and some producers leave it out.
    static void Inflate(ReadOnlyMemory<byte> raw, PdfOutput output)
    {
        if (raw.Length < 2 || (raw.Span[0] & 15) != 8 || (raw.Span[0] << 8 | raw.Span[1]) % 31 != 0)
            throw new PdfDamaged("Flate data without header");
        if (!MemoryMarshal.TryGetArray(raw, out var array)) array = new(raw.ToArray());
        using var source = new MemoryStream(array.Array!, array.Offset + 2, array.Count - 2, writable: false);
        using var inflater = new DeflateStream(source, CompressionMode.Decompress);
        try
        {
            int read;
            while ((read = inflater.Read(output.Room())) > 0) output.Advance(read);
        }
        catch (InvalidDataException)
        {
            throw new PdfDamaged("Flate data that cannot be read");
        }
    }
}
