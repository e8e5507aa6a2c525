using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Tests.Functions.Kernel.Typesetting;

public sealed class LeftToRightTests
{
    [Theory]
    [InlineData("السجل 2026-001234 في", "2026-001234")]
    [InlineData("الهاتف +212 661-123456 ورقم", "+212 661-123456")]
    [InlineData("الهاتف 0661-12-34-56.", "0661-12-34-56")]
    [InlineData("البطاقة BK123456،", "BK123456")]
    [InlineData("القانون رقم 43-20.", "43-20")]
    [InlineData("المبلغ 1.250,50 درهم", "1.250,50")]
    [InlineData("(القرار 118/2026)", "118/2026")]
    [InlineData("الرمز 7KQX-M3PD-94TZ", "7KQX-M3PD-94TZ")]
    [InlineData("الوثيقة SHA-256", "SHA-256")]
    public void A_number_with_signs_or_letters_is_marked_on_both_sides(string text, string number) =>
        Assert.Equal(text.Replace(number, $"\u200E{number}\u200E\u200F", StringComparison.Ordinal), LeftToRight.Protect(text));

    [Theory]
    [InlineData("الصفحة 3 من 10")]
    [InlineData("24 نونبر 2026")]
    [InlineData("رمز QR، أو")]
    [InlineData("المادة 6.")]
    public void Plain_numbers_and_words_need_no_marks(string text) => Assert.Equal(text, LeftToRight.Protect(text));

    [Theory]
    [InlineData("رقم 2026-001234 · 24 نونبر 2026", "2026-001234")]
    [InlineData("الهاتف +212 661-123456 ورقم", "+212 661-123456")]
    public void A_marked_number_is_one_piece_read_from_left_to_right(string text, string number)
    {
        var marked = LeftToRight.Protect(text);
        var levels = Bidi.Levels(marked, Direction.RightToLeft);
        var start = marked.IndexOf(number, StringComparison.Ordinal);
        Assert.All(levels[start..(start + number.Length)], level => Assert.Equal(2, level));
        // What follows is Arabic text again, and not drawn into the number.
        Assert.Equal(1, levels[start + number.Length + 2]);
    }

    [Fact]
    public void Without_marks_the_algorithm_itself_tears_a_register_number_apart()
    {
        const string text = "رقم 2026-001234";
        var levels = Bidi.Levels(text, Direction.RightToLeft);
        Assert.Equal(1, levels[text.IndexOf('-')]);
    }
}
