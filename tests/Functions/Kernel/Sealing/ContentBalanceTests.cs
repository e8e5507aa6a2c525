using System.Text;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Tests.Functions.Kernel.Sealing;

public sealed class ContentBalanceTests
{
    [Theory]
    [InlineData("", 0, 0, false, 0)]
    [InlineData("q 1 0 0 1 0 0 cm Q", 0, 0, false, 0)]
    [InlineData("q q Q", 0, 1, false, 0)]
    [InlineData("Q Q q", 2, 1, false, 0)]
    [InlineData("q Q Q q q", 1, 2, false, 0)]
    [InlineData("BT (q Q \\) ET (nested) ) Tj", 0, 0, true, 0)]
    [InlineData("BT <71> Tj ET /q gs [(Q) 1] TJ", 0, 0, false, 0)]
    [InlineData("/P <</MCID 0>> BDC /Q BMC EMC", 0, 0, false, 1)]
    [InlineData("EMC EMC /A BMC", 0, 0, false, 1)]
    [InlineData("% q q q\nq %Q\rQ", 0, 0, false, 0)]
    [InlineData("q\nBI /W 1 /H 1 /CS /G /BPC 8 ID q Q q EI\nQ", 0, 0, false, 0)]
    [InlineData("BI ID xEIx EI", 0, 0, false, 0)]
    [InlineData("1 0 0 RG/F 1 Tf[]0 d(x)Tj q(x)Tj Q", 0, 0, false, 0)]
    public void What_content_leaves_open_is_counted(string content, int below, int open, bool text, int marked) =>
        Assert.Equal(new ContentBalance(below, open, text, marked), ContentBalance.Of(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("BI /W 8 /H 8 ID x EI \u0001\u00ff\u00fe q q EI Q")]
    [InlineData("BI /W 8 /H 8 ID x EI 0.1 0.2 0.3 0.4 0.5 q q EI Q")]
    public void Where_viewers_might_disagree_there_is_no_answer(string content) =>
        Assert.Null(ContentBalance.Of(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("1 0 0 rg 0 0 9 9 re f Q", true)]
    [InlineData("1 0 0 rg Q 0 0 9 9 re f", false)]
    [InlineData("1 0 0 rg Q q 0 0 9 9 re S Q", false)]
    [InlineData("2 0 0 2 0 0 cm Q /X Do", false)]
    [InlineData("/F1 9 Tf Q BT (x) Tj ET", false)]
    [InlineData("1 0 0 rg Q BI /W 1 /H 1 ID x EI", false)]
    [InlineData("q 1 0 0 rg Q Q 0 0 9 9 re f", true)]
    [InlineData("Q 1 0 0 rg 0 0 9 9 re f", true)]
    public void A_surplus_Q_is_borne_only_where_it_takes_nothing_from_what_is_painted_later(string content, bool borne) =>
        Assert.Equal(borne, ContentBalance.Of(Encoding.Latin1.GetBytes(content)) is not null);

    [Fact]
    public void A_stack_that_is_run_up_on_purpose_is_no_page_to_draw_on()
    {
        Assert.Null(ContentBalance.Of(Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("q ", 300)))));
        Assert.Null(ContentBalance.Of(Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("Q ", 300)))));
    }

    [Theory]
    [InlineData("q q")]
    [InlineData("Q Q Q q")]
    [InlineData("BT /A BMC q")]
    public void With_what_stands_before_and_behind_it_content_is_balanced(string content)
    {
        var balance = ContentBalance.Of(Encoding.Latin1.GetBytes(content))!.Value;
        Assert.Equal(new ContentBalance(0, 0, false, 0), ContentBalance.Of(Encoding.Latin1.GetBytes($"{balance.Before}{content}\n{balance.After}")));
    }
}
