using System.Globalization;
using CasaServerless.Kernel.Documents;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Tests.Given.Documents;
using CsCheck;

namespace CasaServerless.Tests.Functions.Kernel.Documents;

/// <summary>
/// Damaged files of every kind: only a verdict comes out, and whatever is accepted can be updated and is accepted again. A failure prints
/// its seed; <c>CASA_FUZZ</c> sets how many files of each kind are tried.
/// </summary>
public sealed class FuzzTests(SamplePdfs samples)
{
    static readonly int rounds = int.Parse(Environment.GetEnvironmentVariable("CASA_FUZZ") ?? "60", CultureInfo.InvariantCulture);

    readonly DocumentJudge judge = new();

    public static TheoryData<string> EachKind =>
        [.. SamplePdfs.Sound, .. SamplePdfs.AlreadySigned, "active-in-objstm", "encrypted-objstm", "form-bomb", "active-shadowed"];

    public static TheoryData<string> EachBusyKind => [.. Busy.Kinds.Keys];

    [Theory]
    [MemberData(nameof(EachKind))]
    public void A_damaged_pdf_gets_a_verdict(string kind)
    {
        var original = samples.Bytes(kind);
        Mutations.Any.Sample(mutate =>
        {
            var bytes = mutate(original);
            if (judge.Judge(bytes) is not DocumentVerdict.Accepted) return;
            var file = PdfFile.Open(bytes);
            var update = new PdfUpdate(file);
            update.Put(file.Pages[0].Reference, file.Pages[0].Dictionary.With("Casa", update.Add(1)));
            Assert.Equal(file.Pages.Count, PdfFile.Open(update.Finish().ToArray()).Pages.Count);
        }, iter: rounds);
    }

    [Theory]
    [MemberData(nameof(EachBusyKind))]
    public void What_is_made_to_keep_a_reader_busy_gets_a_verdict(string kind) => Assert.NotNull(judge.Judge(Busy.Kinds[kind]()));

    [Theory]
    [InlineData("baseline.jpg")]
    [InlineData("progressive.jpg", "-interlace", "JPEG")]
    [InlineData("cmyk.jpg", "-colorspace", "CMYK")]
    [InlineData("rgb.png")]
    [InlineData("interlaced.png", "-interlace", "PNG")]
    public void A_damaged_photo_gets_a_verdict(string name, params string[] options)
    {
        var picture = File.ReadAllBytes(samples.Picture(name, options));
        var original = name.EndsWith("jpg", StringComparison.Ordinal) ? Photos.WithMetadata(picture) : picture;
        Mutations.Any.Sample(mutate =>
        {
            if (judge.Judge(mutate(original)) is DocumentVerdict.Accepted accepted) Assert.Single(PdfFile.Open(accepted.Pdf).Pages);
        }, iter: rounds);
    }
}
