using System.Text;

namespace CasaServerless.Tests.Given.Documents;

/// <summary>Sound documents with the oddities of real producers, each written by hand.</summary>
static class HandMade
{
    public static byte[] Plain() => RawPdf.Document(1).ToArray();

    public static byte[] Pages(int count) => RawPdf.Document(count).ToArray();

    // Leaves one q open and a turned, scaled coordinate system behind; also a BT and a marked-content sequence.
    public static byte[] Dirty() =>
        RawPdf.Document(2, tree: "/MediaBox[0 0 595 842]/Rotate 90/CropBox[0 0 595 800]",
            content: "q 0.5 0 0 0.5 100 100 cm /Span BMC BT /F1 24 Tf 72 700 Td (Royaume du Maroc) Tj").ToArray();

    // Pops more than it pushed.
    public static byte[] Underflow() => RawPdf.Document(1, content: "BT /F1 24 Tf 72 700 Td (Royaume du Maroc) Tj ET Q Q 2 0 0 2 0 0 cm").ToArray();

    public static byte[] Inherited()
    {
        var pdf = RawPdf.Document(1);
        var text = pdf.Stream("", "BT /F1 24 Tf 72 700 Td (Royaume du Maroc) Tj ET");
        var page = pdf.Add($"<</Type/Page/Parent 10 0 R/Contents {text} 0 R>>");
        pdf.Set(10, $"<</Type/Pages/Parent 2 0 R/Kids[{page} 0 R]/Count 1/Rotate 180>>");
        pdf.Set(11, "<</Font<</F1 3 0 R>>>>");
        return pdf.Set(2, "<</Type/Pages/Kids[10 0 R]/Count 1/MediaBox[595 842 0 0]/CropBox[20 20 575 822]/Resources 11 0 R>>").ToArray();
    }

    public static byte[] CropBox() => RawPdf.Document(1, page: "/CropBox[50 100 545 742]").ToArray();

    public static byte[] UserUnit() => RawPdf.Document(1, page: "/UserUnit 2", tree: "/MediaBox[0 0 297.5 421]").ToArray();

    // Contents, Kids, MediaBox and its corners are all objects of their own.
    public static byte[] IndirectArrays()
    {
        var pdf = RawPdf.Document(1, page: "/MediaBox 20 0 R").Change(5, "/Contents 4 0 R", "/Contents 21 0 R");
        pdf.Set(20, "[0 0 22 0 R 842]").Set(21, "[4 0 R 23 0 R]").Set(22, "595");
        pdf.SetStream(23, "", "BT /F1 12 Tf 72 600 Td (Casablanca) Tj ET"u8.ToArray());
        return pdf.Set(24, "[5 0 R]").Set(2, "<</Type/Pages/Kids 24 0 R/Count 1/MediaBox[0 0 10 10]>>").ToArray();
    }

    public static byte[] IndirectLength() => RawPdf.Document(1).Set(20, "55").Change(4, "/Length 55", "/Length 20 0 R").ToArray();

    public static byte[] WrongLength() => RawPdf.Document(1).Change(4, "/Length 55", "/Length 7").ToArray();

    // Objects of generations 1 to 3, and a form that is already there.
    public static byte[] GenerationsAndForm()
    {
        var pdf = RawPdf.Document(1, catalog: "/AcroForm 12 0 R");
        pdf.Change(5, "4 0 R", "4 2 R").Change(5, "/Resources", "/Annots[13 3 R]/Resources", generation: 1);
        pdf.Set(4, pdf.Get(4), 2);
        pdf.Set(12, "<</Fields[13 3 R]/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv 3 0 R>>>>>>");
        pdf.Set(13, "<</Type/Annot/Subtype/Widget/FT/Tx/T(nom)/V(Amina)/Rect[72 500 272 520]/P 5 1 R/F 4>>", 3);
        return pdf.Set(2, "<</Type/Pages/Kids[5 1 R]/Count 1/MediaBox[0 0 595 842]>>").ToArray();
    }

