using System.Security.Cryptography;
using System.Text;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Pdf;

public sealed class PdfUpdateTests(SamplePdfs samples)
{
    public static TheoryData<string> EachKind => [.. SamplePdfs.Sound];

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Three_updates_in_a_row_leave_a_file_that_others_read(string kind)
    {
        var original = samples.Bytes(kind);
        var bytes = original;
        for (var round = 0; round < 3; round++) bytes = Updated(PdfFile.Open(bytes), $"0 {round} m").ToArray();
        var output = samples.Save(bytes);

        Assert.True(bytes.AsSpan().StartsWith(original));
        var (exit, _, said) = Tool.Run("qpdf", "--check", output);
        // A wrong /Length stays wrong, and qpdf says so (3: warnings).
        Assert.True(exit == (kind is "wrong-length" ? 3 : 0), said);
        // Where others cannot read the original, its undamaged twin says what is in it.
        var twin = samples.PathOf(kind switch { "shifted-objstm" => "qpdf-objstm", "xref-from-one" => "plain", _ => kind });
        Assert.Equal(Tool.Must("pdftotext", "-layout", twin, "-"), Tool.Must("pdftotext", "-layout", output, "-"));
        Assert.Equal(Tool.Must("mutool", "draw", "-F", "text", twin), Tool.Must("mutool", "draw", "-F", "text", output));
        var file = PdfFile.Open(bytes);
        Assert.Equal($"{file.Pages.Count}", Tool.Run("qpdf", "--show-npages", output).Output.Trim());
        Assert.False(file.Repaired);
        Assert.EndsWith("0 2 m\n", Encoding.Latin1.GetString(file.ContentOf(file.Pages[0]).Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shifted", true)]
    [InlineData("plain", false)]
    public void Only_a_repaired_files_update_stands_alone(string kind, bool alone)
    {
        var section = Encoding.Latin1.GetString(Updated(PdfFile.Open(samples.Bytes(kind)), "q Q").Section.Span);

        Assert.Equal(alone, section.Contains("xref\n0 1\n0000000000 65535 f \n1 ", StringComparison.Ordinal));
        Assert.Equal(alone, !section.Contains("/Prev", StringComparison.Ordinal));
    }

    [Fact]
    public void A_placeholder_knows_where_it_lies_and_is_filled_in_place()
    {
        var file = PdfFile.Open(samples.Bytes("qpdf-objstm"));
        var update = new PdfUpdate(file);
        var gap = PdfPlaceholder.Hex(8);
        update.Add(new PdfDictionary { ["Before"] = 1, ["Contents"] = gap, ["After"] = PdfArray.Of([1.5, PdfBool.True, PdfNull.Instance]) });
        var revision = update.Finish();
        revision.Fill(gap, "<ABCD"u8);

        var bytes = revision.ToArray();
        Assert.Equal(bytes.Length, revision.Length);
        Assert.Equal("<ABCD000000000000>", Encoding.ASCII.GetString(bytes.AsSpan((int)gap.Offset, gap.Length)));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        revision.AppendAllBut(gap, hash);
        Assert.Equal(SHA256.HashData([.. bytes[..(int)gap.Offset], .. bytes[((int)gap.Offset + gap.Length)..]]), hash.GetHashAndReset());
        Assert.Throws<ArgumentException>(() => revision.Fill(gap, new byte[19]));
        Assert.Throws<ArgumentException>(() => revision.Fill(PdfPlaceholder.Hex(1), []));
    }

    [Fact]
    public void What_is_written_is_read_back_as_it_was()
    {
        var file = PdfFile.Open(samples.Bytes("plain"));
        var update = new PdfUpdate(file);
        var reference = update.Add(new PdfDictionary
        {
            ["Nom (é) #/"] = new PdfName("a b\0\n%"),
            ["Text"] = PdfString.Text("الدار البيضاء"),
            ["Raw"] = new PdfString("(\\)\r"u8.ToArray()),
            ["Numbers"] = PdfArray.Of([0, -7, 1_000_000, 0.1, -841.88977, 257]),
        });

        var again = PdfFile.Open(update.Finish().ToArray());
        var value = Assert.IsType<PdfDictionary>(again.Resolve(reference));
        Assert.True(value.Is("Nom (é) #/", "a b\0\n%"));
        Assert.Equal("الدار البيضاء", Encoding.BigEndianUnicode.GetString(Assert.IsType<PdfString>(value["Text"]).Bytes.Span[2..]));
        Assert.Equal("(\\)\r"u8, Assert.IsType<PdfString>(value["Raw"]).Bytes.Span);
        Assert.Equal([0, -7, 1_000_000, 0.1, -841.88977, 257], Assert.IsType<PdfArray>(value["Numbers"]).Select(n => Assert.IsType<PdfNumber>(n).Value));
    }

    [Fact]
    public void Numbers_keep_the_spelling_of_their_file()
    {
        var file = PdfFile.Open(RawPdf.Document(1).Set(20, "[+1 -0 007 .5 4. 1.50 --3 99999999999 0.1234567 12]").ToArray());
        var update = new PdfUpdate(file);
        var copy = update.Add(file.Resolve(new PdfReference(20)));

        var bytes = Encoding.Latin1.GetString(update.Finish().ToArray());
        Assert.Contains($"{copy.Number} 0 obj\n[+1 -0 007 .5 4. 1.50 --3 99999999999 0.1234567 12]", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_can_be_put_once_and_reserved_numbers_are_new()
    {
        var update = new PdfUpdate(PdfFile.Open(samples.Bytes("plain")));
        var reserved = update.Reserve();
        update.Put(reserved, 1);

        Assert.NotEqual(reserved, update.Reserve());
        Assert.Throws<InvalidOperationException>(() => update.Put(reserved, 2));
    }

    [Fact]
    public void Two_updates_of_the_same_file_with_the_same_objects_are_the_same() =>
        Assert.Equal(Updated(PdfFile.Open(samples.Bytes("gs-1.4")), "q Q").ToArray(), Updated(PdfFile.Open(samples.Bytes("gs-1.4")), "q Q").ToArray());

    static PdfRevision Updated(PdfFile file, string content)
    {
        var update = new PdfUpdate(file);
        var page = file.Pages[0];
        var added = update.Add(new PdfStream([], Encoding.ASCII.GetBytes(content)));
        PdfObject before = page.Dictionary["Contents"];
        update.Put(page.Reference, page.Dictionary.With("Contents",
            file.Resolve(before) is PdfArray parts ? PdfArray.Of([.. parts, added]) : PdfArray.Of([before, added])));
        return update.Finish();
    }
}
