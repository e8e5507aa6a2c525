using System.Text;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Pdf;

public sealed class PdfFileTests(SamplePdfs samples)
{
    public static TheoryData<string> EachKind => [.. SamplePdfs.Sound, .. SamplePdfs.AlreadySigned];

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Every_kind_opens_and_every_object_in_it_is_read(string kind)
    {
        var file = PdfFile.Open(samples.Bytes(kind));

        foreach (var reference in file.References())
        {
            if (file.Resolve(reference) is PdfStream stream) file.Decode(stream);
        }
        Assert.All(file.Pages, page => Assert.NotEmpty(file.ContentOf(page).ToArray()));
        Assert.Equal(kind is "shifted" or "shifted-objstm" or "xref-from-one", file.Repaired);
    }

    [Theory]
    [InlineData("gs-1.4", PdfXrefKind.Table)]
    [InlineData("qpdf-objstm", PdfXrefKind.Stream)]
    [InlineData("qpdf-linearized", PdfXrefKind.Table)]
    [InlineData("qpdf-linearized-objstm", PdfXrefKind.Stream)]
    [InlineData("hybrid", PdfXrefKind.Table)]
    [InlineData("shifted", PdfXrefKind.Table)]
    [InlineData("shifted-objstm", PdfXrefKind.Stream)]
    public void The_kind_of_the_newest_section_is_known(string kind, PdfXrefKind expected) =>
        Assert.Equal(expected, PdfFile.Open(samples.Bytes(kind)).NewestKind);

    [Fact]
    public void A_hybrid_files_hidden_font_is_found()
    {
        var file = PdfFile.Open(samples.Bytes("hybrid"));

        var fonts = Assert.IsType<PdfDictionary>(file.Resolve(file.Pages[0].Resources, "Font"));
        Assert.True(Assert.IsType<PdfDictionary>(file.Resolve(fonts, "F1")).Is("BaseFont", "Helvetica"));
    }

    [Fact]
    public void The_newest_revision_of_an_object_wins()
    {
        var file = PdfFile.Open(samples.Bytes("updated"));

        Assert.Contains("corrige", Encoding.Latin1.GetString(file.ContentOf(file.Pages[0]).Span), StringComparison.Ordinal);
        Assert.True(Assert.IsType<PdfDictionary>(file.Resolve(new PdfReference(3))).Is("BaseFont", "Times-Roman"));
    }

    [Fact]
    public void Pages_inherit_what_they_lack_and_user_units_are_their_own()
    {
        var page = PdfFile.Open(samples.Bytes("inherited")).Pages[0];

        Assert.Equal(new(0, 0, 595, 842), page.MediaBox);
        Assert.Equal(new(20, 20, 575, 822), page.VisibleBox);
        Assert.Equal(180, page.Rotate);
        Assert.True(page.Resources.Has("Font"));
        Assert.Equal(1, page.UserUnit);
        Assert.Equal(2, PdfFile.Open(samples.Bytes("user-unit")).Pages[0].UserUnit);
        Assert.Equal(270, PdfFile.Open(samples.Bytes("rotated-270")).Pages[0].Rotate);
        Assert.Equal(new(0, 0, 595, 842), PdfFile.Open(samples.Bytes("indirect-arrays")).Pages[0].MediaBox);
    }

    [Fact]
    public void References_to_another_generation_lead_nowhere()
    {
        var file = PdfFile.Open(samples.Bytes("generations-and-form"));

        Assert.IsType<PdfDictionary>(file.Resolve(new PdfReference(13, 3)));
        Assert.IsType<PdfNull>(file.Resolve(new PdfReference(13)));
        Assert.IsType<PdfNull>(file.Resolve(new PdfReference(9_999)));
    }

    [Theory]
    [InlineData("plain", 0, null)]
    [InlineData("generations-and-form", 0, null)]
    [InlineData("signed-table", 1, null)]
    [InlineData("signed-stream", 1, null)]
    [InlineData("certified-1", 1, 1)]
    [InlineData("certified-2", 1, 2)]
    public void Signatures_and_what_they_permit_are_seen(string kind, int count, int? level) =>
        Assert.Equal(new(count, level), PdfFile.Open(samples.Bytes(kind)).Signatures);

