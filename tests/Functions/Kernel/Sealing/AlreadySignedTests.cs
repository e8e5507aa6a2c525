using System.Security.Cryptography;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class AlreadySignedTests(SamplePdfs samples) : IDisposable
{
    readonly Folder folder = new();

    public static TheoryData<string> Kinds => [.. SamplePdfs.AlreadySigned];

    public void Dispose() => folder.Dispose();

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_signed_document_gets_an_attestation_of_its_own_and_keeps_its_signature(string kind)
    {
        var original = samples.Bytes(kind);
        var paper = await Sealed.Paper(original);
        Assert.Equal(AttestationOnly.AlreadySigned, paper.Reason);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(original)), paper.OriginalSha256);
        Assert.True(SealVerifier.Verify(paper.Pdf).Holds);

        var attestation = folder.Write("a.pdf", paper.Pdf);
        var judged = Tool.Must("pdfsig", attestation);
        Assert.Contains("Signature is Valid", judged);
        Assert.Contains("Total document signed", judged);
        Assert.Equal(0, Tool.Run("qpdf", "--check", attestation).Exit);
        // The hash breaks over lines, and two columns may interleave: what is left of the digits is compared.
        var text = string.Concat(Tool.Must("pdftotext", "-raw", attestation, "-").Where(char.IsAsciiHexDigitLower));
        Assert.Contains(paper.OriginalSha256[..32], text);
        Assert.Contains("QR-Code:" + Sealed.Address, Tool.Must("zbarimg", "-q", Rendered.Files(folder, paper.Pdf, 150).Single()));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_original_travels_inside_its_attestation_byte_for_byte(string kind)
    {
        var original = samples.Bytes(kind);
        var attestation = folder.Write("a.pdf", (await Sealed.Paper(original)).Pdf);
        Assert.Contains("1 embedded files", Tool.Must("pdfdetach", "-list", attestation));
        var saved = folder["saved.pdf"];
        Tool.Must("pdfdetach", "-save", "1", "-o", saved, attestation);
        Assert.Equal(original, await File.ReadAllBytesAsync(saved, TestContext.Current.CancellationToken));
        // Its own signature is as good as before, and only one is the attestation's.
        Assert.Equal(Tool.Run("pdfsig", folder.Write("o.pdf", original)).Output.Replace("o.pdf", "saved.pdf"), Tool.Run("pdfsig", saved).Output);
        Assert.DoesNotContain("Signature #2", Tool.Must("pdfsig", attestation));
        Assert.Contains("original.pdf", Tool.Must("qpdf", "--list-attachments", attestation));
        Assert.Contains("/AFRelationship /Source", Tool.Must("qpdf", "--qdf", "--object-streams=disable", attestation, "-"));
    }

    [Fact]
    public async Task The_attached_original_is_under_the_seal()
    {
        var pdf = (await Sealed.Paper(samples.Bytes("signed-table"))).Pdf;
        pdf[pdf.AsSpan().IndexOf("/EmbeddedFile"u8) + 200] ^= 1;
        Assert.False(SealVerifier.Verify(pdf).Holds);
    }

    [Fact]
    public async Task The_words_say_in_both_languages_why_the_document_was_left_as_it_is()
    {
        var paper = await Sealed.Paper(samples.Bytes("signed-table"));
        var text = Tool.Must("pdftotext", folder.Write("a.pdf", paper.Pdf), "-");
        Assert.Contains("signature électronique", text);
        Assert.Contains("إلكترونيا", text);
    }

    [Fact]
    public async Task Our_own_sealed_paper_is_not_stamped_a_second_time()
    {
        var once = await Sealed.Pdf(samples.Bytes("plain"));
        Assert.Equal(AttestationOnly.AlreadySigned, (await Sealed.Paper(once)).Reason);
    }
}
