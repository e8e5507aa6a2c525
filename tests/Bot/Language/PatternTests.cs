using CasaServerless.Bot.Language;
using CasaServerless.Bot.Language.Entities;
using CasaServerless.Kernel.Identity;
using CsCheck;

namespace CasaServerless.Tests.Bot.Language;

/// <summary>What a message names by its shape: references, cards, telephones, sums, addresses; and what its writer takes back.</summary>
public sealed class PatternTests
{
    static string[] In(string text, EntityKind kind) => [.. Understanding.Of(text).Entities.Where(each => each.Kind == kind && !each.Denied).Select(each => each.Value)];

    [Theory]
    [InlineData("{0}")]
    [InlineData("je veux savoir où en est {0}, merci")]
    [InlineData("fin wsel {0} lah yjazik")]
    [InlineData("شنو وقع ل {0}؟")]
    public void A_reference_of_ours_is_found_however_it_is_typed(string around) => Gen.Byte.Array[7].Sample(bits =>
    {
        var written = Reference.From("LEG", bits);
        var bare = written.Replace("-", "", StringComparison.Ordinal);
        // A code that is nearly all letters looks like words where its hyphens are missing.
        var plain = bare.Skip(3).Count(char.IsAsciiDigit) >= 2;
        string[] spellings = plain ? [written, written.ToLowerInvariant(), written.Replace('-', ' '), bare, bare.ToLowerInvariant(), $"LEG {bare[3..]}"]
            : bare.Any(char.IsAsciiDigit) ? [written, written.ToLowerInvariant()] : [];
        foreach (var spelling in spellings)
        {
            var said = string.Format(System.Globalization.CultureInfo.InvariantCulture, around, spelling);
            Assert.True(In(said, EntityKind.Reference) is [var found] && found == spelling, said);
        }
    }, iter: 300);

    [Theory]
    [InlineData("suivi du dossier n° 5521", "5521")]
    [InlineData("le ticket 88213 est fermé mais rien n'a bougé", "88213")]
    [InlineData("شكاية رقم ٨٨٢١٣ فين وصلات", "٨٨٢١٣")]
    [InlineData("nmra 40718 chofha liya", "40718")]
    [InlineData("TKT-2026-00912 toujours ouvert", "TKT-2026-00912")]
    [InlineData("réf 2026/4417", "2026/4417")]
    [InlineData("الملف 3310/م", "3310/م")]
    [InlineData("ticket 5540-B", "5540-B")]
    [InlineData("88213", "88213")]
    public void References_of_other_shapes_are_found(string text, string reference) => Assert.Equal([reference], In(text, EntityKind.Reference));

    [Theory]
    [InlineData("le bus 33 ne passe plus")]
    [InlineData("rdv le 12/03 à 10h, tel 0661 20 45 98")]
    [InlineData("ma cin est BE412087")]
    [InlineData("j'ai payé 12500 dh")]
    [InlineData("ouvert 24/24 et 7/7 ?")]
    [InlineData("lampadaire n° 118 cassé, rue 23")]
    [InlineData("l'air en 2025 et PM2.5")]
    [InlineData("plaque 24871-A-6")]
    [InlineData("mon rendez-vous est après-demain")]
    public void Other_numbers_are_no_reference(string text) => Assert.Empty(In(text, EntityKind.Reference));

    [Theory]
    [InlineData("CIN BE 412087", "BE 412087")]
    [InlineData("lakart dyali bk203311", "bk203311")]
    [InlineData("رقم البطاقة T228190", "T228190")]
    [InlineData("cin be412087 svp", "be412087")]
    [InlineData("ma carte BE 745 210", "BE 745 210")]
    [InlineData("lakart dyali bk 74 52 10", "bk 74 52 10")]
    [InlineData("CIN BE745 210 svp", "BE745 210")]
    [InlineData("le dossier de BH 330 918 svp", "BH 330 918")]
    public void Cards_are_found(string text, string cin) => Assert.Equal([cin], In(text, EntityKind.Cin));

    [Theory]
    [InlineData("j'ai payé de 120000 dh")]
    [InlineData("au 412087 habitants")]
    [InlineData("LEG-412087")]
    [InlineData("il y en a de 120 500 à 130 000")]
    [InlineData("bd 120 500")]
    [InlineData("BE 745 210 333")]
    public void Other_letters_and_digits_are_no_card(string text) => Assert.Empty(In(text, EntityKind.Cin));

