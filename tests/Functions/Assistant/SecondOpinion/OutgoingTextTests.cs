using System.Globalization;
using CasaServerless.Assistant.SecondOpinion;
using CasaServerless.Bot.Language;
using CsCheck;

namespace CasaServerless.Tests.Functions.Assistant.SecondOpinion;

/// <summary>What of a message may leave the city.</summary>
public sealed class OutgoingTextTests
{
    static readonly string[] secrets = ["0661204598", "06 61 20 45 98", "+212661204598", "06.61.20.45.98", "BK482913", "LEG-7K3Q9-XM2PAV", "sara@exemple.ma"];

    static string Of(string text) => OutgoingText.Of(text, Understanding.Of(text));

    [Theory]
    [InlineData("appelez-moi au 06 61 20 45 98 svp", "appelez-moi au [phone] svp")]
    [InlineData("رقمي ٠٦٦١٢٠٤٥٩٨ عيطو ليا", "رقمي [phone] عيطو ليا")]
    [InlineData("+212 661-204598 ou 0522334455", "[phone] ou [phone]")]
    [InlineData("ma CIN est BK482913", "ma CIN est [cin]")]
    [InlineData("où en est LEG-7K3Q9-XM2PAV ?", "où en est [reference] ?")]
    [InlineData("j'écris de sara.b+x@exemple.ma, merci", "j'écris de [e-mail] merci")]
    [InlineData("ايميلي sara@exemple.ma", "ايميلي [e-mail]")]
    [InlineData("le code 7K3Q-9XM2 ne marche pas", "le code [code] ne marche pas")]
    [InlineData("code 7k3q 9xm2", "code [code]")]
    [InlineData("7K3Q9XM2 c'est mon code", "[code] c'est mon code")]
    [InlineData("7k3q9xm2 ?", "[code] ?")]
    [InlineData("né le 12/05/1984 à casa", "né le [number] à casa")]
    [InlineData("mon compte 0118 1000 0020", "mon compte [number]")]
    [InlineData("voir https://casa.test/tickets/a?code=b", "voir [link]")]
    [InlineData("a0612345678@exemple.ma", "[e-mail]")]
    [InlineData("06_61_20_45_98", "[number]")]
    [InlineData("06 – 61 – 20 – 45 – 98", "[number]")]
    [InlineData("le code ٧KQ٣-٩XM٢", "le code [code]")]
    [InlineData("7K3Q\u20119XM2", "[code]")]
    [InlineData("c'est 7K3Q - 9XM2", "c'est [code]")]
    [InlineData("tic 7k3q9 xm2pav svp", "[reference] svp")]
    public void What_tells_a_person_apart_is_taken_out(string text, string shown) => Assert.Equal(shown, Of(text));

    [Theory]
    [InlineData("slm 3afak bghit nkhlles ttaxe f 2026, 1500 dh")]
    [InlineData("wach lbureau m7loul lyoum m3a 10h30 ?")]
    [InlineData("3tawni wra9 machi dyali f mo9ata3a, wa7d 3ndi")]
    [InlineData("بغيت نعرف شنو خاصني نجيب معايا")]
    public void What_is_wanted_stays(string text) => Assert.Equal(text, Of(text));

    [Fact]
    public void No_more_than_five_hundred_signs_leave_and_no_half_of_a_number()
    {
        Assert.Equal(500, Of(string.Concat(Enumerable.Repeat("je voudrais savoir ", 60))).Length);
        var cut = Of(string.Concat(Enumerable.Repeat("voir ", 99)) + "0661204598 0661204598");
        Assert.DoesNotContain("06", cut, StringComparison.Ordinal);
        // Beyond what is read nothing is known of any number.
        Assert.DoesNotContain("7", Of(new string('@', 2100) + " BK 7 7 7"), StringComparison.Ordinal);
        Assert.Equal("é", StringInfo.GetNextTextElement(Of("e\u0301")).Normalize());
    }

    [Fact]
    public void However_a_number_stands_in_a_text_it_does_not_leave() =>
        Gen.Select(Gen.String[Gen.Char["ab é.,;:!?/-\n"], 0, 30], Gen.Int[0, secrets.Length - 1], Gen.String[Gen.Char["ab é.,;:!?/\n"], 0, 700])
            .Sample((before, at, after) =>
            {
                var shown = Of($"{before} {secrets[at]} {after}");
                Assert.True(shown.Length <= OutgoingText.MostSigns);
                Assert.True(shown.Count(char.IsAsciiDigit) < 5 && !shown.Contains("exemple", StringComparison.Ordinal), shown);
            }, iter: 20_000);
}