    [Fact]
    public void Other_peoples_signatures_are_real() =>
        Assert.Contains("Signature Validation: Signature is Valid.", Tool.Run("pdfsig", samples.PathOf("signed-stream")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("encrypted", PdfFault.Encrypted)]
    [InlineData("encrypted-objstm", PdfFault.Encrypted)]
    [InlineData("encrypted-128", PdfFault.Encrypted)]
    [InlineData("encrypted-shifted", PdfFault.Encrypted)]
    [InlineData("zip-head", PdfFault.Lead)]
    [InlineData("html-tail", PdfFault.Tail)]
    [InlineData("html-tail-with-end", PdfFault.Tail)]
    [InlineData("page-loop", PdfFault.Damaged)]
    [InlineData("page-twice", PdfFault.Damaged)]
    [InlineData("page-missing", PdfFault.Damaged)]
    [InlineData("cut", PdfFault.Damaged)]
    [InlineData("text", PdfFault.Damaged)]
    [InlineData("empty", PdfFault.Damaged)]
    [InlineData("flate-bomb", PdfFault.Excess)]
    [InlineData("flate-bomb-twice", PdfFault.Excess)]
    [InlineData("object-stream-bomb", PdfFault.Excess)]
    [InlineData("object-streams-bomb", PdfFault.Excess)]
    [InlineData("deep", PdfFault.Excess)]
    public void What_cannot_be_used_says_why(string kind, PdfFault fault) =>
        Assert.Equal(fault, Assert.Throws<PdfDamaged>(() => ReadAll(samples.Bytes(kind))).Fault);

    [Fact]
    public void A_circle_of_cross_references_is_repaired_and_ends()
    {
        var bytes = RawPdf.Document(1).ToArray();
        var start = Encoding.Latin1.GetString(bytes).LastIndexOf("xref\n0", StringComparison.Ordinal);

        Assert.True(PdfFile.Open(RawPdf.Document(1).ToArray(trailer: $"/Prev {start}")).Repaired);
    }

    [Fact]
    public void Everything_shows_older_revisions_and_what_nothing_refers_to()
    {
        var texts = PdfFile.Open(samples.Bytes("updated")).Everything().OfType<PdfStream>().Select(s => Encoding.Latin1.GetString(s.Raw.Span)).ToList();

        Assert.Contains(texts, text => text.Contains("page 1", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("corrige", StringComparison.Ordinal));
    }

    [Fact]
    public void A_size_beyond_reason_is_not_believed_and_numbers_without_room_are_refused()
    {
        var plain = PdfFile.Open(samples.Bytes("plain")).NextNumber;
        var boasting = Encoding.Latin1.GetString(samples.Bytes("plain")).Replace($"/Size {plain}", "/Size 2147483647", StringComparison.Ordinal);

        Assert.Equal(plain, PdfFile.Open(Encoding.Latin1.GetBytes(boasting)).NextNumber);
        var last = RawPdf.Document(1).Revise().Set(8_388_607, "null").ToArray();
        Assert.Equal(PdfFault.Excess, Assert.Throws<PdfDamaged>(() => PdfFile.Open(last)).Fault);
    }

    [Theory]
    [InlineData("<</Type/Pages/Kids[5 0 R]/Count 1>>", 1)]
    [InlineData("<</Type/Pages/Kids[5 0 R]/Count 99>>", 1)]
    [InlineData("<</Type/Pages/Kids[]/Count 1>>", 0)]
    [InlineData("<</Type/Page>>", null)]
    [InlineData("<</Kids[<</Type/Page>>]>>", null)]
    [InlineData("<</Kids 5 0 R>>", null)]
    public void Pages_are_counted_whatever_the_tree_claims(string tree, int? pages)
    {
        var file = PdfFile.Open(RawPdf.Document(1).Set(2, tree).ToArray());

        if (pages is { } count) Assert.Equal(count, file.Pages.Count);
        else Assert.Equal(PdfFault.Damaged, Assert.Throws<PdfDamaged>(() => file.Pages).Fault);
    }

    static void ReadAll(byte[] bytes)
    {
        var file = PdfFile.Open(bytes);
        foreach (var page in file.Pages) file.ContentOf(page);
        foreach (var value in file.Everything())
        {
            if (value is PdfStream stream) file.Decode(stream);
        }
    }
}