    [Theory]
    [InlineData("rappelez moi au 0661204598", "0661204598")]
    [InlineData("06 61 20 45 98", "06 61 20 45 98")]
    [InlineData("06.61.20.45.98 le soir", "06.61.20.45.98")]
    [InlineData("05-22-30-11-78", "05-22-30-11-78")]
    [InlineData("+212 661 204 598", "+212 661 204 598")]
    [InlineData("+212 (0)6 61 20 45 98", "+212 (0)6 61 20 45 98")]
    [InlineData("00212661204598", "00212661204598")]
    [InlineData("عيطو ليا ٠٦٦١٢٠٤٥٩٨", "٠٦٦١٢٠٤٥٩٨")]
    [InlineData("tel 661204598", "661204598")]
    [InlineData("+33 6 12 34 56 78", "+33 6 12 34 56 78")]
    public void Telephones_are_found(string text, string phone) => Assert.Equal([phone], In(text, EntityKind.Phone));

    [Theory]
    [InlineData("0661 20 45")]
    [InlineData("12345678901234567890")]
    [InlineData("2026/0661204598")]
    public void Other_digits_are_no_telephone(string text) => Assert.Empty(In(text, EntityKind.Phone));

    [Theory]
    [InlineData("combien, 250 dh ?", "250 dh", 250)]
    [InlineData("khlest 50dh", "50dh", 50)]
    [InlineData("1 240,50 DH", "1 240,50 DH", 1240.5)]
    [InlineData("عشرة دراهم للوقوف", "عشرة دراهم", 10)]
    [InlineData("4000 ريال", "4000 ريال", 200)]
    [InlineData("3 alf dirham", "3 alf dirham", 3000)]
    [InlineData("ألف درهم", "ألف درهم", 1000)]
    [InlineData("cent vingt dirhams", "cent vingt dirhams", 120)]
    [InlineData("deux mille cinq cents dirhams", "deux mille cinq cents dirhams", 2500)]
    [InlineData("ألفين وخمسمئة درهم", "ألفين وخمسمئة درهم", 2500)]
    [InlineData("خمسة وعشرين درهم", "خمسة وعشرين درهم", 25)]
    [InlineData("quatre-vingt-dix dirhams", "quatre-vingt-dix dirhams", 90)]
    [InlineData("mille deux cent soixante-quinze dh", "mille deux cent soixante-quinze dh", 1275)]
    [InlineData("2 mille 500 dh", "2 mille 500 dh", 2500)]
    [InlineData("3 alf w 500 dh", "3 alf w 500 dh", 3500)]
    [InlineData("mya w 3chrin dh", "mya w 3chrin dh", 120)]
    [InlineData("ثلاثة آلاف ومئتي درهم", "ثلاثة آلاف ومئتي درهم", 3200)]
    [InlineData("khmsmya dh", "khmsmya dh", 500)]
    public void Sums_are_found_in_dirhams(string text, string amount, double dirhams)
    {
        var its = Assert.Single(Understanding.Of(text).Entities, each => each.Kind == EntityKind.Amount);
        Assert.Equal((amount, (decimal)dirhams), (its.Value, its.Dirhams));
    }

    [Theory]
    [InlineData("fuite d'eau 15 rue Lavoisier, vite", "15 rue Lavoisier")]
    [InlineData("الضو طافي فزنقة 14", "زنقة 14")]
    [InlineData("حفرة بشارع محمد السادس منذ أيام", "شارع محمد السادس")]
    [InlineData("zbel f bd moulay slimane kayn", "bd moulay slimane")]
    [InlineData("rue 8 derb moulay cherif", "rue 8 derb moulay cherif")]
    [InlineData("angle rue 40 et bd Okba", "angle rue 40 et bd Okba")]
    [InlineData("zbel ktir 7da lycée jaber", "lycée jaber")]
    [InlineData("lampadaire cassé devant l'école Al Amal", "école Al Amal")]
    [InlineData("حفرة كبيرة قرب مدرسة الإمام البخاري", "مدرسة الإمام البخاري")]
    [InlineData("الزبل بزاف فزنقة 12 درب الفرح", "زنقة 12 درب الفرح")]
    [InlineData("zbel f rue 12 oulfa", "rue 12 oulfa")]
    [InlineData("feu rouge en panne carrefour bd Moulay Ismail / rue Pégoud", "carrefour bd Moulay Ismail / rue Pégoud")]
    [InlineData("الضو الأحمر خاسر بملتقى شارع الفداء وزنقة 12", "ملتقى شارع الفداء وزنقة 12")]
    [InlineData("trou énorme 11 rue Léon l'Africain", "11 rue Léon l'Africain")]
    [InlineData("حفرة فزنقة طارق ابن زياد", "زنقة طارق ابن زياد")]
    [InlineData("الإنارة منقطعة بشارع علي يعتة منذ ليلة السبت", "شارع علي يعتة")]
    [InlineData("poubelles renversées devant le 14 rue Socrate", "14 rue Socrate")]
    public void Addresses_are_found(string text, string address) => Assert.Equal([address], In(text, EntityKind.Address));

