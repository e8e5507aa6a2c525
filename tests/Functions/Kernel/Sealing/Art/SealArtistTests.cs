using System.Globalization;
using System.Text.RegularExpressions;
using CasaServerless.Kernel.Sealing;
using CasaServerless.Kernel.Typesetting;
using CasaServerless.Tests.Given.Documents;

namespace CasaServerless.Tests.Functions.Kernel.Sealing.Art;

/// <summary>What a seal shows, as other people's programs read it.</summary>
public sealed partial class SealArtistTests : IDisposable
{
    const int Strip = 1;

    readonly SealArtist artist = new();
    readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    // A reader that takes the page for a French one shows a mixed Arabic line in the order of its pieces from left to right.
    [Fact]
    public void A_title_is_attested_when_three_lines_hold_it()
    {
        Assert.True(SealArtist.CanAttest("Baccalauréat de Zineb"));
        Assert.True(SealArtist.CanAttest(string.Concat(Enumerable.Repeat("Baccalauréat ", 10))));
        Assert.False(SealArtist.CanAttest(new string('م', 200) + new string('W', 200)));
        Assert.False(SealArtist.CanAttest("\U000E0041\u0B95"));
    }

    [Fact]
    public void The_strip_is_found_in_both_languages_and_its_numbers_are_the_right_way_round()
    {
        var text = Text(artist.Draw(Words.Usual, 2), Strip);
        AssertSays(text,
            "Copie certifiée conforme à l’original", "N° 2026-001234 · 24 novembre 2026", "Arrondissement du Maârif", "Bureau de légalisation n° 1",
            "Nadia El Amrani, officière de légalisation, par délégation", "نسخة مشهود بمطابقتها للأصل", "2026 نونبر 24 · 2026-001234 رقم",
            "مقاطعة المعاريف", "مكتب تصحيح الإمضاءات رقم", "نادية العمراني", "موظفة مكلفة بتصحيح الإمضاءات", Words.Usual.VerificationUrl);
    }

    [Fact]
    public void The_attestation_tells_its_facts_in_both_languages()
    {
        var text = Text(artist.Draw(Words.Usual, 3), 5);
        AssertSays(text,
            "Royaume du Maroc", "Commune de Casablanca", "المملكة المغربية", "جماعة الدار البيضاء", "Attestation de conformité à l’original",
            "شهادة المطابقة للأصل", "24 novembre 2026", "2026 نونبر 24", "118/2026 القرار رقم", "إجازة في القانون الخاص", "7KQX-M3PD-94TZ",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "https://legalisation.casablancacity.ma/verify",
            "elle ne dit rien de l’exactitude", "يقتصر هذا الإشهاد على مطابقة النسخة لأصلها");
    }

    [Fact]
    public void A_fact_told_once_is_read_the_way_it_is_written()
    {
        var wording = Words.Usual with { Attestation = [new(new("Document", "الوثيقة"), "عقد كراء (نسخة) 12-2026")] };
        var words = Boxes(artist.DrawAttestation(wording, 1), 1);
        float Left(string word) => words.Single(found => string.Concat(found.Text.Reverse()) == word || found.Text == word).Left;
        Assert.True(Left("12-2026") < Left("كراء") && Left("كراء") < Left("عقد"));
    }

    [Fact]
    public void Each_page_has_its_label_and_nothing_else_on_it()
    {
        var pdf = artist.Draw(Words.Usual, 12);
        for (var page = 1; page <= 12; page++)
        {
            var (french, arabic) = ($"Page{page}/12", $"الصفحة{page}من12");
            Assert.Contains(Letters(Text(pdf, Strip + page)), new[] { french + arabic, arabic + french });
        }
    }

    [Fact]
    public void The_attestation_alone_is_one_page()
    {
        var path = folder.Write("a.pdf", artist.DrawAttestation(Words.Usual, 7));
        Assert.Equal("1\n", Tool.Must("qpdf", "--show-npages", path));
    }

    [Fact]
    public void The_code_is_read_from_the_strip_at_150_dpi_and_from_the_attestation_at_100()
    {
        var pdf = folder.Write("a.pdf", artist.Draw(Words.Usual, 1));
        Assert.Equal(Words.Usual.VerificationUrl, Code(pdf, Strip, 150));
        Assert.Equal(Words.Usual.VerificationUrl, Code(pdf, 3, 100));
    }

