using System.Text;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

/// <summary>Every kind of document that people send, sealed, and judged by programs that are not ours.</summary>
public sealed class PdfSealerTests(SamplePdfs samples) : IDisposable
{
    readonly Folder folder = new();

    public static TheoryData<string> Kinds => [.. SamplePdfs.Sound];

    // Fifty pages say no more about pixels than ten do.
    public static TheoryData<string> Drawn => [.. SamplePdfs.Sound.Where(kind => kind != "fifty-pages")];

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_signature_is_valid_covers_the_whole_file_and_the_original_is_its_beginning(string kind)
    {
        var original = samples.Bytes(kind);
        var pdf = await Sealed.Pdf(original);
        Assert.True(pdf.AsSpan().StartsWith(original));
        var judged = Tool.Must("pdfsig", folder.Write("s.pdf", pdf));
        Assert.Contains("Signature is Valid", judged);
        Assert.Contains("ETSI.CAdES.detached", judged);
        Assert.Contains("Total document signed", judged);
        Assert.DoesNotContain("Signature #2", judged);
        var verdict = SealVerifier.Verify(pdf);
        Assert.Equal((null, Sealed.Key.Chain.Signer.Thumbprint), (verdict.Fault, verdict.Signer!.Thumbprint));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Its_structure_is_sound_and_a_page_longer(string kind)
    {
        var original = samples.Bytes(kind);
        var path = folder.Write("s.pdf", await Sealed.Pdf(original));
        var judged = Tool.Run("qpdf", "--check", path);
        // A stream of the original whose length is wrong stays wrong, and qpdf goes on warning of it.
        if (kind == "wrong-length") Assert.Equal(3, judged.Exit);
        else Assert.True(judged.Exit == 0 && judged.Output.Contains("No syntax or stream encoding errors found", StringComparison.Ordinal), judged.Output);
        Assert.Equal($"{PdfFile.Open(original).Pages.Count + 1}\n", Tool.Must("qpdf", "--show-npages", path));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Its_words_are_still_found_and_those_of_the_seal_as_well(string kind)
    {
        var before = Words(folder.Write("o.pdf", Readable(kind)));
        var after = Words(folder.Write("s.pdf", await Sealed.Pdf(samples.Bytes(kind))));
        // A scan has none, poppler finds none in the hidden part of a hybrid file, and the smallest page has its text beyond its edge.
        if (kind is not ("img2pdf" or "hybrid" or "user-unit")) Assert.NotEmpty(before);
        Assert.Empty(before.Except(after));
        foreach (var word in new[] { "2026-001234", "Maârif", "المعاريف", "الإدريسي" }) Assert.Contains(word, after);
    }

    [Theory, MemberData(nameof(Drawn))]
    public async Task The_code_is_read_from_every_page(string kind)
    {
        // poppler takes no notice of UserUnit, so it shows such a page at half its size.
        var dpi = kind == "user-unit" ? 300 : 150;
        foreach (var picture in Rendered.Files(folder, await Sealed.Pdf(samples.Bytes(kind)), dpi))
        {
            Assert.Contains("QR-Code:" + Sealed.Address, Tool.Must("zbarimg", "-q", picture));
        }
    }

    [Theory, MemberData(nameof(Drawn))]
    public async Task No_pixel_of_the_visible_box_differs(string kind)
    {
        var before = Rendered.Pages(folder, Readable(kind), 100);
        var after = Rendered.Pages(folder, await Sealed.Pdf(samples.Bytes(kind)), 100);
        Assert.Equal(before.Count + 1, after.Count);
        for (var n = 0; n < before.Count; n++)
        {
            Assert.Equal(0, before[n].DifferencesFrom(after[n]));
            Assert.Equal(before[n].Width, after[n].Width);
            // The band: 595 wide, some 110 high.
            Assert.InRange(after[n].Height - before[n].Height, before[n].Width * 0.15, before[n].Width * 0.3);
        }
    }

    [Fact]
    public async Task A_tagged_document_keeps_its_structure()
    {
        var before = Tool.Must("pdfinfo", "-struct-text", samples.PathOf("chromium"));
        Assert.Contains("Amina", before);
        Assert.Equal(before, Tool.Must("pdfinfo", "-struct-text", folder.Write("s.pdf", await Sealed.Pdf(samples.Bytes("chromium")))));
    }

    [Fact]
    public async Task A_form_keeps_its_fields_beside_the_seal_s()
    {
        var file = PdfFile.Open(await Sealed.Pdf(samples.Bytes("generations-and-form")));
        var form = (PdfDictionary)file.Resolve(file.Catalog, "AcroForm");
        var names = ((PdfArray)file.Resolve(form, "Fields")).Select(field => file.Resolve((PdfDictionary)file.Resolve(field), "T")).Cast<PdfString>();
        Assert.Equal(["nom", "CasaSeal1"], names.Select(name => Encoding.ASCII.GetString(name.Bytes.Span)));
        Assert.Equal(3, form.Int("SigFlags"));
        Assert.True(form.Has("DA"));
    }

    [Fact]
    public async Task Three_hundred_pages_share_one_strip()
    {
        var original = HandMade.Pages(300);
        var pdf = await Sealed.Pdf(original);
        Assert.True(SealVerifier.Verify(pdf).Holds);
        Assert.InRange(pdf.Length - original.Length, 1, 400_000);
        Assert.Contains("Page 300/300", Tool.Must("pdftotext", "-f", "300", "-l", "300", folder.Write("s.pdf", pdf), "-"));
    }

    [Fact]
    public async Task Many_papers_at_once_share_key_and_artist()
    {
        var kinds = new[] { "plain", "chromium", "dirty", "qpdf-objstm" };
        var rsa = FileSealKey.Read(DevelopmentSeal.Make(SealAlgorithm.Rsa));
        var papers = await Task.WhenAll(Enumerable.Range(0, 24).Select(n =>
            Task.Run(() => Sealed.Paper(samples.Bytes(kinds[n % kinds.Length]), n % 2 == 0 ? rsa : Sealed.Key))));
        Assert.All(papers, paper => Assert.True(SealVerifier.Verify(paper.Pdf).Holds));
    }

    [Fact]
    public async Task What_the_key_is_is_said_whatever_the_caller_words()
    {
        var paper = await Sealed.Paper(samples.Bytes("plain"), wording: Sealed.Wording with { Unofficial = false, Qualified = true });
        var text = Tool.Must("pdftotext", folder.Write("s.pdf", paper.Pdf), "-");
        Assert.Contains("NON OFFICIEL", text);
        Assert.DoesNotContain("qualifié", text);
    }

    // poppler cannot open this damaged file (sealed it can: the update names every object), so its sound twin stands for it.
    byte[] Readable(string kind) => samples.Bytes(kind == "shifted-objstm" ? "qpdf-objstm" : kind);

    // Without the marks of direction that poppler puts around Arabic.
    static string[] Words(string path) => Tool.Must("pdftotext", path, "-")
        .Split((char[])[' ', '\n', '\f', '\u202A', '\u202B', '\u202C'], StringSplitOptions.RemoveEmptyEntries);
}
