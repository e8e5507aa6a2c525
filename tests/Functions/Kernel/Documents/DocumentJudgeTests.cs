using CasaServerless.Kernel.Documents;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Documents;

public sealed class DocumentJudgeTests(SamplePdfs samples)
{
    readonly DocumentJudge judge = new();

    public static TheoryData<string> Sound => [.. SamplePdfs.Sound, .. SamplePdfs.AlreadySigned];

    public static TheoryData<string, string> Refused
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (kind, fault) in SamplePdfs.Refused) rows.Add(kind, fault);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_document_as_people_send_them_is_accepted_and_stays_as_it_came(string kind)
    {
        var bytes = samples.Bytes(kind);

        var verdict = judge.Judge(bytes);
        Assert.True(verdict is DocumentVerdict.Accepted, (verdict as DocumentVerdict.Refused)?.Finding);
        var accepted = (DocumentVerdict.Accepted)verdict;
        Assert.Equal(DocumentForm.Pdf, accepted.Form);
        Assert.True(accepted.Pdf.Span.SequenceEqual(bytes));
        Assert.Equal(SamplePdfs.AlreadySigned.Contains(kind), accepted.Signed);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_a_plain_document_is_refused_for_what_it_is(string kind, string fault)
    {
        var refused = Assert.IsType<DocumentVerdict.Refused>(judge.Judge(samples.Bytes(kind)));

        Assert.True(fault == refused.Fault.Code(), $"{refused.Fault.Code()}: {refused.Finding}");
        Assert.NotEmpty(refused.Finding);
    }

    [Theory]
    [InlineData("chromium", 3, 1, null)]
    [InlineData("ten-pages", 10, 0, null)]
    [InlineData("fifty-pages", 50, 0, null)]
    [InlineData("certified-1", 3, 1, 1)]
    [InlineData("certified-2", 1, 0, 2)]
    public void Pages_links_and_certification_are_told(string kind, int pages, int links, int? level)
    {
        var accepted = Assert.IsType<DocumentVerdict.Accepted>(judge.Judge(samples.Bytes(kind)));

        Assert.Equal((pages, links, level), (accepted.Pages, accepted.Links, accepted.DocMdp));
    }

    [Fact]
    public void Packed_names_are_not_to_be_found_by_a_search_of_the_bytes()
    {
        // Otherwise the test of "active-in-objstm" would prove nothing.
        var bytes = samples.Bytes("active-in-objstm");

        Assert.Equal(-1, bytes.AsSpan().IndexOf("JavaScript"u8));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("OpenAction"u8));
    }

    [Fact]
    public void Object_streams_of_a_large_document_are_within_the_limits() =>
        Assert.IsType<DocumentVerdict.Accepted>(judge.Judge(Hostile.ObjectStreams(8, 7_000_000)));

    [Fact]
    public void Limits_are_settings()
    {
        var strict = new DocumentJudge(new DocumentLimits { MaxBytes = 10_000, MaxPages = 2 });

        Assert.Equal(DocumentFault.TooLarge, Assert.IsType<DocumentVerdict.Refused>(strict.Judge(samples.Bytes("chromium"))).Fault);
        Assert.Equal(DocumentFault.TooManyPages, Assert.IsType<DocumentVerdict.Refused>(strict.Judge(samples.Bytes("ten-pages"))).Fault);
        Assert.IsType<DocumentVerdict.Accepted>(strict.Judge(samples.Bytes("plain")));
    }

    [Theory]
    [InlineData("/OpenAction[5 0 R/Fit]")]
    [InlineData("/OpenAction<</S/GoTo/D[5 0 R/Fit]>>")]
    [InlineData("/ViewerPreferences<</DisplayDocTitle true>>")]
    [InlineData("/Names<</Dests<</Names[(a)[5 0 R/Fit]]>>>>")]
    [InlineData("/OCProperties<</OCGs[3 0 R]/D<</OFF[3 0 R]/AS[<</Event/View/Category[/View]/OCGs[]>>]>>>>")]
    [InlineData("/PieceInfo<</Hidden<</Subtype/Stamp/Rect[0 0 9 9]/F 34>>/Window<</Subtype/Popup/Rect[0 0 9 9]/F 60>>>>")]
    [InlineData("/PieceInfo<</AF 3 0 R/AA 3 0 R/EF 3 0 R>>")]
    public void What_only_looks_like_action_is_not(string catalog) =>
        Assert.IsType<DocumentVerdict.Accepted>(judge.Judge(RawPdf.Document(1, catalog: catalog).ToArray()));

    [Theory]
    [InlineData("https://www.casablanca.ma/", true)]
    [InlineData("HTTP://www.casablanca.ma/", true)]
    [InlineData("mailto:contact@example.ma", true)]
    [InlineData("tel:0522000000", true)]
    [InlineData("www.casablanca.ma:8080/page", true)]
    [InlineData("page.html#a:b", true)]
    [InlineData(" javascript:alert", false)]
    [InlineData("vbscript:x", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("smb://host/share", false)]
    [InlineData("//host/share", false)]
    [InlineData("\\\\\\\\host\\\\share", false)]
    public void Links_lead_to_the_web_or_the_document_is_refused(string address, bool accepted)
    {
        var pdf = RawPdf.Document(1, page: $"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({address})>>>>]").ToArray();

        Assert.Equal(accepted, judge.Judge(pdf) is DocumentVerdict.Accepted { Links: 1 });
    }

    [Fact]
    public void Every_fault_is_told_in_both_languages()
    {
        foreach (var fault in Enum.GetValues<DocumentFault>())
        {
            var sentence = DocumentFaults.Sentence(fault);
            Assert.EndsWith(".", sentence.Fr, StringComparison.Ordinal);
            Assert.Contains(sentence.Ar, c => c is >= '\u0600' and <= '\u06FF');
            Assert.Equal(sentence, DocumentFaults.Sentence(fault.Code()));
        }
        Assert.Contains("50 pages", DocumentFaults.Sentence(DocumentFault.TooManyPages).Fr, StringComparison.Ordinal);
        Assert.Contains("7 Mo", DocumentFaults.Sentence("too-large", new() { MaxBytes = 7 * 1024 * 1024 }).Fr, StringComparison.Ordinal);
    }
}
