using System.Text;
using CasaServerless.Kernel.Pdf;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Pdf;

public sealed class PdfContentTests(SamplePdfs samples)
{
    [Theory]
    [InlineData("q 1 0 0 1 5.5 -3 cm /Im#201 Do Q", "q cm Do(Im#201) Q")]
    [InlineData("BT /F1 12 Tf (a(b)\\)Q) Tj [(x) -20 <51 20>] TJ ET", "BT Tf(F1) Tj TJ ET")]
    [InlineData("/Span <</MCID 0 /Q (Q)>> BDC % Q Q Q\nEMC", "BDC(Span) EMC")]
    [InlineData("0 g\rf* true null W n", "g f* W n")]
    [InlineData("BI /W 2 /H 1 /BPC 8 /CS /G ID EIQ EI Q", "BI EI Q")]
    [InlineData("BI /W 2 ID \u0001 EI \u0080\u0081 EI\nQ", "BI EI Q")]
    [InlineData(") > } q", "q")]
    [InlineData("", "")]
    public void Operators_are_read_one_by_one(string content, string expected) => Assert.Equal(expected, Read(content));

    [Theory]
    [InlineData("(a")]
    [InlineData("(a\\")]
    [InlineData("<41")]
    [InlineData("[1 2")]
    [InlineData("[1 2 Tj")]
    [InlineData("/Span <</MCID 0 BDC")]
    [InlineData("BI /W 2 ID xx")]
    [InlineData("BI /W 2")]
    public void What_would_swallow_an_appended_operator_is_damage(string content) => Assert.Throws<PdfDamaged>(() => Read(content));

    [Fact]
    public void An_inline_images_data_is_not_read_as_operators()
    {
        var file = PdfFile.Open(samples.Bytes("inline-image"));

        Assert.Equal("q cm BI EI Q BT Tf(F1) Td Tj ET", Read(Encoding.Latin1.GetString(file.ContentOf(file.Pages[0]).Span)));
    }

    static string Read(string text)
    {
        var content = new PdfContent(Encoding.Latin1.GetBytes(text));
        var read = new List<string>();
        while (content.Next())
        {
            var name = Encoding.Latin1.GetString(content.Name);
            read.Add(Encoding.Latin1.GetString(content.Operator) + (name.Length > 0 ? $"({name})" : ""));
        }
        return string.Join(' ', read);
    }
}
