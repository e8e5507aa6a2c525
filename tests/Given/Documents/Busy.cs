using System.Globalization;
using System.Text;

namespace CasaServerless.Tests.Given.Documents;

/// <summary>Documents of up to 20 MB made to keep a reader busy; whatever the verdict, it has to come.</summary>
static class Busy
{
    public static readonly IReadOnlyDictionary<string, Func<byte[]>> Kinds = new Dictionary<string, Func<byte[]>>
    {
        ["unclosed-strings"] = () => Broken("1 0 obj (", 2_000_000),
        ["unclosed-comments"] = () => Broken("1 0 obj % ", 1_900_000),
        ["unclosed-arrays"] = () => Broken("1 0 obj [", 2_000_000),
        ["unclosed-streams"] = () => Broken("1 0 obj<<>>stream\n", 1_000_000),
        ["objects"] = () => Broken("1 0 obj 1 endobj\n", 1_100_000),
        ["trailers"] = () => Broken("trailer<</A 1>>", 1_300_000),
        ["strings-in-a-healthy-file"] = () => RawPdf.Document(1).Set(20, Many(2_000_000, _ => "9 0 obj (")).ToArray(),
        ["values"] = () => RawPdf.Document(1).Set(20, "[" + Many(9_000_000, _ => "[]") + "]").ToArray(),
        ["names"] = () => RawPdf.Document(1).Set(20, $"[{Many(2_000_000, n => $"/N{n} ")}]").ToArray(),
        ["keys"] = () => RawPdf.Document(1).Set(20, $"<<{Many(900_000, n => $"/K{n} {n} ")}>>").ToArray(),
        ["triggers"] = () => RawPdf.Document(1).Set(20, $"<<{Many(100_000, n => $"/K{n} {n} ")}>>")
            .Set(21, $"[{Many(300_000, _ => "<</AA 20 0 R/AF[20 0 R]/EF 20 0 R>>")}]").ToArray(),
        ["same-place"] = () => SamePlace(100_000),
        ["revisions"] = () => Revisions(20_000),
        ["lengths"] = () => Lengths(5_000),
        ["operators"] = () => RawPdf.Document(1, content: Many(4_900_000, _ => "q Q ")).ToArray(),
        ["numbers-on-each-page"] = () => SharedContent(50, Many(9_500_000, _ => "1 ")),
        ["packed-numbers-on-each-page"] = () => SharedContent(50, Many(30_000_000, _ => "1 "), packed: true),
        ["invented-names"] = () => RawPdf.Document(1, content: Many(1_500_000, n => $"/N{n} Do ")).ToArray(),
        ["glyphs"] = Glyphs,
        ["runs"] = () => RawPdf.Document(1).SetStream(20, "/Subtype/Image/Width 9/Height 9/Filter/RunLengthDecode",
            [.. Enumerable.Repeat((byte[])[129, 0], 9_000_000).SelectMany(run => run)]).ToArray(),
        ["white-pictures"] = () => WhitePictures(40),
    };

    static string Many(int count, Func<int, string> item) => string.Concat(Enumerable.Range(0, count).Select(item));

    static byte[] Broken(string item, int count) =>
        Encoding.Latin1.GetBytes($"%PDF-1.4\n{Many(count, _ => item)}\nstartxref\n9\n%%EOF\n");

    // Every object number leads to one long array.
    static byte[] SamePlace(int count)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var place = pdf.Length;
        pdf.Append("5 0 obj [").Insert(pdf.Length, "(a) ", 1_000_000).Append("] endobj\n");
        var start = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {count}\n0000000000 65535 f \n");
        for (var n = 1; n < count; n++) pdf.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        return Encoding.Latin1.GetBytes($"{pdf}trailer<</Root 5 0 R/Size {count}>>\nstartxref\n{start}\n%%EOF\n");
    }

    // Each of many cross-reference sections brings a key of its own.
    static byte[] Revisions(int count)
    {
        var pdf = new StringBuilder(Encoding.Latin1.GetString(RawPdf.Document(1).ToArray()));
        var previous = pdf.ToString().LastIndexOf("xref\n0", StringComparison.Ordinal);
        for (var n = 0; n < count; n++)
        {
            var start = pdf.Length;
            pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 0\ntrailer<</Root 1 0 R/Size 9/K{n} 1/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n");
            previous = start;
        }
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    // A stream whose length is a stream whose length is a stream.
    static byte[] Lengths(int count)
    {
        var pdf = RawPdf.Document(1);
        for (var n = 0; n < count; n++) pdf.Set(20 + n, $"<</Length {21 + n} 0 R>>\nstream\nx\nendstream");
        return pdf.Change(5, "/Contents 4 0 R", "/Contents 20 0 R").ToArray();
    }

    static byte[] SharedContent(int pages, string content, bool packed = false)
    {
        var pdf = RawPdf.Document(pages, content: "");
        for (var n = 0; n < pages; n++) pdf.Change(5 + 2 * n, $"/Contents {4 + 2 * n} 0 R", "/Contents 4 0 R");
        var bytes = Encoding.ASCII.GetBytes(content);
        return pdf.SetStream(4, packed ? "/Filter/FlateDecode" : "", packed ? RawPdf.Flate(bytes) : bytes).ToArray();
    }

    // Fonts drawn by a thousand procedures each, without resources of their own, on pages that differ.
    static byte[] Glyphs()
    {
        var pdf = RawPdf.Document(50, content: Many(200, n => $"/T{n} 9 Tf (aaaa) Tj "));
        var glyph = pdf.Stream("/Filter/FlateDecode", RawPdf.Flate("0 0 d0"u8));
        var procedures = pdf.Add("<<" + Many(1_000, n => $"/g{n} {glyph} 0 R") + ">>");
        var fonts = Many(200, n => $"/T{n} {pdf.Add($"<</Type/Font/Subtype/Type3/CharProcs {procedures} 0 R>>")} 0 R");
        for (var n = 0; n < 50; n++) pdf.Change(5 + 2 * n, "/F1 3 0 R", fonts);
        return pdf.ToArray();
    }

    // As a scanner saves blank sheets: 300 dpi in colour, packed.
    static byte[] WhitePictures(int count)
    {
        var sheet = new byte[2480 * 3508 * 3];
        Array.Fill(sheet, (byte)255);
        var packed = RawPdf.Flate(sheet);
        var pdf = RawPdf.Document(count, content: "/X Do");
        for (var n = 0; n < count; n++)
        {
            var picture = pdf.Stream("/Type/XObject/Subtype/Image/Width 2480/Height 3508/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode", packed);
            pdf.Change(5 + 2 * n, "/Resources<<", $"/Resources<</XObject<</X {picture} 0 R>>");
        }
        return pdf.ToArray();
    }
}
