using System.Text;
using CasaServerless.Kernel.Typesetting;

namespace CasaServerless.Tests.Functions.Kernel.Typesetting;

public sealed class ParagraphTests
{
    [Fact]
    public void Arabic_letters_join_and_take_the_form_of_their_place()
    {
        // Alone, first, in the middle, last.
        var forms = new[] { "ع", "عم", "معم", "مع" }
            .Select(word => (Word: word, Run: Run(word)))
            .Select(shaped => shaped.Run.Glyphs[Array.IndexOf(shaped.Run.Clusters, 2 * shaped.Word.IndexOf('ع'))]);
        Assert.Equal(4, forms.Distinct().Count());
    }

    [Fact]
    public void Letters_of_one_word_in_two_runs_would_still_join()
    {
        // The mark splits nothing: the same glyphs as without it.
        Assert.Equal(Run("سلام").Glyphs, Run("سل\u200Eام").Glyphs);
    }

    [Fact]
    public void Arabic_runs_stand_from_right_to_left_and_numbers_in_them_from_left_to_right()
    {
        var line = Set("رقم 2026-001234 بتاريخ", Direction.RightToLeft);
        Assert.Equal([" بتاريخ", "2026-001234", "رقم "], line.Runs.Select(run => Encoding.UTF8.GetString(run.Utf8)));
        Assert.Equal([true, false, true], line.Runs.Select(run => run.IsRightToLeft));
        Assert.Equal(Enumerable.Range(0, 11), line.Runs[1].Clusters);
        Assert.Equal(line.Runs[0].Clusters.OrderDescending(), line.Runs[0].Clusters);
    }

    [Fact]
    public void Marks_that_steer_direction_are_not_left_in_the_text() =>
        Assert.DoesNotContain(Set("رقم \u200E2026-001234\u200E و\u202Eabc", Direction.RightToLeft).Runs, run => Encoding.UTF8.GetString(run.Utf8)
            .Any(sign => sign is '\u200E' or '\u200F' or '\u202E'));

    [Fact]
    public void A_letter_that_Amiri_lacks_comes_from_Noto_Sans_and_the_rest_stays_in_Amiri()
    {
        var line = Set("Ωmega Ж", Direction.LeftToRight);
        Assert.Equal(["NotoSans-Regular", "Amiri-Regular", "NotoSans-Regular"], line.Runs.Select(run => run.Typeface.Name));
    }

    [Fact]
    public void A_character_that_no_typeface_draws_is_refused_and_named()
    {
        var thrown = Assert.Throws<MissingGlyphException>(() => Set("Nadia 漢", Direction.LeftToRight));
        Assert.Equal("No typeface draws U+6F22.", thrown.Message);
        Assert.False(TypeCase.Regular.Draws("Nadia 漢"));
        Assert.True(TypeCase.Regular.Draws("Naïma Šćepanović ﷺ ڭ"));
    }

    [Theory]
    [InlineData("L’officier a comparé la copie à l’original présenté et certifie qu’elle lui est conforme.", Direction.LeftToRight)]
    [InlineData("قارن الموظف النسخة بالأصل المقدم إليه، ويشهد بمطابقتها له في السجل رقم 2026-001234 بتاريخ 24 نونبر 2026.", Direction.RightToLeft)]
    [InlineData("https://legalisation.casablancacity.ma/verify/7KQX-M3PD-94TZ", Direction.LeftToRight)]
    [InlineData("Constantinopolitainementparlantdunnomsansfin", Direction.LeftToRight)]
    public void No_line_is_wider_than_its_column_and_no_letter_is_lost(string text, Direction direction)
    {
        for (var ems = 4f; ems < 40; ems += 0.7f)
        {
            var lines = new Paragraph(text, direction, TypeCase.Regular).Wrap(ems);
            Assert.All(lines, line => Assert.InRange(line.Width, 0, ems + 0.001f));
            Assert.Equal(Letters([text]), Letters(lines.SelectMany(line => line.Runs).Select(run => Encoding.UTF8.GetString(run.Utf8))));
        }

        static string Letters(IEnumerable<string> texts) => string.Concat(texts.SelectMany(text => text).Where(letter => letter != ' ').Order());
    }

    [Theory]
    [InlineData("il est fait : oui", "fait :")]
    [InlineData("une « copie » de", "« copie »")]
    [InlineData("au bureau n° 12 bis", "n° 12 bis")]
    [InlineData("jusqu’au 31 décembre", "31 décembre")]
    [InlineData("المكتب رقم 12 بالدار", "رقم 12")]
    public void A_line_never_ends_between_words_that_belong_together(string text, string held)
    {
        for (var ems = 1f; ems < 20; ems += 0.25f)
        {
            // Too narrow for what is held together, a line is cut anywhere.
            if (new Paragraph(held, Direction.LeftToRight, TypeCase.Regular).Wrap(ems).Count > 1) continue;
            var lines = new Paragraph(text, Direction.LeftToRight, TypeCase.Regular).Wrap(ems);
            Assert.Contains(lines, line => held.Split(' ').All(word => Shown(line).Contains(word, StringComparison.Ordinal)));
        }
    }

    static string Shown(TextLine line) => string.Concat(line.Runs.Select(run => Encoding.UTF8.GetString(run.Utf8)));

    [Fact]
    public void No_gap_inside_an_Arabic_word_looks_like_a_blank()
    {
        var run = Run("المعاريف");
        for (var i = 1; i < run.Glyphs.Length; i++)
            Assert.InRange(run.Positions[i].X - run.Positions[i - 1].X - run.Typeface.Advance(run.Glyphs[i - 1]), -1000, run.Typeface.UnitsPerEm * 9 / 100);
    }

    static TextLine Set(string text, Direction direction) => Assert.Single(new Paragraph(text, direction, TypeCase.Regular).Wrap(1000));

    static GlyphRun Run(string word) => Assert.Single(Set(word, Direction.RightToLeft).Runs);
}
