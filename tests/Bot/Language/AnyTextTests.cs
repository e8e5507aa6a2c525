using System.Globalization;
using CasaServerless.Bot.Language;
using CsCheck;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>
/// Whatever is written is understood as something: a million strings, in chunks. <c>CASA_FUZZ</c> sets how many thousands of each kind are tried.
/// </summary>
public sealed class AnyTextTests
{
    static readonly int thousands = int.Parse(Environment.GetEnvironmentVariable("CASA_FUZZ") ?? "125", CultureInfo.InvariantCulture);

    static readonly string[] words =
    [
        "au", "secours", "stop", "feu", "le", "العافية", "النجدة", "3ta9oni", "l3afya", "merci", "salam", "ne", "respire", "plus", "hier", "ما", "كيتحركش", "daba", "wa7d", "b", "و", "ال", "3", "ع", "😱", "\ud800",
        "ﷺ", "ﻻ", "ـــ", "\u200f", "\0", "0661223344", "12/03", "a\u0301\u0302", "ىىى", "wwwww", "'", "’", "chhhh", "ghghghgh",
    ];

    public static TheoryData<string> EachKind => ["any", "latin", "arabic", "mixed", "words", "run together", "one sign", "surrogates"];

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Nothing_that_is_written_makes_it_fail(string kind) => Of(kind).Sample(text =>
    {
        var its = Understanding.Of(text);
        return its.Confidence is >= 0 and <= 1 && its.Intent != its.Second && Enum.IsDefined(its.Intent) && Enum.IsDefined(its.Form)
            && its.Entities.All(each => each.Start >= 0 && each.Length > 0 && each.Start + each.Length <= text.Length);
    }, iter: thousands * 1000);

    // What is read ends somewhere: nothing beyond takes a step, however much there is.
    [Theory]
    [MemberData(nameof(EachKind))]
    public void Of_a_hundred_thousand_signs_the_first_are_read(string kind) => Of(kind).Where(piece => piece.Length > 0).Sample(piece =>
    {
        var whole = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        var (one, other) = (Understanding.Of(whole), Understanding.Of(whole[..Utterance.MostSigns]));
        return (one.Intent, one.Form, one.Confidence, one.Ruling) == (other.Intent, other.Form, other.Confidence, other.Ruling);
    }, iter: 40);

    [Fact]
    public void The_same_text_is_always_understood_alike() => Of("words").Sample(text =>
    {
        var (one, other) = (Understanding.Of(text), Understanding.Of(new string(text)));
        return (one.Intent, one.Form, one.Confidence, one.Second, one.Ruling) == (other.Intent, other.Form, other.Confidence, other.Second, other.Ruling);
    }, iter: 5000);

    static Gen<string> Of(string kind) => kind switch
    {
        "any" => Gen.String[0, 24],
        "latin" => Gen.String[Gen.Char["abcdeghiklmnorstuwxyz 3795'é\n"], 0, 40],
        "arabic" => Gen.String[Gen.Char["ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئگڤپچ ـًَّٰ،؟٣"], 0, 40],
        "mixed" => Gen.String[Gen.Char["abel 3عافيةx9😱\u0301\u200d-/.,:"], 0, 40],
        "words" => Gen.Int[0, words.Length - 1].Select(at => words[at]).Array[0, 10].Select(some => string.Join(' ', some)),
        "run together" => Gen.Int[0, words.Length - 1].Select(at => words[at]).Array[0, 10].Select(string.Concat),
        "one sign" => Gen.Select(Gen.Char, Gen.Int[1, 60]).Select((sign, count) => new string(sign, count)),
        _ => Gen.String[Gen.Char['\ud7f0', '\ue010'], 0, 20],
    };
}
