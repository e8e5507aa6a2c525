using System.Text;

namespace CasaServerless.Tests.Given.Documents;

/// <summary>Documents that must be refused, and why. None does harm: each only has the shape of something that could.</summary>
static class Hostile
{
    const string Script = "<</S/JavaScript/JS(app.alert\\(1\\))>>";
    const string Filespec = "<</Type/Filespec/F(a.txt)/EF<</F 20 0 R>>>>";

    /// <summary>What a document does besides showing pages, by the name of its kind.</summary>
    public static readonly IReadOnlyDictionary<string, Func<RawPdf>> Active = new Dictionary<string, Func<RawPdf>>
    {
        ["open-action"] = () => Catalog($"/OpenAction{Script}"),
        ["open-action-escaped"] = () => Catalog("/Open#41ction<</#53/JavaScr#69pt/#4A#53(app.alert\\(1\\))>>"),
        ["open-action-apart"] = () => Catalog("/OpenAction 21 0 R").Set(21, "<</S/Named/N/Print>>"),
        ["script-names"] = () => Catalog("/Names<</JavaScript 21 0 R>>").Set(21, "<</Names[(a) 22 0 R]>>").Set(22, Script),
        ["script-in-stream"] = () => Catalog("/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS 20 0 R>>]>>>>").SetStream(20, "", "app.alert(1)"u8.ToArray()),
        ["script-unreachable"] = () => RawPdf.Document(1).Set(21, Script),
        ["script-uri"] = () => Annotation("/Subtype/Link/A<</S/URI/URI(JavaScript:app.alert\\(1\\))>>"),
        ["file-uri"] = () => Annotation("/Subtype/Link/A<</S/URI/URI(file:///etc/passwd)>>"),
        ["page-action"] = () => RawPdf.Document(1, page: "/AA<</O<</S/GoTo/D[5 0 R/Fit]>>>>"),
        ["launch"] = () => Annotation("/Subtype/Link/A<</S/Launch/F(cmd.exe)>>"),
        ["launch-next"] = () => Annotation("/Subtype/Link/A<</S/URI/URI(https://a.ma)/Next[<</S/Launch/F(cmd.exe)>>]>>"),
        ["submit-form"] = () => Annotation("/Subtype/Link/A<</S/SubmitForm/F(https://a.ma)>>"),
        ["import-data"] = () => Annotation("/Subtype/Link/A<</S/ImportData/F(a.fdf)>>"),
        ["goto-remote"] = () => Annotation("/Subtype/Link/A<</S/GoToR/F(//host/share/a.pdf)/D[0/Fit]>>"),
        ["goto-embedded"] = () => Annotation("/Subtype/Link/A<</S/GoToE/T<</R/C/N(a.pdf)>>>>"),
        ["rendition"] = () => Annotation("/Subtype/Screen/A<</S/Rendition/OP 0/R<</S/MR>>>>"),
        ["movie"] = () => Annotation("/Subtype/Movie/Movie<</F(a.avi)>>"),
        ["sound"] = () => Annotation("/Subtype/Link/A<</S/Sound/Sound 20 0 R>>").SetStream(20, "/Type/Sound/R 8000", new byte[8]),
        ["rich-media"] = () => Annotation("/Subtype/RichMedia/RichMediaContent<<>>"),
        ["three-d"] = () => Annotation("/Subtype/3D/3DD 20 0 R").SetStream(20, "/Type/3D/Subtype/U3D", new byte[8]),
        ["embedded-file"] = () => Catalog($"/Names<</EmbeddedFiles<</Names[(a){Filespec}]>>>>").SetStream(20, "/Type/EmbeddedFile", "a"u8.ToArray()),
        ["file-attachment"] = () => Annotation($"/Subtype/FileAttachment/FS{Filespec}").SetStream(20, "/Type/EmbeddedFile", "a"u8.ToArray()),
        ["associated-file"] = () => Catalog($"/AF[{Filespec}]").SetStream(20, "/Type/EmbeddedFile", "a"u8.ToArray()),
        ["portfolio"] = () => Catalog("/Collection<</View/H>>"),
        ["xfa"] = () => Catalog("/AcroForm<</Fields[]/XFA 20 0 R>>").SetStream(20, "", "<xdp/>"u8.ToArray()),
        ["field-script"] = () => Annotation("/Subtype/Widget/FT/Tx/T(a)/AA<</K<</S/JavaScript/JS(1)>>>>"),
        ["external-data"] = () => RawPdf.Document(1).Set(20, "<</F(http://a.ma/x)/Length 0>>\nstream\n\nendstream"),
        ["external-page"] = () => RawPdf.Document(1).SetStream(20, "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Ref<</F(a.pdf)/Page 0>>", []),
        ["postscript"] = () => RawPdf.Document(1).SetStream(20, "/Type/XObject/Subtype/PS", "showpage"u8.ToArray()),
        ["key-twice"] = () => Catalog($"/OpenAction{Script}/OpenAction[5 0 R/Fit]"),
        ["shadowed"] = () => Catalog($"/OpenAction{Script}").Revise().Set(1, "<</Type/Catalog/Pages 2 0 R>>"),
    };

