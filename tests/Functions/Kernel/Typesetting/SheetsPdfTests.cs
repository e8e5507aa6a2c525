using CasaServerless.Kernel.Typesetting;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Typesetting;

/// <summary>Text in a PDF, as another program finds it.</summary>
public sealed class SheetsPdfTests : IDisposable
{
    static readonly TextStyle style = new(TypeCase.Regular, 12, 20, Ink.Black);

    readonly string path = Path.Combine(Path.GetTempPath(), $"casa-sheet-{Guid.NewGuid():N}.pdf");

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("السيد عبد الله بن محمد والحمد لله")]
    [InlineData("لا لأ لإ لآ الأصل الإمضاءات الآن سلا ملأ")]
    [InlineData("يُشار إليه، لا تُلزم")]
    [InlineData("مقاطعة المعاريف، بتفويض من رئيس المصالح الإدارية")]
    [InlineData("(نسخة مطابقة للأصل) [ملحق] « نص »")]
    [InlineData("ڤيلا ݣلميم گلميم پ چ ڭ")]
    public void Arabic_is_found_as_it_was_written(string text) => Assert.Equal(Letters(text), Letters(Found(text, Direction.RightToLeft)));

    [Theory]
    [InlineData("L’officière affirme : « œuvre n° 5 », fin.")]
    [InlineData("Bureau de légalisation المعاريف Casablanca")]
    [InlineData("Ωmega Šćepanović")]
    public void French_is_found_as_it_was_written(string text) => Assert.Equal(Letters(text), Letters(Found(text, Direction.LeftToRight)));

    [Theory]
    [InlineData("رقم السجل 2026-001234 في الدفتر", "2026-001234")]
    [InlineData("رقم الهاتف هو +212 661-123456 للاتصال", "+212 661-123456")]
    [InlineData("بطاقة التعريف الوطنية BK123456 للمعنية", "BK123456")]
    public void Numbers_in_Arabic_are_found_whole(string text, string number)
    {
        var found = Found(text, Direction.RightToLeft);
        Assert.Contains(number, found);
        Assert.StartsWith(text[..6], found);
    }

    [Fact]
    public void A_sheet_is_opaque_and_its_file_sound()
    {
        var pdf = Draw("Page · صفحة", Direction.LeftToRight);
        Assert.Contains("No syntax or stream encoding errors found", Tool.Must("qpdf", "--check", path));
        // Transparency would break archival PDF: no graphics state, no group.
        var plain = System.Text.Encoding.Latin1.GetString(pdf);
        Assert.DoesNotContain("ExtGState", plain);
        Assert.DoesNotContain("Transparency", plain);
    }

    string Found(string text, Direction direction)
    {
        Draw(text, direction);
        return string.Concat(Tool.Must("pdftotext", path, "-").Where(sign => sign is not ((>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E')))).Trim();
    }

    // Between Arabic words the reader guesses where blanks were, and puts some on the other side of a comma.
    static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    byte[] Draw(string text, Direction direction)
    {
        var sheet = new Sheet(400, 60);
        new TextBlock(text, direction, style, 380).Place(sheet, 10, 10);
        var pdf = SheetsPdf.Write([sheet], "Essai – تجربة", new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc));
        File.WriteAllBytes(path, pdf);
        return pdf;
    }
}
