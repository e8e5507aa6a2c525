using CasaServerless.Kernel;
using CasaServerless.Kernel.Sealing;

namespace CasaServerless.Tests.Functions.Kernel.Sealing.Art;

public sealed class MoroccanDateTests
{
    [Theory]
    [InlineData(1, "1er janvier 2026", "فاتح يناير 2026")]
    [InlineData(2, "2 février 2026", "2 فبراير 2026")]
    [InlineData(3, "3 mars 2026", "3 مارس 2026")]
    [InlineData(4, "4 avril 2026", "4 أبريل 2026")]
    [InlineData(5, "5 mai 2026", "5 ماي 2026")]
    [InlineData(6, "6 juin 2026", "6 يونيو 2026")]
    [InlineData(7, "7 juillet 2026", "7 يوليوز 2026")]
    [InlineData(8, "8 août 2026", "8 غشت 2026")]
    [InlineData(9, "9 septembre 2026", "9 شتنبر 2026")]
    [InlineData(10, "10 octobre 2026", "10 أكتوبر 2026")]
    [InlineData(11, "11 novembre 2026", "11 نونبر 2026")]
    [InlineData(12, "12 décembre 2026", "12 دجنبر 2026")]
    public void A_date_is_written_with_the_names_that_Moroccan_offices_use(int month, string french, string arabic) =>
        Assert.Equal(new Bilingual(french, arabic), MoroccanDate.InWords(new DateOnly(2026, month, month)));
}