    /// <summary>Documents of up to 20 MB made to keep a reader busy; whatever the verdict, it has to come.</summary>
    public static readonly IReadOnlyDictionary<string, Func<byte[]>> Busy = new Dictionary<string, Func<byte[]>>
    {
        ["unclosed-strings"] = () => Broken("1 0 obj (", 2_000_000),
        ["unclosed-comments"] = () => Broken("1 0 obj % ", 1_900_000),
        ["unclosed-arrays"] = () => Broken("1 0 obj [", 2_000_000),
        ["unclosed-streams"] = () => Broken("1 0 obj<<>>stream\n", 1_000_000),
        ["objects"] = () => Broken("1 0 obj 1 endobj\n", 1_100_000),
        ["trailers"] = () => Broken("trailer<</A 1>>", 1_300_000),
        ["strings-in-a-healthy-file"] = () => RawPdf.Document(1).Set(20, string.Concat(Enumerable.Repeat("9 0 obj (", 2_000_000))).ToArray(),
        ["values"] = () => RawPdf.Document(1).Set(20, "[" + string.Concat(Enumerable.Repeat("[]", 9_000_000)) + "]").ToArray(),
        ["names"] = () => RawPdf.Document(1).Set(20, "[" + string.Concat(Enumerable.Range(0, 2_000_000).Select(n => $"/N{n} ")) + "]").ToArray(),
        ["keys"] = () => RawPdf.Document(1).Set(20, "<<" + string.Concat(Enumerable.Range(0, 900_000).Select(n => $"/K{n} {n} ")) + ">>").ToArray(),
        ["triggers"] = () => RawPdf.Document(1).Set(20, "<<" + string.Concat(Enumerable.Range(0, 100_000).Select(n => $"/K{n} {n} ")) + ">>")
            .Set(21, "[" + string.Concat(Enumerable.Repeat("<</AA 20 0 R/AF[20 0 R]/EF 20 0 R>>", 300_000)) + "]").ToArray(),
        ["same-place"] = () => SamePlace(100_000),
        ["revisions"] = () => Revisions(20_000),
        ["lengths"] = () => Lengths(5_000),
        ["operators"] = () => RawPdf.Document(1, content: string.Concat(Enumerable.Repeat("q Q ", 4_900_000))).ToArray(),
        ["numbers-on-each-page"] = () => SharedContent(50, string.Concat(Enumerable.Repeat("1 ", 9_500_000))),
        ["packed-numbers-on-each-page"] = () => SharedContent(50, string.Concat(Enumerable.Repeat("1 ", 30_000_000)), packed: true),
        ["invented-names"] = () => RawPdf.Document(1, content: string.Concat(Enumerable.Range(0, 1_500_000).Select(n => $"/N{n} Do "))).ToArray(),
        ["glyphs"] = Glyphs,
        ["runs"] = () => RawPdf.Document(1).SetStream(20, "/Subtype/Image/Width 9/Height 9/Filter/RunLengthDecode", [.. Enumerable.Repeat((byte[])[129, 0], 9_000_000).SelectMany(run => run)]).ToArray(),
        ["white-pictures"] = () => WhitePictures(40),
    };

    static byte[] Broken(string item, int count) => Encoding.Latin1.GetBytes("%PDF-1.4\n" + string.Concat(Enumerable.Repeat(item, count)) + "\nstartxref\n9\n%%EOF\n");

    // Every object number leads to one long array.
    static byte[] SamePlace(int count)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var place = pdf.Length;
        pdf.Append("5 0 obj [").Insert(pdf.Length, "(a) ", 1_000_000).Append("] endobj\n");
        var start = pdf.Length;
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {count}\n0000000000 65535 f \n");
        for (var n = 1; n < count; n++) pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
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
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 0\ntrailer<</Root 1 0 R/Size 9/K{n} 1/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n");
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
        var pdf = RawPdf.Document(50, content: string.Concat(Enumerable.Range(0, 200).Select(n => $"/T{n} 9 Tf (aaaa) Tj ")));
        var glyph = pdf.Stream("/Filter/FlateDecode", RawPdf.Flate("0 0 d0"u8));
        var procedures = pdf.Add("<<" + string.Concat(Enumerable.Range(0, 1_000).Select(n => $"/g{n} {glyph} 0 R")) + ">>");
        var fonts = string.Concat(Enumerable.Range(0, 200).Select(n => $"/T{n} {pdf.Add($"<</Type/Font/Subtype/Type3/CharProcs {procedures} 0 R>>")} 0 R"));
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

    // In front of a whole document, as a self-extracting archive has it.
    public static byte[] ZipHead(byte[] pdf) => [.. "PK\x03\x04"u8, .. new byte[26], .. pdf];

    public static byte[] HtmlTail(byte[] pdf) => [.. pdf, .. "<html><script>alert(1)</script></html>\n"u8];

