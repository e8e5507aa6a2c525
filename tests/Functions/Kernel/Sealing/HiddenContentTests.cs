using System.Globalization;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

/// <summary>What a page draws beyond its visible box, and what its content leaves behind it, must not show in the band.</summary>
public sealed class HiddenContentTests : IDisposable
{
    const string Blue = "0.2 0.4 1 rg -9000 -9000 30000 30000 re f ";
    readonly Folder folder = new();

    public static TheoryData<int, string> Pages => new MatrixTheoryData<int, string>([0, 90, 180, 270],
    [
        "/MediaBox[0 0 400 600]",
        "/MediaBox[-50 -60 700 900]/CropBox[10 20 410 620]",
        "/MediaBox[0 0 100 60]",
        "/MediaBox[0 0 1400 1000]",
        "/MediaBox[0 0 60 80]/UserUnit 5",
        "/MediaBox[0 0 400 600]/TrimBox[0 0 400 600]/BleedBox[0 0 400 600]",
    ]);

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Pages))]
    public async Task The_band_is_the_same_whatever_the_page_draws_below_itself(int rotate, string boxes)
    {
        var page = string.Create(CultureInfo.InvariantCulture, $"{boxes}/Rotate {rotate}");
        // Left in blue, scaled, with a text object and a marked sequence open.
        var loud = RawPdf.Document(1, page: page, content: Blue + "q 3 0 0 3 7 7 cm /Span BMC BT /F1 9 Tf 0 0 1 rg (Casablanca) Tj").ToArray();
        var blank = RawPdf.Document(1, page: page, content: "").ToArray();
        var visible = Rendered.Pages(folder, blank, 72)[0];
        var (expected, shown) = (Rendered.Pages(folder, await Sealed.Pdf(blank), 72)[0], Rendered.Pages(folder, await Sealed.Pdf(loud), 72)[0]);
        Assert.Equal((expected.Width, expected.Height), (shown.Width, shown.Height));
        Assert.Equal(0, expected.Below(visible.Height).DifferencesFrom(shown.Below(visible.Height)));
        Assert.True(expected.Below(visible.Height).Pixels.Count(level => level < 128) > 100, "The band is empty.");
        // Of a page that got wider, the part beside it as well.
        if (expected.Width > visible.Width) Assert.Equal(0, expected.Right(visible.Width).DifferencesFrom(shown.Right(visible.Width)));
        Assert.Equal(0, Rendered.Pages(folder, loud, 72)[0].DifferencesFrom(shown));
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Black")]
    public async Task The_band_is_the_same_whatever_the_page_calls_white(string ink)
    {
        // Far wider than the strip becomes, so that much of the band is but white.
        byte[] Wide(string content) => RawPdf.Document(1, page: "/MediaBox[0 0 3300 800]", content: content)
            .Change(5, "/Resources<<", $"/Resources<</ColorSpace<</DefaultGray[/Separation/{ink}/DeviceGray 20 0 R]>>")
            .Set(20, "<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>").ToArray();

        var blank = RawPdf.Document(1, page: "/MediaBox[0 0 3300 800]", content: "").ToArray();
        var (expected, shown) = (Rendered.Pages(folder, await Sealed.Pdf(blank), 36)[0], Rendered.Pages(folder, await Sealed.Pdf(Wide(Blue)), 36)[0]);
        Assert.Equal(0, expected.Below(401).DifferencesFrom(shown.Below(401)));
        Assert.True(expected.Below(401).Pixels.Count(level => level < 128) > 100, "The band is empty.");
    }

    [Theory]
    [InlineData("/Subtype/Square/Rect[100 -60 200 -20]/C[1 0 0]/IC[1 0 0]/F 4")]
    [InlineData("/Subtype/Stamp/Rect[100 -60 200 -20]/F 4/AP<</N 30 0 R>>")]
    [InlineData("/Subtype/Ink/Rect[100 100 200 200]/InkList[[100 -50 200 -20]]/C[1 0 0]/BS<</W 9>>/F 4", false)]
    [InlineData("/Subtype/Stamp/Rect[100 -60 200 20]/F 4/AP<</N 30 0 R>>", false)]
    [InlineData("/Subtype/Watermark/Rect[100 100 200 200]/FixedPrint<</Type/FixedPrint/Matrix[1 0 0 1 0 -150]>>/F 4/AP<</N 30 0 R>>", false)]
    [InlineData("/Subtype/Link/Rect[100 -60 200 20]/Border[0 0 0]/A<</S/URI/URI(https://a.ma)>>", true, true)]
    public async Task An_annotation_below_the_page_does_not_come_to_light(string annotation, bool stamped = true, bool kept = false)
    {
        byte[] With(string annotations)
        {
            var pdf = RawPdf.Document(1, page: annotations);
            pdf.SetStream(30, "/Type/XObject/Subtype/Form/BBox[0 0 10 10]", "1 0 0 rg 0 0 10 10 re f"u8.ToArray());
            return pdf.Set(31, $"<</Type/Annot{annotation}>>").ToArray();
        }

        var paper = await Sealed.Paper(With("/Annots[31 0 R]"));
        Assert.Equal(stamped ? null : AttestationOnly.NotStampable, paper.Reason);
        if (!stamped) return;
        var expected = Rendered.Pages(folder, await Sealed.Pdf(With("")), 72)[0];
        Assert.Equal(0, expected.DifferencesFrom(Rendered.Pages(folder, paper.Pdf, 72)[0]));
        var file = PdfFile.Open(paper.Pdf);
        Assert.Equal(kept, file.Resolve(file.Pages[0].Dictionary, "Annots") is PdfArray { Count: 1 });
        Assert.IsType<PdfDictionary>(file.Resolve(new PdfReference(31)));
    }

    [Theory]
    [InlineData(90, "/Subtype/Stamp/Rect[500 20 590 580]/F 20")]
    [InlineData(180, "/Subtype/Stamp/Rect[10 740 570 830]/F 20")]
    [InlineData(0, "/Subtype/Stamp/Rect[10 5 570 95]/F 12")]
    [InlineData(0, "/Subtype/Text/Rect[10 5 30 25]")]
    [InlineData(0, "/Subtype/Stamp/Rect[10 5 570 95]/F 20", true)]
    [InlineData(90, "/Subtype/Stamp/Rect[10 5 570 95]/F 4", true)]
    [InlineData(90, "/Subtype/Stamp/Rect[10 5 570 95]/F 18", true)]
    public async Task An_annotation_that_leaves_its_rectangle_is_attested_and_not_stamped(int rotate, string annotation, bool stamped = false)
    {
        var page = string.Create(CultureInfo.InvariantCulture, $"/Rotate {rotate}/Annots[<</Type/Annot{annotation}/AP<</N 30 0 R>>>>]");
        var pdf = RawPdf.Document(1, page: page).SetStream(30, "/Type/XObject/Subtype/Form/BBox[0 0 560 90]", "1 1 0 rg 0 0 560 90 re f"u8.ToArray());

        Assert.Equal(stamped ? null : AttestationOnly.NotStampable, (await Sealed.Paper(pdf.ToArray())).Reason);
    }

    [Theory]
    [InlineData("BI /W 8 /H 8 /BPC 8 /CS /G ID x EI \u0001\u00ff\u00fe q q EI Q")]
    [InlineData("(never closed")]
    public async Task A_page_whose_content_cannot_be_followed_is_attested_and_not_stamped(string content)
    {
        var paper = await Sealed.Paper(RawPdf.Document(1, content: content).ToArray());
        Assert.Equal(AttestationOnly.NotStampable, paper.Reason);
        Assert.True(SealVerifier.Verify(paper.Pdf).Holds);
        Assert.Contains(paper.OriginalSha256[..40], Tool.Must("pdftotext", folder.Write("a.pdf", paper.Pdf), "-"));
    }

    [Fact]
    public async Task A_page_as_large_as_the_format_allows_is_attested_and_not_stamped() =>
        Assert.Equal(AttestationOnly.NotStampable, (await Sealed.Paper(RawPdf.Document(1, tree: "/MediaBox[0 0 14400 14400]").ToArray())).Reason);
}
