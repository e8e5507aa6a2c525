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
        ["reset-form"] = () => Annotation("/Subtype/Link/A<</S/ResetForm>>"),
        ["hide"] = () => Annotation("/Subtype/Link/A<</S/Hide/T(a)/H false>>"),
        ["layer-switch"] = () => Annotation("/Subtype/Link/A<</S/SetOCGState/State[/Toggle 20 0 R]>>").Set(20, "<</Type/OCG/Name(a)>>"),
        ["layer-by-event"] = () => Catalog("/OCProperties<</OCGs[20 0 R]/D<</AS[<</Event/Print/Category[/Print]/OCGs[20 0 R]>>]>>>>")
            .Set(20, "<</Type/OCG/Name(a)/Usage<</Print<</PrintState/ON>>/View<</ViewState/OFF>>>>>>"),
        ["printed-only"] = () => Annotation("/Subtype/Stamp/F 36"),
        ["toggled-view"] = () => Annotation("/Subtype/Stamp/F 260"),
        ["alternate-picture"] = () => RawPdf.Document(1).SetStream(20, "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
            + "/BitsPerComponent 8/Alternates[<</Image 21 0 R/DefaultForPrinting true>>]", [0]),
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

    // A script inside a stream's data, which only a cross reference of an older revision finds.
    public static byte[] ScriptInsideStream()
    {
        var old = Encoding.Latin1.GetString(RawPdf.Document(1).SetStream(6, "", Encoding.ASCII.GetBytes($"7 0 obj {Script} endobj")).Set(7, "null").ToArray());
        var inside = $"{old.IndexOf("7 0 obj", StringComparison.Ordinal):D10}";
        var listed = $"{old.LastIndexOf("7 0 obj", StringComparison.Ordinal):D10}";
        old = old.Replace(listed, inside, StringComparison.Ordinal);
        var previous = old[(old.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        var update = $"7 0 obj null endobj\nxref\n7 1\n{old.Length:D10} 00000 n \ntrailer<</Size 8/Root 1 0 R/Prev {previous}>>\n";
        return Encoding.Latin1.GetBytes($"{old}{update}startxref\n{old.Length + update.IndexOf("xref", StringComparison.Ordinal)}\n%%EOF\n");
    }

    public static byte[] PageLoop() => RawPdf.Document(1).Set(10, "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")
        .Set(2, "<</Type/Pages/Kids[5 0 R 10 0 R]/Count 2/MediaBox[0 0 595 842]>>").ToArray();

    public static byte[] PageTwice() => RawPdf.Document(1).Set(2, "<</Type/Pages/Kids[5 0 R 5 0 R]/Count 2/MediaBox[0 0 595 842]>>").ToArray();

    // Some viewers show the first, some the last.
    public static byte[] KidsTwice() => RawPdf.Document(2).Change(2, "/Kids", "/Kids[5 0 R]/Kids").ToArray();

    public static byte[] ContentsTwice() => RawPdf.Document(2, page: "/Contents 6 0 R").ToArray();

    public static byte[] ResourceTwice() => RawPdf.Document(1).Change(5, "/F1 3 0 R", "/F1 3 0 R/F1 20 0 R").Set(20, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>").ToArray();

    public static byte[] CatalogTwice() => RawPdf.Document(1, catalog: "/Pages 20 0 R").Set(20, "<</Type/Pages/Kids[5 0 R]/Count 1/MediaBox[0 0 595 842]>>").ToArray();

    public static byte[] StreamTwice() => RawPdf.Document(1).SetStream(20, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/BBox[0 0 1 1]", []).ToArray();

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

    /// <summary>Object streams of one small object and many blanks each.</summary>
    public static byte[] ObjectStreams(int streams, int blanks)
    {
        var filler = new byte[blanks];
        Array.Fill(filler, (byte)' ');
        var pdf = RawPdf.Document(1);
        for (var n = 0; n < streams; n++)
        {
            var front = Encoding.ASCII.GetBytes($"{100 + n} 0 <</X 1>>");
            pdf.SetStream(10 + n, $"/Type/ObjStm/N 1/First 6/Filter/FlateDecode", RawPdf.Flate([.. front, .. filler]));
        }
        return pdf.ToArray();
    }

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