    // A table for readers before PDF 1.5, in which the font is called free, and a stream beside it that knows the font.
    public static byte[] Hybrid()
    {
        var pdf = RawPdf.Document(1);
        var font = pdf.Get(3);
        pdf.Remove(3);
        var packed = "3 0 " + font;
        pdf.SetStream(6, $"/Type/ObjStm/N 1/First 4", Encoding.Latin1.GetBytes(packed));
        pdf.SetStream(7, "/Type/XRef/Size 8/W[1 2 1]/Index[3 1 6 1]", new byte[8]);
        var draft = Encoding.Latin1.GetString(pdf.ToArray());
        var container = draft.IndexOf("6 0 obj", StringComparison.Ordinal);
        pdf.SetStream(7, "/Type/XRef/Size 8/W[1 2 1]/Index[3 1 6 1]", [2, 0, 6, 0, 1, (byte)(container >> 8), (byte)container, 0]);
        return pdf.ToArray(trailer: $"/XRefStm {draft.IndexOf("7 0 obj", StringComparison.Ordinal)}");
    }

    // The list begins with the head of the free list, yet says that it begins with object 1.
    public static byte[] XrefFromOne() => RawPdf.Document(1).ToArray(first: 1);

    public static byte[] ShiftedOffsets() => RawPdf.Document(2).ToArray(shift: 5);

    public static byte[] Updated()
    {
        var pdf = RawPdf.Document(1).Revise();
        pdf.SetStream(4, "", "BT /F1 24 Tf 72 700 Td (Royaume du Maroc, corrige) Tj ET"u8.ToArray());
        pdf.Revise().Set(3, "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>");
        return pdf.ToArray();
    }

    // An inline image whose data holds "EI" and unbalanced brackets.
    public static byte[] InlineImage() => RawPdf.Document(1,
        content: "q 10 0 0 10 72 600 cm BI /W 4 /H 4 /BPC 8 /CS /G ID \x01 EI\x02((\xFF[q q q 0 EI Q BT /F1 24 Tf 72 700 Td (Royaume du Maroc) Tj ET").ToArray();

    // Long enough to fill the table of words more than once.
    public static byte[] LzwContent()
    {
        var content = new StringBuilder("BT /F1 24 Tf 72 700 Td (Royaume du Maroc) Tj ET\n");
        for (var n = 0; n < 4_000; n++) content.Append(System.Globalization.CultureInfo.InvariantCulture, $"{n * 7919 % 595} {n * 104729 % 842} m\n");
        return RawPdf.Document(1).SetStream(4, "/Filter/LZWDecode", Lzw(Encoding.ASCII.GetBytes(content.ToString()), early: 1)).ToArray();
    }

    // A plain encoder: the longest known word, its code, one more word; the table is cleared when it is full.
    public static byte[] Lzw(byte[] data, int early)
    {
        var bits = new List<bool>();
        var words = new Dictionary<string, int>();
        void Write(int code, int width)
        {
            for (var bit = width - 1; bit >= 0; bit--) bits.Add((code >> bit & 1) != 0);
        }
        int Width() => (words.Count + 2 + early) switch { > 2048 => 12, > 1024 => 11, > 512 => 10, _ => 9 };
        void Fresh()
        {
            words.Clear();
            for (var c = 0; c < 256; c++) words.Add(((char)c).ToString(), c);
        }
        Fresh();
        Write(256, 9);
        var word = "";
        foreach (var b in data)
        {
            if (words.ContainsKey(word + (char)b))
            {
                word += (char)b;
                continue;
            }
            Write(words[word], Width());
            words.Add(word + (char)b, words.Count + 2);
            word = ((char)b).ToString();
            if (words.Count + 2 < 4095) continue;
            Write(words[word], Width());
            Write(256, Width());
            Fresh();
            word = "";
        }
        if (word.Length > 0) Write(words[word], Width());
        words.Add("\uFFFF", 0);
        Write(257, Width());
        while (bits.Count % 8 != 0) bits.Add(false);
        return [.. bits.Chunk(8).Select(byteBits => (byte)byteBits.Aggregate(0, (value, bit) => value << 1 | (bit ? 1 : 0)))];
    }
}