    [Fact]
    public void A_demonstration_says_so_on_every_sheet_in_both_languages_and_an_official_paper_nowhere()
    {
        foreach (var unofficial in new[] { true, false })
        {
            var pdf = artist.Draw(Words.Usual with { Unofficial = unofficial }, 1);
            foreach (var sheet in new[] { Text(pdf, Strip), Text(pdf, 3) })
            {
                Assert.Equal(unofficial, sheet.Contains("NON OFFICIEL – DÉMONSTRATION", StringComparison.Ordinal));
                Assert.Equal(unofficial, sheet.Contains("غير رسمي – للتجربة", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    public void A_signature_is_called_qualified_only_where_it_is_and_never_in_a_demonstration(bool unofficial, bool qualified, bool said)
    {
        var text = Text(artist.DrawAttestation(Words.Usual with { Unofficial = unofficial, Qualified = qualified }, 1), 1);
        Assert.Equal(said, text.Contains("qualifiée", StringComparison.Ordinal));
        Assert.Equal(said, text.Contains("مؤهل", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_of_any_length_stay_in_their_column_and_the_strip_grows_only_for_very_long_ones(bool isLong)
    {
        var words = Boxes(artist.Draw(isLong ? Words.Long : Words.Usual, 1), Strip);
        foreach (var (word, left, top, right, bottom) in words.Where(word => !word.Text.StartsWith("https", StringComparison.Ordinal)))
        {
            // The code stands between 259.5 and 335.5.
            Assert.True(left > 20 && right < 259 || left > 336 && right < 575, $"{word} from {left} to {right}");
            Assert.True(top > 0 && bottom < words.Height, $"{word} from {top} to {bottom}");
        }
        Assert.Equal(isLong, words.Height > 110);
    }

    [Fact]
    public void An_attestation_with_long_names_and_notes_stays_on_its_page()
    {
        var wording = Words.Long with { Notes = [.. Enumerable.Repeat(Words.Usual.Notes[0], 6)] };
        var words = Boxes(artist.DrawAttestation(wording, 1), 1);
        Assert.All(words, word => Assert.True(word.Left > 45 && word.Right < 550 && word.Top > 24 && word.Bottom < 805, word.Text));
        // The lower ribbon stands clear of the last line.
        var ribbon = words.Last(word => word.Text == "OFFICIEL").Top;
        Assert.All(words.Where(word => word.Top < ribbon - 1), word => Assert.True(word.Bottom < ribbon, word.Text));
    }

    [Fact]
    public void Notes_beyond_what_a_page_holds_are_refused_rather_than_lost() =>
        Assert.Throws<WordingTooLong>(() => artist.DrawAttestation(Words.Usual with { Notes = [.. Enumerable.Repeat(Words.Usual.Notes[0], 60)] }, 1));

    [Fact]
    public void A_name_that_no_typeface_draws_is_refused_and_can_be_asked_about_before()
    {
        var name = new CasaServerless.Kernel.Bilingual("Nadia 李", "نادية");
        Assert.False(SealArtist.CanDraw(name.Fr));
        Assert.True(SealArtist.CanDraw(name.Ar));
        Assert.Throws<MissingGlyphException>(() => artist.Draw(Words.Usual with { OfficerName = name }, 1));
    }

    [Fact]
    public void Ten_pages_take_less_than_seventy_kilobytes_and_hold_only_the_glyphs_in_use()
    {
        var pdf = artist.Draw(Words.Usual, 10);
        Assert.InRange(pdf.Length, 20_000, 70_000);
        var path = folder.Write("a.pdf", pdf);
        Assert.Contains("No syntax or stream encoding errors found", Tool.Must("qpdf", "--check", path));
        var fonts = Tool.Must("pdffonts", path).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(3, fonts.Length);
        Assert.All(fonts, font => Assert.Matches("^[A-Z]{6}\\+.* yes yes yes ", font));
    }

    [Fact]
    public async Task One_artist_serves_all_threads_and_the_same_words_give_the_same_bytes()
    {
        var once = artist.Draw(Words.Usual, 3);
        var drawn = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(() => artist.Draw(Words.Usual, 3))));
        Assert.All(drawn, pdf => Assert.True(pdf.AsSpan().SequenceEqual(once)));
    }

    static void AssertSays(string text, params string[] sentences) =>
        Assert.All(sentences, sentence => Assert.Contains(Letters(sentence), Letters(text)));

    // Blanks are the reader's guess, beside a number in Arabic a bad one; and a sentence may be wrapped.
    static string Letters(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    string Text(byte[] pdf, int page) => Direction().Replace(
        Tool.Must("pdftotext", "-f", Number(page), "-l", Number(page), folder.Write("t.pdf", pdf), "-"), "");

    string Code(string pdf, int page, int dpi)
    {
        Tool.Must("pdftoppm", "-r", Number(dpi), "-f", Number(page), "-l", Number(page), "-singlefile", pdf, folder["qr"]);
        return Tool.Must("zbarimg", "--quiet", "--raw", folder["qr.ppm"]).Trim();
    }

    Page Boxes(byte[] pdf, int page)
    {
        var found = Tool.Must("pdftotext", "-bbox", "-f", Number(page), "-l", Number(page), folder.Write("b.pdf", pdf), "-");
        var height = float.Parse(PageHeight().Match(found).Groups[1].Value, CultureInfo.InvariantCulture);
        return new Page(height, [.. Word().Matches(found).Select(word => (word.Groups[5].Value, At(word, 1), At(word, 2), At(word, 3), At(word, 4)))]);

        static float At(Match word, int side) => float.Parse(word.Groups[side].Value, CultureInfo.InvariantCulture);
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("[\u200E\u200F\u202A-\u202E]")]
    private static partial Regex Direction();

    [GeneratedRegex("""<page width="[\d.]+" height="([\d.]+)">""")]
    private static partial Regex PageHeight();

    [GeneratedRegex("""<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>""")]
    private static partial Regex Word();

    /// <summary>The words of a page and where poppler sees them.</summary>
    sealed class Page(float height, IEnumerable<(string Text, float Left, float Top, float Right, float Bottom)> words)
        : List<(string Text, float Left, float Top, float Right, float Bottom)>(words)
    {
        public float Height { get; } = height;
    }
}
