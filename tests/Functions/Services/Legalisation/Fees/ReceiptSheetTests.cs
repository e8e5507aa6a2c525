using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Fees;
using CasaServerless.Tests.Functions.Kernel.Sealing;
using CasaServerless.Tests.Given;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Fees;

/// <summary>What a receipt looks like: also written to <c>tests/output</c>, for people to look at.</summary>
public sealed class ReceiptSheetTests
{
    static readonly FeePayment paid = new("key", PaymentMeans.Online, new(40, "MAD"), new(2026, 11, 30, 9, 5, 0, TimeSpan.Zero), new(2026, 11, 30)) { Number = 123 };

    [Fact]
    public void The_longest_values_stay_on_one_page_in_both_languages()
    {
        using var folder = new Folder();
        var path = folder.Write("receipt.pdf", Sheet(paid with { RefundedAt = paid.At.AddDays(2) }).Draw());
        Directory.CreateDirectory(Path.Combine(Root.Path, "tests", "output"));
        File.Copy(path, Path.Combine(Root.Path, "tests", "output", "receipt.pdf"), overwrite: true);
        Assert.Contains("Pages:           1\n", Tool.Must("pdfinfo", path), StringComparison.Ordinal);
        var text = Tool.Must("pdftotext", "-layout", path, "-");
        foreach (var words in (string[])["Q2026-000123", "40,00 DH", "20 × 2,00 DH", "en ligne, le 30/11/2026 09:05", "remboursé le 02/12/2026", "LEG-7K3Q9-XM2PAV", "وصل أداء رقم", "درهم"])
            Assert.Contains(string.Concat(words.Where(sign => !char.IsWhiteSpace(sign))), string.Concat(text.Where(sign => !char.IsWhiteSpace(sign))), StringComparison.Ordinal);
        // White all round, so that nothing is cut off by a printer.
        var page = Assert.Single(Rendered.Pages(folder, File.ReadAllBytes(path), 72));
        const int margin = 18;
        var inked = Enumerable.Range(0, page.Height * page.Width).Count(pixel => page.Pixels[pixel * 3] < 250
            && (pixel % page.Width is var x && (x < margin || x >= page.Width - margin) || pixel / page.Width is var y && (y < margin || y >= page.Height - margin)));
        Assert.Equal(0, inked);
    }

    [Fact]
    public void A_receipt_without_a_name_or_a_tariff_is_drawn_all_the_same() => Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(Sheet(paid, bare: true).Draw()));

    static ReceiptSheet Sheet(FeePayment payment, bool bare = false) => new()
    {
        Authority = new("Arrondissement Asoukhour Assawda (Roches Noires)", "مقاطعة الصخور السوداء"),
        Bureau = new("Bureau de légalisation n° 1 de l’arrondissement Asoukhour Assawda (démonstration)", "مكتب تصحيح الإمضاءات رقم 1 بمقاطعة الصخور السوداء (للتجربة)"),
        Payer = bare ? null : "محمد المهدي بن عبد الرحمان الإدريسي الحسني – Mohammed El Mehdi Ben Abderrahmane El Idrissi El Hassani",
        Case = "LEG-7K3Q9-XM2PAV",
        Kind = PaperKind.CertifiedCopy.Words(),
        Payment = payment,
        Rate = new(2, "MAD"),
        Basis = bare ? null : new(
            "Taxe de légalisation des signatures et de certification des documents (dahir 1-07-209 du 27 décembre 2007, loi 39-07) ; montant à confirmer par l’arrêté fiscal",
            "الرسم المفروض على تصحيح الإمضاءات والإشهاد على مطابقة النسخ (ظهير 1.07.209 بتاريخ 27 دجنبر 2007، القانون 39.07)؛ المبلغ رهين بتأكيد القرار الجبائي"),
        Unofficial = true,
    };
}