    // A second end behind the tail does not make it part of the document.
    public static byte[] HtmlTailWithEnd(byte[] pdf) => [.. HtmlTail(pdf), .. "%%EOF\n"u8];

    // An archive read from its end: the PDF is its comment's front and its last stream at once.
    public static byte[] ZipInside()
    {
        var pdf = RawPdf.Document(1);
        var whole = Encoding.Latin1.GetString(pdf.SetStream(20, "", [.. "PK\x05\x06"u8, .. new byte[18]]).ToArray());
        var comment = whole.Length - (whole.IndexOf("PK\x05\x06", StringComparison.Ordinal) + 22);
        byte[] end = [.. "PK\x05\x06"u8, .. new byte[16], (byte)comment, (byte)(comment >> 8)];
        return pdf.SetStream(20, "", end).ToArray();
    }

    public static byte[] PageLoop() => RawPdf.Document(1).Set(10, "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")
        .Set(2, "<</Type/Pages/Kids[5 0 R 10 0 R]/Count 2/MediaBox[0 0 595 842]>>").ToArray();

    public static byte[] PageTwice() => RawPdf.Document(1).Set(2, "<</Type/Pages/Kids[5 0 R 5 0 R]/Count 2/MediaBox[0 0 595 842]>>").ToArray();

    public static byte[] PageMissing() => RawPdf.Document(1).Set(2, "<</Type/Pages/Kids[5 0 R 99 0 R]/Count 2/MediaBox[0 0 595 842]>>").ToArray();

    public static byte[] XrefLoop()
    {
        var first = RawPdf.Document(1).ToArray();
        var text = Encoding.Latin1.GetString(first);
        var start = text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        return RawPdf.Document(1).ToArray(trailer: $"/Prev {start}");
    }

    /// <summary>300 MB of blanks as content.</summary>
    public static byte[] FlateBomb()
    {
        var blanks = new byte[300_000_000];
        Array.Fill(blanks, (byte)' ');
        return RawPdf.Document(1).SetStream(4, "/Filter/FlateDecode", RawPdf.Flate(blanks)).ToArray();
    }

    /// <summary>The same, packed once more, so that the file is small at every first look.</summary>
    public static byte[] FlateBombTwice() =>
        RawPdf.Document(1).SetStream(4, "/Filter[/FlateDecode/FlateDecode]", RawPdf.Flate(RawPdf.Flate(new byte[300_000_000]))).ToArray();

    /// <summary>Ten forms, each of which paints the next ten times.</summary>
    public static byte[] FormBomb()
    {
        var pdf = RawPdf.Document(1).SetStream(4, "", "/X Do"u8.ToArray()).Change(5, "/Resources<<", "/Resources<</XObject<</X 20 0 R>>");
        for (var n = 0; n < 10; n++)
        {
            pdf.SetStream(20 + n, $"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X {21 + n} 0 R>>>>",
                Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("/X Do ", 10))));
        }
        return pdf.SetStream(30, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]", "0 0 1 1 re f"u8.ToArray()).ToArray();
    }

    public static byte[] FormLoop() => RawPdf.Document(1).SetStream(4, "", "/X Do"u8.ToArray()).Change(5, "/Resources<<", "/Resources<</XObject<</X 20 0 R>>")
        .SetStream(20, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 20 0 R>>>>", "/X Do"u8.ToArray()).ToArray();

    /// <summary>A tiling pattern that paints the form bomb.</summary>
    public static byte[] PatternBomb()
    {
        var pdf = RawPdf.Document(1).SetStream(4, "", "/Pattern cs /P scn 0 0 595 842 re f"u8.ToArray()).Change(5, "/Resources<<", "/Resources<</Pattern<</P 20 0 R>>");
        for (var n = 0; n < 10; n++)
        {
            pdf.SetStream(20 + n, $"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<</Pattern<</P {21 + n} 0 R>>>>",
                Encoding.ASCII.GetBytes("/Pattern cs " + string.Concat(Enumerable.Repeat("/P scn 0 0 9 9 re f ", 10))));
        }
        return pdf.SetStream(30, "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9", "0 0 1 1 re f"u8.ToArray()).ToArray();
    }

    public static byte[] ImageBomb(string filter = "FlateDecode") =>
        RawPdf.Document(1).SetStream(20, $"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/{filter}", RawPdf.Flate(new byte[100])).ToArray();

    public static byte[] HugePage() => RawPdf.Document(1, tree: "/MediaBox[0 0 20000 20000]").ToArray();

    public static byte[] TinyPage() => RawPdf.Document(1, tree: "/MediaBox[0 0 5 5]").ToArray();

    public static byte[] Deep() => RawPdf.Document(1).Set(20, new string('[', 5000) + new string(']', 5000)).ToArray();

    static RawPdf Catalog(string more) => RawPdf.Document(1, catalog: more);

    static RawPdf Annotation(string more) => RawPdf.Document(1, page: $"/Annots[<</Type/Annot/Rect[0 0 100 100]{more}>>]");
}
