using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CasaServerless.Tests.Given.Documents;

/// <summary>
/// A PDF written by hand, object by object, so that each oddity is where a test wants it. Text is Latin-1. Independent of the code under test.
/// </summary>
public sealed class RawPdf
{
    readonly SortedDictionary<int, (int Generation, byte[] Body)> objects = [];
    readonly List<byte[]> revisions = [];
    int highest;

    /// <summary>Object 1 is the catalog, 2 the page tree's root, 3 the font; each page has an object and its content has one.</summary>
    public static RawPdf Document(int pages, string catalog = "", string page = "", string tree = "/MediaBox[0 0 595 842]", string? content = null)
    {
        var pdf = new RawPdf();
        pdf.Set(1, $"<</Type/Catalog/Pages 2 0 R{catalog}>>");
        pdf.Set(2, "");
        pdf.Set(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
        var kids = new StringBuilder();
        for (var n = 1; n <= pages; n++)
        {
            var text = pdf.Stream("", content ?? $"BT /F1 24 Tf 72 700 Td (Royaume du Maroc, page {n}) Tj ET");
            kids.Append(CultureInfo.InvariantCulture,
                $"{pdf.Add($"<</Type/Page/Parent 2 0 R/Contents {text} 0 R/Resources<</Font<</F1 3 0 R>>>>{page}>>")} 0 R ");
        }
        pdf.Set(2, $"<</Type/Pages/Kids[{kids}]/Count {pages}{tree}>>");
        return pdf;
    }

    public int Add(string body)
    {
        Set(highest + 1, body);
        return highest;
    }

    public RawPdf Set(int number, string body, int generation = 0)
    {
        objects[number] = (generation, Encoding.Latin1.GetBytes(body));
        highest = Math.Max(highest, number);
        return this;
    }

    public string Get(int number) => Encoding.Latin1.GetString(objects[number].Body);

    public int Stream(string dictionary, string data) => Stream(dictionary, Encoding.Latin1.GetBytes(data));

    public int Stream(string dictionary, byte[] data)
    {
        var number = Add("");
        SetStream(number, dictionary, data);
        return number;
    }

    public RawPdf SetStream(int number, string dictionary, byte[] data) =>
        Set(number, $"<<{dictionary}/Length {data.Length}>>\nstream\n{Encoding.Latin1.GetString(data)}\nendstream");

    /// <summary>Changes an object's text, which must hold <paramref name="old"/>.</summary>
    public RawPdf Change(int number, string old, string now, int generation = 0)
    {
        Assert.Contains(old, Get(number), StringComparison.Ordinal);
        return Set(number, Get(number).Replace(old, now, StringComparison.Ordinal), generation);
    }

    public RawPdf Remove(int number)
    {
        objects.Remove(number);
        return this;
    }

    /// <summary>Keeps what there is as a finished revision; what is set from here on goes into the next.</summary>
    public RawPdf Revise()
    {
        revisions.Add(ToArray());
        objects.Clear();
        return this;
    }

    /// <param name="first">The number that the table's only section claims to begin with; 0 is right.</param>
    /// <param name="shift">By how much every offset is wrong.</param>
    /// <param name="trailer">More of the trailer.</param>
    public byte[] ToArray(int first = 0, int shift = 0, string trailer = "")
    {
        var output = new MemoryStream();
        output.Write(revisions.Count > 0 ? revisions[^1] : "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"u8.ToArray());
        var before = revisions.Count > 0 ? Encoding.Latin1.GetString(revisions[^1]) : "";
        var table = new StringBuilder();
        if (revisions.Count == 0) table.Append(CultureInfo.InvariantCulture, $"{first} {objects.Keys.Last() + 1}\n0000000000 65535 f \n");
        var expected = 1;
        foreach (var (number, (generation, body)) in objects)
        {
            if (revisions.Count > 0) table.Append(CultureInfo.InvariantCulture, $"{number} 1\n");
            else
            {
                for (; expected < number; expected++) table.Append("0000000000 65535 f \n");
                expected++;
            }
            table.Append(CultureInfo.InvariantCulture, $"{output.Position + shift:D10} {generation:D5} n \n");
            output.Write(Encoding.Latin1.GetBytes($"{number} {generation} obj\n"));
            output.Write(body);
            output.Write("\nendobj\n"u8);
        }
        var start = output.Position;
        var previous = before.Length > 0 ? "/Prev " + before[(before.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0] : "";
        output.Write(Encoding.Latin1.GetBytes(
            $"xref\n{table}trailer\n<</Size {highest + 1}/Root 1 0 R{previous}{trailer}>>\nstartxref\n{start + shift}\n%%EOF\n"));
        return output.ToArray();
    }

    public static byte[] Flate(ReadOnlySpan<byte> data)
    {
        var output = new MemoryStream();
        using (var deflater = new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true)) deflater.Write(data);
        return output.ToArray();
    }
}