    [Theory]
    [InlineData("zbel 3amer f zan9a dyalna")]
    [InlineData("واحد الكلب قدام دارنا")]
    [InlineData("la rue est sale")]
    public void A_street_without_a_name_is_no_address(string text) => Assert.Empty(In(text, EntityKind.Address));

    // Each is a landmark to its neighbours only, or no name at all.
    [Theory]
    [InlineData("poubelle renversée devant l'école")]
    [InlineData("klab bzaf 7da lfran")]
    [InlineData("الحفرة قدام المدرسة الابتدائية")]
    [InlineData("toute la rue vous remercie")]
    [InlineData("zen9a b7al haka khanza")]
    [InlineData("la rue très sale")]
    [InlineData("الزبل فحي السعادة")]
    [InlineData("jarna dar barraka")]
    public void What_has_no_name_is_no_address(string text) => Assert.Empty(In(text, EntityKind.Address));

    [Fact]
    public void Only_where_something_is_wrong_a_landmark_is_an_address()
    {
        Assert.Equal(["parc Murdoch"], In("bancs cassés et poubelles renversées au parc Murdoch", EntityKind.Address));
        Assert.Empty(In("musée Abderrahman Slaoui, quel est le prix de la visite pour un touriste ?", EntityKind.Address));
    }

    [Theory]
    [InlineData("machi ghedda, b3d ghedda", "b3d ghedda")]
    [InlineData("ماشي غدا، بل بعد غد", "بعد غد")]
    [InlineData("lundi, non pardon, mardi", "mardi")]
    [InlineData("mettez lundi, pas mardi", "lundi")]
    [InlineData("le rendez-vous de lundi à mardi", "lundi mardi")]
    [InlineData("je ne suis pas venu lundi", "lundi")]
    [InlineData("lundi et non mardi", "lundi")]
    [InlineData("plutôt lundi que mardi", "lundi")]
    [InlineData("lundi au lieu de mardi", "lundi")]
    public void What_is_taken_back_is_marked(string text, string left) => Assert.Equal(left, string.Join(' ', In(text, EntityKind.Date)));

    [Theory]
    [InlineData("لا ماشي المعاريف: أنفا", "anfa")]
    [InlineData("الموعد ديالي فالمعاريف، لا ماشي المعاريف، أنفا", "anfa")]
    [InlineData("الحفرة كاينة فسيدي مومن حدا السوق الكبير، لا، عين الشق", "ain_chock")]
    [InlineData("c'est à Sbata derrière le grand marché, non, à Ben M'sik", "ben_msik")]
    [InlineData("rdv à Anfa ou Maarif, non ?", "anfa maarif")]
    public void A_place_is_put_right_in_the_middle_of_a_message(string text, string left) => Assert.Equal(left, string.Join(' ', In(text, EntityKind.Arrondissement)));

    [Fact]
    public void A_correction_stays_to_be_seen()
    {
        var its = Understanding.Of("no, not rue Ibn Sina: bd Ghandi").Entities.Where(each => each.Kind == EntityKind.Address);
        Assert.Equal([("rue Ibn Sina", true), ("bd Ghandi", false)], its.Select(each => (each.Value, each.Denied)));
    }

    [Fact]
    public void Whatever_is_written_what_has_no_id_is_what_stands_in_its_place() =>
        Gen.OneOf(((string[])["06 61 20 ", "LEG-7K3Q9-", "ghedda ", "m3a ", "10h", "12/03", "rue ", "ألف درهم ", "الثلاثاء ", "pas ", "\ud800", "ـء", "ّ", "BE 412", "٣", "\n", "😀", "1 000 ", "n° ", "ﷺ", "+212"]).Select(Gen.Const).ToArray())
            .Array[0, 40].Select(string.Concat).Sample(text =>
            {
                foreach (var each in Understanding.Of(text, new DateOnly(2026, 11, 30)).Entities.Where(each => each.Kind <= EntityKind.Address)) Assert.Equal(each.Value, text.Substring(each.Start, each.Length));
            }, iter: 20_000);
}
