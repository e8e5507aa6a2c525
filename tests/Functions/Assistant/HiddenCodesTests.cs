using CasaServerless.Assistant;

namespace CasaServerless.Tests.Functions.Assistant;

/// <summary>What of a message is written down where an access code stands in it.</summary>
public sealed class HiddenCodesTests
{
    [Theory]
    [InlineData("7KQ3-9XMP", "••••-••••")]
    [InlineData("٧KQ٣-٩XMP", "••••-••••")]
    [InlineData("le code est ۷KQ۳-۹XMP", "le code est ••••-••••")]
    [InlineData("７ＫＱ３-９ＸＭＰ", "••••-••••")]
    [InlineData("7K\u200bQ3-9XMP", "••••-••••")]
    [InlineData("c'est 7KQ3 – 9XMP voilà", "c'est ••••-•••• voilà")]
    [InlineData("tic 7k3q9 xm2pav code 7kq39xmp", "tic 7k3q9 xm2pav code ••••-••••")]
    [InlineData("mossada9 3lihom", "mossada9 3lihom")]
    [InlineData("TIC-٧K٣Q٩-XM٢PAV", "TIC-٧K٣Q٩-XM٢PAV")]
    [InlineData("عندي موعد فـ ١٢ و ٣٠ دقيقة", "عندي موعد فـ ١٢ و ٣٠ دقيقة")]
    public void By_whatever_keyboard_a_code_was_written_it_is_hidden_and_the_rest_is_as_it_was(string text, string kept) => Assert.Equal(kept, HiddenCodes.In(text, wanted: false));

    [Theory]
    [InlineData("le code KQXZ-MPWR", "le code ••••-••••")]
    [InlineData("code 7KQ39XMP", "••••-••••")]
    [InlineData("KQXZMPWR", "••••-••••")]
    [InlineData("je ne le trouve pas", "je ne le trouve pas")]
    public void Where_it_was_asked_for_it_is_known_by_less(string text, string kept) => Assert.Equal(kept, HiddenCodes.In(text, wanted: true));
}
