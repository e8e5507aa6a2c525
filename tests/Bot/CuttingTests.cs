using System.Globalization;
using CasaServerless.Bot.Channels;
using CsCheck;

namespace CasaServerless.Tests.Bot;

/// <summary>Text is brought to any length without a sign broken or a word lost.</summary>
public sealed class CuttingTests
{
    static readonly Gen<string> texts = Gen.OneOf(((string[])["رسالة", "تَشْكِيل", "👩‍👩‍👧‍👦", "🇲🇦", "é", "bonjour", " ", " ", "\n\n", ". ", "؟ "]).Select(Gen.Const).ToArray()).Array[0, 200].Select(string.Concat);

    [Fact]
    public void What_is_cut_short_fits_and_ends_between_two_signs() => Gen.Select(texts, Gen.Int[2, 300]).Sample((text, units) =>
    {
        var cut = Cutting.Short(text, units);
        if (text.Length <= units) return cut == text;
        var kept = cut[..^1];
        return cut.Length <= units && cut[^1] == '…' && text.StartsWith(kept, StringComparison.Ordinal)
            && (kept.Length == 0 || StringInfo.ParseCombiningCharacters(text).Contains(kept.Length) || char.IsWhiteSpace(text[kept.Length]));
    });

    [Fact]
    public void Parts_fit_and_hold_everything_but_space() => Gen.Select(texts, Gen.Int[20, 300]).Sample((text, units) =>
    {
        var parts = Cutting.Parts(text, units);
        return parts.All(part => part.Length <= units) && Bare(string.Concat(parts)) == Bare(text);
    });

    [Fact]
    public void A_text_is_parted_where_a_paragraph_or_a_sentence_ends()
    {
        Assert.Equal(["Une phrase courte ici.", "Une autre, plus loin."], Cutting.Parts("Une phrase courte ici. Une autre, plus loin.", 30));
        Assert.Equal(["كلمة أولى طويلة بعض الشيء؟", "وجملة أخرى."], Cutting.Parts("كلمة أولى طويلة بعض الشيء؟ وجملة أخرى.", 30));
        Assert.Equal([""], Cutting.Parts("  ", 30));
    }

    static string Bare(string text) => string.Concat(text.Where(symbol => !char.IsWhiteSpace(symbol)));
}
